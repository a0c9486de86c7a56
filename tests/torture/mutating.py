"""Mutants of one module: each is its source with one small thing changed that a test ought to notice.

What must not live here: how a mutant is tried (`trying`), or which of them are (`mutation`). Words are left alone, and
so are annotations, decorators and the keywords of classes: none of them decides what a drill does.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}
ASKS_OR_TELLS_A_TYPE = {"isinstance", "cast", "TypeVar"}
NOT_WALKED = {"annotation", "returns", "decorator_list", "pattern"}
Place = tuple[ast.AST, str, int | None]


@dataclass(frozen=True, slots=True)
class Mutant:
    """The *number*-th mutant of *module*; *lines* of its statement, and of the function around it if there is one."""

    module: str
    number: int
    kind: str
    line: int
    lines: tuple[int, int]
    function: tuple[int, int] | None
    before: str
    after: str

    @property
    def name(self) -> str:
        """What to call it on the command line."""
        return f"{self.module}:{self.number}"


class _Edit(NamedTuple):
    kind: str
    place: Place
    new: ast.AST
    line: int
    lines: tuple[int, int]
    function: tuple[int, int] | None


class _Around(NamedTuple):
    """What a node stands in."""

    lines: tuple[int, int] = (1, 1)
    function: tuple[int, int] | None = None
    in_class: bool = False


def mutants(module: str, source: str) -> list[Mutant]:
    """Every mutant of *source*, always in the same order."""
    edits = _edits(ast.parse(source))
    return [
        Mutant(module, number, e.kind, e.line, e.lines, e.function, _told(_at(e.place)), _told(e.new))
        for number, e in enumerate(edits)
    ]


def changed(source: str, number: int) -> str:
    """The source of mutant *number* of *source*."""
    tree = ast.parse(source)
    (node, field, index), new = next(e for n, e in enumerate(_edits(tree)) if n == number)[1:3]
    if index is None:
        setattr(node, field, new)
    else:
        getattr(node, field)[index] = new
    return ast.unparse(ast.fix_missing_locations(tree))


def _at(place: Place) -> ast.AST:
    node, field, index = place
    found = getattr(node, field)
    return found if index is None else found[index]  # type: ignore[no-any-return] # a field of a tree


def _told(node: ast.AST) -> str:
    """The first line of *node* as Python."""
    return ast.unparse(node).split("\n", 1)[0]


def _edits(tree: ast.Module) -> Iterator[_Edit]:
    yield from _within(tree, _Around())


def _within(node: ast.AST, around: _Around) -> Iterator[_Edit]:
    """The edits of everything under *node*."""
    for field, value in ast.iter_fields(node):
        if _is_left_alone(node, field):
            continue
        children = value if isinstance(value, list) else [value]
        for index, child in enumerate(children):
            if isinstance(child, ast.AST) and not _says_nothing(node, child):
                here = _around(child, around)
                place = (node, field, index if isinstance(value, list) else None)
                line = getattr(child, "lineno", here.lines[0])
                yield from (_Edit(kind, place, new, line, *here[:2]) for kind, new in _variants(place, child, around))
                yield from _within(child, here)


def _is_left_alone(node: ast.AST, field: str) -> bool:
    if isinstance(node, ast.ClassDef):
        return field != "body"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ASKS_OR_TELLS_A_TYPE:
        return True
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return True
    return field in NOT_WALKED or (isinstance(node, ast.FormattedValue) and field == "format_spec")


def _says_nothing(node: ast.AST, child: ast.AST) -> bool:
    """Whether *child* is a docstring, or an ellipsis."""
    return isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)


def _around(node: ast.AST, around: _Around) -> _Around:
    match node:
        case ast.FunctionDef(lineno=first, end_lineno=last):
            return _Around((first, first), (first, last or first), False)
        case ast.ClassDef(lineno=first):
            return _Around((first, first), None, True)
        case ast.stmt(lineno=first, end_lineno=last):
            body = getattr(node, "body", None) or getattr(node, "cases", None)
            until = getattr(body[0], "lineno", 0) - 1 if body else last or first
            return around._replace(lines=(first, max(first, until)))
        case ast.match_case(guard=guard, body=body):
            return around._replace(lines=((guard or body[0]).lineno, body[0].lineno))
    return around


def _variants(place: Place, node: ast.AST, around: _Around) -> Iterator[tuple[str, ast.AST]]:
    """What to put in the place of *node*, each with the kind of mutant it makes."""
    match node:
        case ast.Compare():
            for index, operator in enumerate(node.ops):
                ops = [*node.ops[:index], SWAPPED[type(operator)](), *node.ops[index + 1 :]]
                yield "comparison", ast.Compare(node.left, ops, node.comparators)  # type: ignore[arg-type]
        case ast.BoolOp(op=operator):
            yield "boolean", ast.BoolOp(SWAPPED[type(operator)](), node.values)  # type: ignore[arg-type]
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield "boolean" if isinstance(node.op, ast.Not) else "arithmetic", operand
        case ast.BinOp(op=operator) if not _is_words(node) and (around.function or not isinstance(operator, ast.BitOr)):
            yield "arithmetic", ast.BinOp(node.left, SWAPPED[type(operator)](), node.right)  # type: ignore[arg-type]
        case ast.Constant(value=bool(value)):
            yield _kind_of_number(place, around), ast.Constant(not value)
        case ast.Constant(value=int(value) | float(value)):
            yield _kind_of_number(place, around), ast.Constant(value + 1)
            yield _kind_of_number(place, around), ast.Constant(value - 1)
        case ast.Call(func=ast.Name(id=name)) if name in CALLS:
            yield "call", ast.Call(ast.Name(CALLS[name]), node.args, node.keywords)
        case ast.Dict(keys=keys, values=values) if around.function is None:
            for index, entry in enumerate(values):
                if isinstance(entry, ast.Name | ast.Attribute | ast.Lambda):
                    yield "entry", ast.Dict(keys[:index] + keys[index + 1 :], values[:index] + values[index + 1 :])
        case ast.match_case():
            yield "case", ast.match_case(node.pattern, ast.Constant(False), node.body)
    if isinstance(node, ast.stmt):
        yield from _statements(node)
    elif _is_condition(place) and not (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)):
        yield "condition", ast.UnaryOp(ast.Not(), node)  # type: ignore[arg-type]


def _statements(node: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Return(value=None) | ast.Expr() | ast.Raise() | ast.Delete() | ast.Continue() | ast.Break():
            yield "dropped", ast.Pass()
        case ast.Return(value=ast.Constant(value=None)):
            pass
        case ast.Return():
            yield "returned", ast.Return(ast.Constant(None))
        case ast.AugAssign(op=operator, value=value):
            yield "dropped", ast.Pass()
            if not _is_text(value):
                yield "arithmetic", ast.AugAssign(node.target, SWAPPED[type(operator)](), value)  # type: ignore[arg-type]
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript(), *_]):
            yield "dropped", ast.Pass()


def _kind_of_number(place: Place, around: _Around) -> str:
    node, field, _ = place
    is_default = field in ("defaults", "kw_defaults") or (around.in_class and isinstance(node, ast.AnnAssign))
    return "default" if is_default else "constant"


def _is_condition(place: Place) -> bool:
    node, field, _ = place
    return (
        (field == "test" and isinstance(node, ast.If | ast.While | ast.IfExp | ast.Assert))
        or (field == "ifs" and isinstance(node, ast.comprehension))
        or (field == "guard" and isinstance(node, ast.match_case))
    )


def _is_words(node: ast.BinOp) -> bool:
    return _is_text(node.left) or _is_text(node.right)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str | bytes))
