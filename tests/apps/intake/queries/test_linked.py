import datetime as dt

import pytest
from tests.apps.intake.cast import LineTeam, page

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.intake.queries.linked import last_words, reachable
from holdfast.apps.intake.rules import Voice
from holdfast.apps.intake.services.calls import Call, log_call
from holdfast.apps.intake.services.conversations import answer, link_case
from holdfast.apps.intake.services.errands import open_box
from holdfast.apps.intake.services.mailboxes import Said, delete_mailbox, say_safe
from holdfast.apps.intake.services.trays import confirm_hostile, propose_hostile, undo_hostile
from holdfast.apps.keyring.contactcodes import LEAST
from holdfast.apps.keyring.errors import NotGrantedError

CASE = "c" * 26


def words(line: LineTeam, *, hours: float = 24):
    since = line.clock() - dt.timedelta(hours=hours)
    return last_words(actor=line.mira, since=since)


def test_the_last_of_their_own_words_is_told_for_conversations_of_a_case_alone(
    line: LineTeam,
) -> None:
    contact = line.write()
    line.take_in()
    one = line.only()
    assert words(line) == ()
    link_case(actor=line.mira, conversation=one, case=CASE)
    assert [(word.case, word.voice) for word in words(line)] == [(CASE, Voice.THEM)]
    line.clock.forward(minutes=5)
    say_safe(contact.box, Said(page()), clock=line.clock)
    line.write("somebody else")
    line.take_in()
    said_at = line.clock()
    line.clock.forward(minutes=5)
    answer(actor=line.mira, conversation=one, text="Good.", clock=line.clock)
    (found,) = words(line)
    assert (found.conversation, found.voice, found.at) == (one, Voice.SAFE, said_at)
    line.clock.forward(hours=30)
    assert words(line) == ()


def test_who_was_not_let_onto_the_line_is_told_nothing(line: LineTeam) -> None:
    line.write()
    line.take_in()
    link_case(actor=line.mira, conversation=line.only(), case=CASE)
    with pytest.raises(NotGrantedError):
        last_words(actor=line.outsider(), since=line.clock())
    with pytest.raises(NotPermittedError):
        last_words(actor=line.team.back("mira"), since=line.clock())


def could_be_told(line: LineTeam, *conversations: str) -> list[str]:
    found = reachable(actor=line.lead, conversations=conversations)
    return [one.conversation for one in found]


def test_who_could_be_told_has_a_mailbox_of_their_own(line: LineTeam) -> None:
    own, gone = line.write("one").box, line.write("two").box
    line.take_in()
    call = log_call(actor=line.mira, call=Call("He asks."), clock=line.clock)
    ends_at = line.clock() + dt.timedelta(hours=6)
    host = open_box(actor=line.lead, ends_at=ends_at, cost=LEAST, clock=line.clock).conversation
    delete_mailbox(gone, Said(page()), clock=line.clock)
    some = (own.id, gone.id, call, host, "x" * 26)
    assert could_be_told(line, *some) == [own.id]
    (alias,) = (row.alias for row in line.rows() if row.id == own.id)
    assert reachable(actor=line.lead, conversations=some)[0].alias == alias


def test_who_may_be_hostile_could_not_be_told_until_it_is_taken_back(line: LineTeam) -> None:
    line.write()
    line.take_in()
    one = line.only()
    propose_hostile(actor=line.mira, conversation=one, reason="asks where", clock=line.clock)
    assert could_be_told(line, one) == []
    confirm_hostile(actor=line.lead, conversation=one, clock=line.clock)
    assert could_be_told(line, one) == []
    undo_hostile(actor=line.mira, conversation=one, clock=line.clock)
    assert could_be_told(line, one) == [one]


def test_who_was_not_let_onto_the_line_learns_of_nobody_who_could_be_told(line: LineTeam) -> None:
    line.write()
    line.take_in()
    with pytest.raises(NotGrantedError):
        reachable(actor=line.outsider(), conversations=[line.only()])
