"""A statement put into a database's own words once: for a drill that somebody waits for, it took longer than the disk.

Types aren't converted on the way, so it is for words and numbers only.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Dialect
from sqlalchemy.sql.dml import Insert

Values = Sequence[object] | Mapping[str, object]


class Prepared:
    """*statement*, which says by name what values it takes."""

    def __init__(self, statement: Insert) -> None:
        self._statement = statement
        self._known: dict[str, tuple[str, tuple[str, ...]]] = {}

    def put(self, dialect: Dialect, values: Mapping[str, object]) -> tuple[str, Values]:
        """Its words and *values* (which may have more than it takes) as a cursor takes them."""
        words, order = self._known.get(dialect.name) or self._compiled(dialect)
        return words, [values[name] for name in order] if order else values

    def _compiled(self, dialect: Dialect) -> tuple[str, tuple[str, ...]]:
        compiled = self._statement.compile(dialect=dialect)
        put = (str(compiled), tuple(getattr(compiled, "positiontup", None) or ()))
        self._known[dialect.name] = put
        return put
