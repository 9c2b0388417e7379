import pytest
from tests.apps.casework.cast import Office
from tests.apps.cast import at_work

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.errors import AskedTooOftenError, TooMuchAskedError
from holdfast.apps.casework.queries.seen_before import questions
from holdfast.apps.casework.records.cases import Identity
from holdfast.apps.casework.rules.seen_before import MOST_AN_HOUR
from holdfast.apps.casework.services.openings import set_identity
from holdfast.apps.casework.services.seen_before import SeenBefore, seen_before
from holdfast.apps.intake.records import Caller
from holdfast.apps.intake.services.calls import Call, log_call
from holdfast.apps.intake.services.line import found_line
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
