import datetime as dt

import pytest
from tests.apps.cast import at_work
from tests.apps.intake.cast import LineTeam

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.errors import NoMailboxError, PastErrandError
from holdfast.apps.intake.models import LetterOut, Mailbox
from holdfast.apps.intake.place import intake_folder
from holdfast.apps.intake.queries.conversations import conversation
from holdfast.apps.intake.queries.inbox import Shelf
from holdfast.apps.intake.queries.replies import Found, found_by, stretched, unread
from holdfast.apps.intake.records import Conversation, Errand
from holdfast.apps.intake.rules import Channel, ConversationId, ErrandFact, ErrandKind, Voice
from holdfast.apps.intake.services.calls import Call, log_call
from holdfast.apps.intake.services.errands import Handed, end_box, open_box, tell_errand
from holdfast.apps.intake.services.mailboxes import Said, write_in
from holdfast.apps.intake.services.taking_in import take_in
from holdfast.apps.keyring import contactcodes
from holdfast.apps.keyring.contactcodes import LEAST
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.rules import RecordId


def errand(line: LineTeam, where: str = "the mill", *, hours: int = 6) -> Errand:
    until = line.clock() + dt.timedelta(hours=hours)
    facts = ((ErrandFact.WHEN, "Tuesday, 6:40"), (ErrandFact.FROM, where))
    return Errand(kind=ErrandKind.RIDE, facts=facts, until=until)


def handed(line: LineTeam, *, hours: int = 12) -> Handed:
    ends_at = line.clock() + dt.timedelta(hours=hours)
    return open_box(actor=line.lead, ends_at=ends_at, alias="Otter", cost=LEAST, clock=line.clock)


def opened(one: Handed, said: str = "") -> Found:
    code = contactcodes.joined(one.linked, said or one.said)
    return found_by(stretched(code, cost=LEAST))


def test_who_has_the_link_and_the_words_reads_their_part_and_answers(line: LineTeam) -> None:
    one = handed(line)
    tell_errand(
        actor=line.lead, conversation=one.conversation, errand=errand(line), clock=line.clock
    )
    found = opened(one)
    assert found.box is not None
    (reply,) = unread(found.box, clock=line.clock)
    assert reply.errand is not None
    assert reply.errand.facts[1] == (ErrandFact.FROM, "the mill")
    write_in(found.box, Said(b"page" * 8, "I have them."), clock=line.clock)
    line.take_in()
    (row,) = line.rows(Shelf.HELPERS)
    assert (row.alias, row.channel) == ("Otter", Channel.LINK)
    told, heard = conversation(actor=line.mira, conversation=row.id).messages
    assert {told.voice, heard.voice} == {Voice.NOTE, Voice.THEM}
    assert "the mill" not in told.text


def test_the_link_alone_or_other_words_find_nothing(line: LineTeam) -> None:
    one, other = handed(line), handed(line)
    assert opened(one, other.said).box is None
    assert opened(one, one.linked.replace("-", " ")).box is None


def test_what_comes_next_takes_the_place_of_what_was_told(line: LineTeam) -> None:
    one = handed(line)
    for where in ("the mill", "the station"):
        tell_errand(actor=line.lead, conversation=one.conversation, errand=errand(line, where))
    found = opened(one)
    assert found.box is not None
    shown = unread(found.box, clock=line.clock)
    assert [reply.errand and reply.errand.facts[1][1] for reply in shown] == ["the station"]


def test_an_errand_is_not_shown_after_its_moment_and_then_deleted(line: LineTeam) -> None:
    contact = line.write()
    line.take_in()
    tell_errand(
        actor=line.lead, conversation=line.only(), errand=errand(line, hours=1), clock=line.clock
    )
    assert len(unread(contact.box, clock=line.clock)) == 1
    line.clock.forward(hours=2)
    assert unread(contact.box, clock=line.clock) == []
    assert LetterOut.objects.count() == 1
    take_in(actor=line.mira, clock=line.clock)
    assert LetterOut.objects.count() == 0
    assert Mailbox.objects.count() == 1


def test_a_mailbox_with_an_end_is_gone_after_it_or_when_somebody_ends_it(line: LineTeam) -> None:
    due, kept = handed(line, hours=1), handed(line, hours=9)
    line.clock.forward(hours=2)
    take_in(actor=line.mira, clock=line.clock)
    assert opened(due).box is None
    assert opened(kept).box is not None
    end_box(actor=line.lead, conversation=kept.conversation, clock=line.clock)
    assert opened(kept).box is None
    assert Mailbox.objects.count() == LetterOut.objects.count() == 0


def test_a_moment_that_is_past_or_a_mailbox_that_is_none_is_refused(line: LineTeam) -> None:
    with pytest.raises(PastErrandError):
        handed(line, hours=0)
    one = handed(line)
    with pytest.raises(PastErrandError):
        tell_errand(
            actor=line.lead, conversation=one.conversation, errand=errand(line, hours=-1),
            clock=line.clock,
        )  # fmt: skip
    called = log_call(actor=line.mira, call=Call("heard"), clock=line.clock)
    with pytest.raises(NoMailboxError):
        tell_errand(actor=line.lead, conversation=called, errand=errand(line), clock=line.clock)
    with pytest.raises(NoMailboxError):
        end_box(actor=line.lead, conversation=called)


def test_only_who_plans_journeys_and_answers_the_line_may_tell(line: LineTeam) -> None:
    one = handed(line)
    operator = at_work(line.team.back("mira"), Role.OPERATOR)
    with pytest.raises(NotPermittedError):
        tell_errand(actor=operator, conversation=one.conversation, errand=errand(line))
    with pytest.raises(NotGrantedError):
        tell_errand(actor=line.outsider(), conversation=one.conversation, errand=errand(line))


def test_neither_half_of_the_code_nor_what_was_told_lies_on_the_disk(line: LineTeam) -> None:
    one = handed(line)
    tell_errand(actor=line.lead, conversation=one.conversation, errand=errand(line))
    halves = [one.linked.encode(), one.said.encode(), b"the mill"]
    for path in intake_folder().parent.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(half in content for half in halves)
    kept = read(line.lead, RecordId(ConversationId(one.conversation)), Conversation).value
    assert one.said.split()[0] not in repr(kept)
