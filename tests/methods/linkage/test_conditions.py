import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.linkage.conditions import (
    Across,
    All,
    Begins,
    Edits,
    Either,
    Gap,
    Missing,
    Narrow,
    Same,
    Swapped,
    TwoOfThree,
    WithinKm,
)
from holdfast.methods.linkage.places import unit_vector

_COLUMNS = "a b first last x y z".split()
_CONDITIONS = [
    Missing("a"),
    Same("a"),
    Across("a", "b"),
    Swapped("a", "b"),
    Edits("a", 1, 3),
    Edits("a", 2, 2),
    Begins("a", 2),
    Gap("first", "last", 0),
    Gap("first", "last", 5),
    Narrow("first", "last", 3),
    TwoOfThree(("a", "b", "first")),
    WithinKm("x", "y", "z", 50.0),
    All((Same("a"), Same("b"))),
    Either((Same("a"), Missing("b"))),
]
_WORD = st.one_of(st.none(), st.text(alphabet="abc", min_size=1, max_size=5))


@st.composite
def rows(draw: st.DrawFn) -> dict[str, object]:
    first = draw(st.one_of(st.none(), st.integers(0, 12)))
    point = draw(st.one_of(st.none(), st.tuples(st.floats(40, 41), st.floats(44, 45))))
    x, y, z = unit_vector(*point) if point else (None, None, None)
    last = None if first is None else first + draw(st.integers(0, 6))
    values = (draw(_WORD), draw(_WORD), first, last, x, y, z)
    return dict(zip(_COLUMNS, values, strict=True))


@given(st.lists(st.tuples(rows(), rows()), min_size=1, max_size=12))
@settings(deadline=None, max_examples=25)
def test_duckdb_and_python_say_the_same_of_every_pair(pairs: list) -> None:
    kinds = "VARCHAR VARCHAR BIGINT BIGINT DOUBLE DOUBLE DOUBLE".split()
    with duckdb.connect(":memory:") as connection:
        columns = [f"{c}_{s} {k}" for s in "lr" for c, k in zip(_COLUMNS, kinds, strict=True)]
        connection.execute(f"CREATE TABLE pairs (n BIGINT, {', '.join(columns)})")
        for number, (left, right) in enumerate(pairs):
            values = [number, *left.values(), *right.values()]
            connection.execute(f"INSERT INTO pairs VALUES ({', '.join('?' * len(values))})", values)
        tests = ", ".join(f"coalesce({c.sql()}, false)" for c in _CONDITIONS)
        found = connection.execute(f"SELECT {tests} FROM pairs ORDER BY n").fetchall()
    for (left, right), said in zip(pairs, found, strict=True):
        assert [c.holds(left, right) for c in _CONDITIONS] == list(said)


def test_ten_kilometres_are_ten_kilometres() -> None:
    here = dict(zip("xyz", unit_vector(42.0, 44.0), strict=True))
    near = dict(zip("xyz", unit_vector(42.0 + 9.9 / 111.195, 44.0), strict=True))
    far = dict(zip("xyz", unit_vector(42.0 + 10.1 / 111.195, 44.0), strict=True))
    within = WithinKm("x", "y", "z", 10.0)
    assert within.holds(here, near)
    assert not within.holds(here, far)


@pytest.mark.parametrize("condition", _CONDITIONS[1:12], ids=lambda c: type(c).__name__)
def test_a_missing_value_fulfils_nothing(condition: object) -> None:
    nothing = dict.fromkeys(_COLUMNS)
    assert not condition.holds(nothing, nothing)  # type: ignore[attr-defined]
