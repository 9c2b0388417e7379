import io
import sys
from types import SimpleNamespace

import pytest
from tests.methods.passage.deal import cards, household, place

from holdfast.methods.passage import job, optimal
from holdfast.methods.passage.checker import check_plan
from holdfast.methods.passage.errors import NoPlannerError
from holdfast.methods.passage.greedy import plan_greedily
from holdfast.methods.passage.plans import Plan
from holdfast.methods.passage.wire import Order, decode_found, encode_order

DEALT = cards(household("h1", people=2), household("h2"), place("p1", beds=2), place("p2", beds=1))


def test_the_quick_plan_leads_and_every_stage_says_the_best_so_far() -> None:
    pytest.importorskip("ortools")
    out = io.BytesIO()
    job.run(Order(DEALT, Plan(), 5.0), out)
    lines = [decode_found(line) for line in out.getvalue().splitlines()]
    assert lines[0].plan == plan_greedily(DEALT)
    assert [line.is_last for line in lines] == [False] * (len(lines) - 1) + [True]
    assert [line.stage.name for line in lines[1:-1]] == [
        "emergency", "urgent", "normal", "disruption", "cost",
    ]  # fmt: skip
    assert not check_plan(lines[-1].plan, DEALT)


def test_without_or_tools_the_quick_plan_is_all_and_the_program_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing() -> None:
        raise NoPlannerError

    out = io.BytesIO()
    sent = io.BytesIO(encode_order(Order(DEALT, Plan(), 1.0)))
    monkeypatch.setattr(optimal, "_load", missing)
    monkeypatch.setattr(job.os, "nice", lambda _: 0)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=sent))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=out))
    assert job.main() == job.NO_PLANNER
    assert len(out.getvalue().splitlines()) == 1
