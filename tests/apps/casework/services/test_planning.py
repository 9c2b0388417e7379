import datetime as dt

import pytest
from tests.apps.casework.cast import Office, all_of
from tests.apps.casework.queries.test_bed_cards import put, urgent
from tests.apps.cast import at_work

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.errors.places import PlaceFullError, PlaceRuleError
from holdfast.apps.casework.queries.planning import plan_view
from holdfast.apps.casework.records.places import Stay
from holdfast.apps.casework.records.planning import PlanJudgement
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.places import PlaceId, PlaceStatus
from holdfast.apps.casework.services.places import set_status
from holdfast.apps.casework.services.planning import Decision, decide
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.methods.passage.judgement import Verdict

WHY = "they know the landlady"


def say(
    desk: Office, case: CaseId, place: PlaceId, verdict: Verdict = Verdict.ACCEPT,
    *, nights: int = 7, after: int = 0, reason: str = WHY,
) -> None:  # fmt: skip
    first = desk.clock().date() + dt.timedelta(days=after)
    decision = Decision(verdict, place, first, nights, reason)
    decide(actor=desk.lead, case=case, decision=decision, clock=desk.clock)


def stays(desk: Office) -> list[tuple[str, int]]:
    return sorted((stay.place, stay.nights) for stay in all_of(desk.lead, Stay))


def test_what_is_accepted_becomes_a_stay_and_the_reason_is_kept(desk: Office) -> None:
    teal, place = urgent(desk), desk.place()
    say(desk, teal, place)
    assert stays(desk) == [(place, 7)]
    assert plan_view(desk.lead, clock=desk.clock).waiting == []
    (kept,) = all_of(desk.lead, PlanJudgement)
    assert (kept.verdict, kept.reason, kept.by) == (Verdict.ACCEPT, WHY, desk.lead.member)


def test_what_was_refused_is_not_proposed_again_until_somebody_decides_otherwise(
    desk: Office,
) -> None:
    teal, willow, alder = urgent(desk), desk.place(), desk.place("Alder")
    for place in (willow, alder):
        say(desk, teal, place, Verdict.REFUSE)
    (waiting,) = plan_view(desk.lead, clock=desk.clock).waiting
    assert waiting.proposals == []
    assert waiting.binding == [("a person ruled this place out for them", 2)]
    desk.clock.forward(minutes=1)
    say(desk, teal, alder, Verdict.CHANGE, nights=2)
    (waiting,) = plan_view(desk.lead, clock=desk.clock).waiting
    assert [(p.place, p.nights) for p in waiting.proposals] == [(alder, 5)]


def test_whoever_leaves_a_burned_place_is_moved_in_one_write(desk: Office) -> None:
    teal, willow, alder = urgent(desk), desk.place(), desk.place("Alder")
    put(desk, teal, willow, 7)
    desk.clock.forward(days=2)
    set_status(actor=desk.lead, place=willow, status=PlaceStatus.BURNED, clock=desk.clock)
    say(desk, teal, alder, nights=4)
    assert stays(desk) == sorted([(willow, 2), (alder, 4)])


def test_a_stay_of_which_no_night_is_left_is_gone(desk: Office) -> None:
    teal, willow, alder = urgent(desk), desk.place(), desk.place("Alder")
    put(desk, teal, willow, 7)
    say(desk, teal, alder, Verdict.CHANGE)
    assert stays(desk) == [(alder, 7)]


def test_a_move_that_a_place_forbids_leaves_them_where_they_are(desk: Office) -> None:
    teal, willow = urgent(desk, people=2), desk.place()
    put(desk, teal, willow, 7)
    before = stays(desk)
    with pytest.raises(PlaceFullError):
        say(desk, teal, desk.place("Alder", beds=1))
    with pytest.raises(PlaceRuleError, match="longer than the place allows"):
        say(desk, teal, desk.place("Rowan", longest_nights=2))
    assert stays(desk) == before
    assert all_of(desk.lead, PlanJudgement) == []


def test_no_decision_without_a_reason_a_night_or_the_grant(desk: Office) -> None:
    teal, place = urgent(desk), desk.place()
    with pytest.raises(ReasonNeededError):
        say(desk, teal, place, reason=" ")
    with pytest.raises(PlaceRuleError, match="one night"):
        say(desk, teal, place, nights=0)
    desk.join("mira")
    decision = Decision(Verdict.ACCEPT, place, desk.clock().date(), 1, WHY)
    with pytest.raises(NotGrantedError):
        decide(actor=desk.back("mira"), case=teal, decision=decision, clock=desk.clock)
    with pytest.raises(NotPermittedError):
        decide(actor=at_work(desk.lead), case=teal, decision=decision, clock=desk.clock)
    assert stays(desk) == []
