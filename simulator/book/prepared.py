"""A statement put into a database's own words once: for a drill that somebody waits for, it took longer than the rest.

Types aren't converted on the way, so it is for words and numbers only.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, CursorResult, Dialect
from sqlalchemy.sql.dml import Insert
from sqlalchemy.sql.selectable import Select


class Prepared:
    """*statement*, which takes values by these *names*."""

    def __init__(self, statement: Insert | Select[*tuple[object, ...]], names: Sequence[str]) -> None:
        self._statement = statement
        self._names = list(names)
        self._known: dict[str, tuple[str, tuple[str, ...]]] = {}

    def run(self, connection: Connection, values: Mapping[str, object]) -> CursorResult[*tuple[object, ...]]:
        """Carry it out with *values*, which may have more than it takes."""
        dialect = connection.dialect
        words, order = self._known.get(dialect.name) or self._put(dialect)
        told = {name: values[name] for name in self._names}
        return connection.exec_driver_sql(words, tuple(told[name] for name in order) if order else told)

    def _put(self, dialect: Dialect) -> tuple[str, tuple[str, ...]]:
        keys = self._names if isinstance(self._statement, Insert) else None
        compiled = self._statement.compile(dialect=dialect, column_keys=keys)
        put = (str(compiled), tuple(getattr(compiled, "positiontup", None) or ()))
        self._known[dialect.name] = put
        return put
