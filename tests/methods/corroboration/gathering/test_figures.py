from __future__ import annotations

import math

import pytest

from holdfast.methods.corroboration.gathering.figures import bounds_of, find_conflicts
from holdfast.methods.corroboration.record import Figure, Relation
from holdfast.methods.corroboration.spans import Span

SCOPES = {"n1": "", "n2": "", "n3": "presenters"}


def figure(
    number: int, low: float | None = None, high: float | None = None, **more: object
) -> Figure:
    values: dict[str, object] = {
        "id": f"n{number}",
        "report": f"r{number}",
        "statement": None,
        "span": Span(0, 1),
        "text": "",
        "low": low,
        "high": high,
        "value": low if low == high else None,
        "approximate": False,
        "counts": "detained",
        "unit": "persons",
    } | more
    return Figure(**values)  # type: ignore[arg-type]


def relation(left: Figure, right: Figure, **published: str) -> Relation | None:
    dates = {f"r{n}": published.get(f"r{n}") for n in range(9)}
    found = find_conflicts([left, right], statements={}, published=dates, scopes=SCOPES)
    return found[0].relation if found else None


def test_open_ends_are_infinite_and_about_is_a_fifth() -> None:
    assert bounds_of(figure(1, low=3)) == (3, math.inf)
    assert bounds_of(figure(1, high=40)) == (0, 40)
    assert bounds_of(figure(1, value=100.0)) == (80, 120)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"low": 3}, {"low": 4}),
        ({"low": 101}, {"value": 100.0}),
        ({"low": 15, "high": 30}, {"low": 30, "high": 30}),
    ],
)
def test_figures_whose_bounds_overlap_agree(
    left: dict[str, float], right: dict[str, float]
) -> None:
    assert relation(figure(1, **left), figure(2, **right)) is Relation.COMPATIBLE


def test_figures_that_cannot_both_be_true_contradict_each_other() -> None:
    assert relation(figure(1, low=101), figure(2, high=60)) is Relation.CONTRADICTORY


def test_a_toll_that_rises_with_time_is_no_contradiction() -> None:
    dates = {"r1": "2031-04-01", "r2": "2031-05-01"}
    rising = relation(figure(1, low=3, high=3), figure(2, low=5, high=5), **dates)
    falling = relation(figure(1, low=5, high=5), figure(2, low=3, high=3), **dates)
    assert rising is Relation.OTHER_SCOPE
    assert falling is Relation.CONTRADICTORY


def test_the_same_figure_twice_is_no_conflict() -> None:
    assert relation(figure(1, low=3, high=3), figure(2, low=3, high=3)) is None


def test_different_things_are_not_compared() -> None:
    assert relation(figure(1, low=3, high=3), figure(2, low=9, high=9, counts="killed")) is None
    assert relation(figure(1, 3, 3, unit="items"), figure(2, 9, 9)) is None


def test_two_figures_of_people_who_did_nothing_named_are_not_compared() -> None:
    assert relation(figure(1, 3, 3, counts="man"), figure(2, 9, 9, counts="man")) is None


def test_a_group_within_never_contradicts_the_whole() -> None:
    assert relation(figure(3, low=2, high=2), figure(1, low=101)) is Relation.OTHER_SCOPE
