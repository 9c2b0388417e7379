import datetime as dt
import threading

import pytest
from tests.methods.passage.deal import cards, household, place

from holdfast.apps.casework import searching
from holdfast.apps.casework.errors.journeys import SearchingError
from holdfast.apps.casework.searching import begin_search, can_search
from holdfast.methods.passage.greedy import plan_greedily
from holdfast.methods.passage.plans import Plan
from holdfast.methods.passage.wire import Order

NOW = dt.datetime(2031, 4, 2, 9, tzinfo=dt.UTC)
DEALT = cards(household("h1", people=2), household("h2"), place("p1", beds=2), place("p2", beds=1))
needs_planner = pytest.mark.skipif(not can_search(), reason="OR-Tools is not installed")


@needs_planner
def test_a_search_runs_beside_and_keeps_the_best_plan_and_what_each_stage_said() -> None:
    search = begin_search(Order(DEALT, Plan(), 10.0), now=NOW)
    search.wait(60)
    assert (search.is_over, search.was_stopped) == (True, False)
    assert search.plan is not None
    assert len(search.plan.stays) == len(plan_greedily(DEALT).stays)
    assert [stage.is_proven for stage in search.stages] == [True] * 5


@needs_planner
def test_a_search_that_is_stopped_ends_at_once_and_makes_room() -> None:
    first, second = (begin_search(Order(DEALT, Plan(), 60.0), now=NOW) for _ in range(2))
    with pytest.raises(SearchingError, match="As many searches"):
        begin_search(Order(DEALT, Plan(), 1.0), now=NOW)
    for search in (first, second):
        search.stop()
        assert search.is_over
    begin_search(Order(DEALT, Plan(), 1.0), now=NOW).stop()


def test_without_the_planner_no_search_begins_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "can_search", lambda: False)
    with pytest.raises(SearchingError, match="not installed"):
        begin_search(Order(DEALT, Plan(), 1.0), now=NOW)


def test_a_process_that_cannot_begin_is_said_and_makes_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails() -> None:
        raise OSError

    monkeypatch.setattr(searching, "can_search", lambda: True)
    monkeypatch.setattr(searching, "_start", fails)
    monkeypatch.setattr(searching, "_free", threading.BoundedSemaphore(1))
    for _ in range(2):
        with pytest.raises(SearchingError, match="could not begin"):
            begin_search(Order(DEALT, Plan(), 1.0), now=NOW)
