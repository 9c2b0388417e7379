import pytest
from tests.apps.cast import at_work
from tests.apps.keyring.cast import Team

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.review import rules
from holdfast.apps.review.errors import ReasonMissingError
from holdfast.apps.review.rules import (
    FromTestimony,
    Judgement,
    Side,
    Standing,
    StatementJudgement,
    StatementVerdict,
    Verdict,
    checked_reason,
    require_documenting,
    set_aside,
    standing,
    witness_source,
)
from holdfast.methods.corroboration.record import SourceKind, StatementKind

TOLD = FromTestimony(
    testimony="t1",
    paragraph="p1",
    changed_name="Vesna Lor",
    language="Tervenian",
    side=Side.FOR,
    by="m",
    day="2031-05-06",
)


def judged(by: str, verdict: Verdict) -> Judgement:
    return Judgement(verdict=verdict, reason="r", by=by, day="2031-05-06")


def aside(by: str, verdict: StatementVerdict) -> StatementJudgement:
    return StatementJudgement(statement="q1", verdict=verdict, reason="r", by=by, day="2031-05-06")


def test_what_nobody_judged_stands_nowhere() -> None:
    assert standing([]) == Standing(None, 0)
    assert not standing([]).differ


def test_one_person_judges_and_a_second_confirms() -> None:
    one = standing([judged("a", Verdict.HOLDS)])
    two = standing([judged("a", Verdict.HOLDS), judged("b", Verdict.HOLDS)])
    assert (one.verdict, one.has_second) == (Verdict.HOLDS, False)
    assert (two.verdict, two.has_second) == (Verdict.HOLDS, True)


def test_the_same_person_twice_is_one_and_the_latest_counts() -> None:
    again = standing([judged("a", Verdict.OPEN), judged("a", Verdict.HOLDS)])
    assert again == Standing(Verdict.HOLDS, 1)


def test_where_two_people_differ_it_is_open() -> None:
    both = standing([judged("a", Verdict.HOLDS), judged("b", Verdict.DOES_NOT_HOLD)])
    assert both.verdict is None
    assert both.differ


def test_a_statement_is_set_aside_by_one_and_comes_back_where_a_second_differs() -> None:
    first = aside("a", StatementVerdict.OTHER_EVENT)
    assert set_aside([first]) == {"q1": StatementVerdict.OTHER_EVENT}
    assert set_aside([first, aside("b", StatementVerdict.BELONGS)]) == {}
    assert set_aside([aside("a", StatementVerdict.BELONGS)]) == {}


def test_a_judgement_needs_a_reason() -> None:
    assert checked_reason(" Dates differ. ") == "Dates differ."
    with pytest.raises(ReasonMissingError):
        checked_reason(" \n")


def test_documenters_and_judges_bring_testimony_and_press_together(team: Team) -> None:
    permitted = []
    for role in Role:
        try:
            require_documenting(at_work(team.lead, role))
        except NotPermittedError:
            continue
        permitted.append(role)
    assert set(permitted) == {
        Role.CASE_WORKER,
        Role.COORDINATOR,
        Role.DOCUMENTER,
        Role.ANALYST,
    }


def test_a_person_of_a_testimony_is_a_witness_under_the_changed_name() -> None:
    source = witness_source("t1", "Vesna Lor")
    statement = rules.testimony_statement(TOLD, "torture", "")
    assert (source.kind, source.name, source.pseudonym) == (SourceKind.WITNESS, "Vesna Lor", True)
    assert statement.origin == source.id
    assert (statement.kind, statement.acts) == (StatementKind.ALLEGATION, ("torture",))
    assert witness_source("t2", "Vesna Lor").id != source.id
