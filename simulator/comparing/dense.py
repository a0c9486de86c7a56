"""Small symmetric systems: Cholesky's factor, its inverse and its determinant, in plain Python.

Plain, because the systems are no bigger than the shelf has drills (a few dozen), and numpy would cost a quarter of a
second at every start to save a millisecond here (DECISIONS.md).
"""

from collections.abc import Sequence
from math import log, sqrt
from operator import mul

from simulator.drill.adding import total_of

Matrix = list[list[float]]


def dot(a: Sequence[float], b: Sequence[float]) -> float:
    """The sum of products, as far as the shorter one goes."""
    return total_of(map(mul, a, b))


def cholesky(matrix: Matrix) -> Matrix:
    """The lower factor of a positive definite *matrix*, row by row: row *i* has *i* + 1 entries."""
    rows: Matrix = []
    for i, full in enumerate(matrix):
        row: list[float] = []
        for j, above in enumerate(rows):
            row.append((full[j] - dot(row, above)) / above[j])
        left = full[i] - dot(row, row)
        if left <= 0.0:
            raise ValueError(f"not positive definite: {left:.3g} is left in row {i}")
        row.append(sqrt(left))
        rows.append(row)
    return rows


def log_determinant(factor: Matrix) -> float:
    """The logarithm of the determinant of the matrix whose *factor* this is."""
    return 2.0 * total_of(log(row[-1]) for row in factor)


def forward(factor: Matrix, right: Sequence[float]) -> list[float]:
    """Solve *factor* x = *right*."""
    solved: list[float] = []
    for row, value in zip(factor, right, strict=True):
        solved.append((value - dot(row, solved)) / row[-1])
    return solved


def inverse(factor: Matrix) -> Matrix:
    """The inverse of the matrix whose *factor* this is, whole."""
    size = len(factor)
    columns = [_inverse_column(factor, j) for j in range(size)]
    whole = [[0.0] * size for _ in range(size)]
    for i, own in enumerate(columns):
        for j in range(i + 1):
            whole[i][j] = whole[j][i] = dot(own, columns[j][i - j :])
    return whole


def _inverse_column(factor: Matrix, j: int) -> list[float]:
    """Column *j* of the inverse of *factor* itself, from row *j* on; above it there are noughts."""
    column = [1.0 / factor[j][j]]
    for row in factor[j + 1 :]:
        column.append(-dot(row[j:], column) / row[-1])
    return column


def times(matrix: Matrix, vector: Sequence[float]) -> list[float]:
    """*matrix* times *vector*."""
    return [dot(row, vector) for row in matrix]
