import datetime as dt

from holdfast.apps.casework.records.pathways import Pathway, SlotGiven
from holdfast.apps.casework.rules.pathways import Given, PathwayKind, PathwayState, Reached

ON = dt.date(2031, 4, 2)


def test_where_a_way_stands_is_its_last_step() -> None:
    steps = tuple(
        Reached(state, ON, "", "m") for state in (PathwayState.CONSIDERED, PathwayState.ELIGIBLE)
    )
    assert Pathway(kind=PathwayKind.WORK_VISA, steps=steps).state is PathwayState.ELIGIBLE


def test_what_was_given_is_counted_without_what_it_is_for() -> None:
    card = SlotGiven(programme="p", pathway="w", on=ON, case="c", people=2)
    assert card.given == Given(ON, "c", 2)
