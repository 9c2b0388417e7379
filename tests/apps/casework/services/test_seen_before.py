import pytest
from tests.apps.casework.cast import Office
from tests.apps.cast import at_work

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.errors.cases import AskedTooOftenError, TooMuchAskedError
from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.queries.seen_before import questions
from holdfast.apps.casework.records.cases import Identity
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.seen_before import MOST_AN_HOUR
from holdfast.apps.casework.services.openings import set_identity
from holdfast.apps.casework.services.seen_before import SeenBefore, compare_numbers, seen_before
from holdfast.apps.intake.records import Caller
from holdfast.apps.intake.services.calls import Call, log_call
from holdfast.apps.intake.services.line import found_line
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.rules import Actor

PERSON = Identity(names=("Irma Oravec",), phones=("+999 555 0184 726",))


@pytest.fixture
def heron(desk: Office):
    case = desk.open("Heron")
    set_identity(actor=desk.lead, case=case, identity=PERSON, reason="named", clock=desk.clock)
    return case


def ask(desk: Office, actor: Actor, words: str = "Irma Oravec") -> SeenBefore:
    return seen_before(actor=actor, words=words, clock=desk.clock)


def test_cases_and_conversations_are_found_within_what_one_may_open(desk: Office, heron) -> None:
    found_line(actor=desk.lead)
    call = Call("She whispers.", caller=Caller(name="Oravec, Irma", reach="0 555 0184726"))
    called = log_call(actor=desk.lead, call=call, clock=desk.clock)
    for words in ("irma oravec", "555 0184 726"):
        found = ask(desk, desk.lead, words)
        assert [one.id for one in found.cases] == [heron]
        assert [one.id for one in found.conversations] == [called]
    assert ask(desk, desk.join("mira")) == SeenBefore()


def test_who_answers_the_line_and_does_no_casework_learns_nothing_of_cases(
    desk: Office, heron
) -> None:
    assert ask(desk, at_work(desk.lead, Role.OPERATOR)) == SeenBefore()


def test_who_does_neither_is_refused(desk: Office, heron) -> None:
    with pytest.raises(NotPermittedError):
        ask(desk, at_work(desk.lead, Role.ANALYST))
    assert questions(desk.lead) == []


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.COORDINATOR])
def test_ten_thousand_numbers_are_refused_whoever_pastes_them(
    desk: Office, heron, role: Role
) -> None:
    numbers = ", ".join(f"+999 555 018 {n:04}" for n in range(10_000))
    with pytest.raises(TooMuchAskedError):
        ask(desk, at_work(desk.lead, role), numbers)
    assert questions(desk.lead) == []


def test_over_the_limit_nothing_is_answered_and_that_is_written_down_once(
    desk: Office, heron
) -> None:
    for _ in range(MOST_AN_HOUR):
        assert len(ask(desk, desk.lead).cases) == 1
        desk.clock.forward(minutes=1)
    for _ in range(3):
        with pytest.raises(AskedTooOftenError):
            ask(desk, desk.lead)
    asked = questions(desk.lead)
    assert [one.is_refused for one in asked] == [True] + [False] * MOST_AN_HOUR
    desk.clock.forward(hours=1)
    assert len(ask(desk, desk.lead).cases) == 1


def test_one_members_questions_do_not_silence_another(desk: Office, heron) -> None:
    for _ in range(MOST_AN_HOUR):
        ask(desk, desk.lead, "Heron")
    assert ask(desk, desk.join("mira"), "Heron") == SeenBefore()


def compare(desk: Office, case: CaseId, actor: Actor | None = None) -> list[str]:
    return compare_numbers(actor=actor or desk.lead, subject_id=case, clock=desk.clock)


def test_comparing_the_numbers_of_a_case_is_a_question_like_any_other(desk: Office, heron) -> None:
    teal = desk.open("Teal")
    set_identity(actor=desk.lead, case=teal, identity=PERSON, reason="named", clock=desk.clock)
    assert compare(desk, heron) == ["Teal"]
    assert [(one.by, one.hits) for one in questions(desk.lead)] == [(desk.lead.member, 1)]
    for _ in range(MOST_AN_HOUR - 1):
        ask(desk, desk.lead)
    for _ in range(2):
        with pytest.raises(AskedTooOftenError):
            compare(desk, teal)
    assert sum(one.is_refused for one in questions(desk.lead)) == 1
    desk.clock.forward(hours=1)
    assert compare(desk, teal) == ["Heron"]


def test_numbers_are_compared_only_for_whom_one_may_open_and_does_casework(
    desk: Office, heron
) -> None:
    with pytest.raises(NotGrantedError):
        compare(desk, heron, desk.join("mira"))
    with pytest.raises(NotPermittedError):
        compare(desk, heron, at_work(desk.lead, Role.ANALYST))
    desk.clock.forward(hours=24)
    with pytest.raises(ReasonNeededError):
        compare(desk, heron)
    assert questions(desk.lead) == []
