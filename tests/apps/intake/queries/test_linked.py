import datetime as dt

import pytest
from tests.apps.intake.cast import LineTeam, page

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.intake.queries.linked import last_words
from holdfast.apps.intake.rules import Voice
from holdfast.apps.intake.services.conversations import answer, link_case
from holdfast.apps.intake.services.mailboxes import Said, say_safe
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
