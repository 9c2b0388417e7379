import pytest
from tests.apps.casework.cast import Office, hours

from holdfast.apps.casework.errors.journeys import DuressStandsError, SettledError
from holdfast.apps.casework.queries.departures import departures
from holdfast.apps.casework.records.journeys import CheckIn
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.journeys import CheckInState
from holdfast.apps.casework.services.check_ins import (
    Answer,
    Heard,
    acknowledge,
    report_check_in,
    say_found,
    say_lost,
)
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import Stored, find
from holdfast.apps.keyring.rules import RecordId
from holdfast.apps.watch.queries.rows import rows, steps
from holdfast.apps.watch.rules import Step, WatchId
from holdfast.apps.watch.services.rounds import make_round
from holdfast.apps.watch.services.watching import report_word


def first(desk: Office) -> Stored[CheckIn]:
    return next(find(desk.lead, CheckIn, where=lambda c: c.leg == 0))


def say(desk: Office, case: CaseId, word: str) -> Answer:
    return report_check_in(
        actor=desk.lead, case=case, check_in=first(desk).id, word=word, clock=desk.clock
    )


def marks(desk: Office) -> list[Step]:
    return [done.step for done in steps(desk.box).get(WatchId(first(desk).value.row), [])]


def test_the_safe_word_settles_it_and_the_watch_forgets(watched: Office, case: CaseId) -> None:
    watched.under_way(case)
    watched.clock.forward(hours=3)
    assert say(watched, case, "Grey Heron") is Answer.NOTED
    assert first(watched).value.outcome is CheckInState.OK
    assert len(rows(watched.box).live) == 1
    with pytest.raises(SettledError):
        say(watched, case, "grey heron")


def test_the_duress_word_is_answered_alike_and_tells_everybody(
    watched: Office, case: CaseId
) -> None:
    watched.under_way(case)
    assert say(watched, case, "white heron") == Answer.NOTED
    assert marks(watched) == [Step.DURESS]
    told: list[str] = []
    make_round(watched.box, told.append, now=watched.clock())
    assert len(told) == 2
    board = departures(watched.lead, clock=watched.clock)
    assert (board.rows[0].next.check_in.leg, board.overdue) == (1, 0)  # to whoever is at the phone
    other = departures(watched.second(case), clock=watched.clock)
    assert (other.rows[0].next.state, other.overdue) == (CheckInState.DURESS, 1)


def test_nothing_but_finding_or_losing_them_ends_duress(watched: Office, case: CaseId) -> None:
    watched.under_way(case)
    say(watched, case, "white heron")
    words = {
        "actor": watched.lead,
        "case": case,
        "check_in": first(watched).id,
        "clock": watched.clock,
    }
    with pytest.raises(DuressStandsError):
        say(watched, case, "grey heron")
    with pytest.raises(DuressStandsError):
        acknowledge(**words, how=Heard.VOICE)
    say_found(**words, says="at the station")
    assert first(watched).value.outcome is CheckInState.FOUND
    assert len(rows(watched.box).live) == 1


def test_duress_that_the_watch_heard_is_not_ended_by_a_call(watched: Office, case: CaseId) -> None:
    watched.under_way(case)
    report_word(WatchId(first(watched).value.row), "white heron", box=watched.box)
    with pytest.raises(DuressStandsError):
        say(watched, case, "grey heron")
    assert first(watched).value.outcome is None


def test_a_wrong_word_settles_nothing_and_is_counted(watched: Office, case: CaseId) -> None:
    watched.under_way(case)
    assert say(watched, case, "green heron") is Answer.NOT_THE_WORD
    assert (first(watched).value.outcome, first(watched).value.wrong_words) == (None, 1)
    assert marks(watched) == [Step.WRONG_WORD]
    board = departures(watched.lead, clock=watched.clock)
    assert board.rows[0].next.state is CheckInState.WRONG_CODE
    assert say(watched, case, "grey heron") is Answer.NOTED


def test_what_was_told_meanwhile_is_kept_with_the_check_in(watched: Office, case: CaseId) -> None:
    watched.under_way(case)
    watched.clock.forward(hours=4)
    make_round(watched.box, lambda _: None, now=watched.clock())
    acknowledge(
        actor=watched.lead,
        case=case,
        check_in=first(watched).id,
        how=Heard.VOICE,
        clock=watched.clock,
    )
    settled = first(watched).value
    assert settled.outcome is CheckInState.OK_LATE
    assert [told.step for told in settled.told] == ["sending", "sent"] * 2
    assert settled.how == "known by voice"


def test_somebody_can_be_lost(watched: Office, case: CaseId) -> None:
    watched.under_way(case)
    say_lost(
        actor=watched.lead,
        case=case,
        check_in=first(watched).id,
        says="no sign",
        clock=watched.clock,
    )
    assert first(watched).value.outcome is CheckInState.LOST
    assert watched.clock() < watched.clock() + hours(1)


def test_a_check_in_of_another_case_is_not_there(watched: Office, case: CaseId) -> None:
    watched.under_way(case)
    other = watched.open("Teal")
    with pytest.raises(NotGrantedError):
        acknowledge(
            actor=watched.lead, case=other, check_in=RecordId(first(watched).id), how=Heard.SEEN,
            clock=watched.clock,
        )  # fmt: skip
    assert first(watched).value.outcome is None
