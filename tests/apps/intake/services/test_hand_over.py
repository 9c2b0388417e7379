import pytest
from tests.apps.cast import at_work
from tests.apps.intake.cast import LineTeam
from tests.apps.intake.team_cast import nor

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.errors import AlreadyTakenError, EmptyMessageError, OwnHandOverError
from holdfast.apps.intake.queries.hand_over import hand_over, hand_overs, untaken
from holdfast.apps.intake.services.hand_over import take_hand_over, write_hand_over
from holdfast.apps.intake.team.records.rota import MustNot, Pending
from holdfast.apps.keyring.errors import NotGrantedError

PENDING = Pending(kind=MustNot.DANGER, about="c" * 26, alias="Teal")


def written(line: LineTeam, text: str = "Call Teal."):
    return write_hand_over(actor=line.mira, text=text, pending=(PENDING,), clock=line.clock)


def test_words_and_what_gathered_are_kept_as_they_stood(line: LineTeam) -> None:
    card = written(line, "  Call Teal.  ")
    words = hand_over(line.lead, card).words
    assert (words.text, words.pending) == ("Call Teal.", (PENDING,))


def test_nothing_at_all_is_not_handed_over(line: LineTeam) -> None:
    with pytest.raises(EmptyMessageError):
        write_hand_over(actor=line.mira, text=" ", pending=(), clock=line.clock)
    assert hand_overs(line.mira) == []


def test_it_is_taken_once_and_not_by_who_wrote_it(line: LineTeam) -> None:
    card = written(line)
    with pytest.raises(OwnHandOverError):
        take_hand_over(actor=line.mira, card=card, clock=line.clock)
    take_hand_over(actor=line.lead, card=card, clock=line.clock)
    with pytest.raises(AlreadyTakenError):
        take_hand_over(actor=nor(line), card=card, clock=line.clock)
    assert hand_over(line.mira, card).taken_by == line.lead.member


def test_who_cannot_read_it_does_not_take_it(line: LineTeam) -> None:
    card = written(line)
    with pytest.raises(NotGrantedError):
        take_hand_over(actor=line.outsider(), card=card, clock=line.clock)
    with pytest.raises(NotPermittedError):
        take_hand_over(actor=at_work(line.lead, Role.ANALYST), card=card, clock=line.clock)
    assert len(untaken(line.mira)) == 1
