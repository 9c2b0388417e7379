import pytest
from tests.apps.intake.cast import LineTeam, page

from holdfast.apps.intake.place import read_door
from holdfast.apps.intake.queries.conversations import attachment, conversation
from holdfast.apps.intake.queries.replies import find_box
from holdfast.apps.intake.records import Caller, Conversation
from holdfast.apps.intake.services.calls import Call, log_call
from holdfast.apps.intake.services.conversations import answer
from holdfast.apps.intake.services.mailboxes import confirm_read
from holdfast.apps.intake.services.uploads import Upload, send_files
from holdfast.apps.keyring.contactcodes import LEAST
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.rules import FileId, Part, RecordId
from holdfast.apps.keyring.services.revocation import revoke


def test_an_answer_counts_as_read_when_the_person_says_so(line: LineTeam) -> None:
    contact = line.write()
    line.take_in()
    one = line.only()
    line.clock.forward(minutes=1)
    answer(actor=line.mira, conversation=one, text="hello", clock=line.clock)
    assert conversation(actor=line.mira, conversation=one).messages[-1].is_read is False
    found = find_box(contact.code, cost=LEAST)
    confirm_read(contact.box, [reply.id for reply in found.replies])
    assert conversation(actor=line.mira, conversation=one).messages[-1].is_read is True
    assert conversation(actor=line.mira, conversation=one).messages[0].is_read is None


def test_a_callers_name_is_for_who_holds_the_identity_key_too(line: LineTeam) -> None:
    call = Call("rang", caller=Caller(name="Irma"))
    called = log_call(actor=line.lead, call=call)
    scope = read(line.lead, RecordId(called), Conversation).scope
    assert conversation(actor=line.mira, conversation=called).caller == call.caller
    revoke(line.lead, scope, Part.IDENTITY, line.mira.member)
    shown = conversation(actor=line.mira, conversation=called)
    assert shown.caller is None
    assert shown.messages[0].text == "rang"


def test_a_file_is_opened_only_through_its_own_conversation(line: LineTeam) -> None:
    contact, other = line.write("one", harm_within="now"), line.write("two")
    upload = Upload("a.txt", door=read_door())
    upload.add(b"what it says")
    line.clock.forward(minutes=1)
    send_files(contact.box, page(), [upload], clock=line.clock)
    line.take_in()
    mine, others = (row.id for row in line.rows())
    assert (mine, others) == (contact.box.id, other.box.id)
    shown = conversation(actor=line.mira, conversation=mine)
    file = FileId(shown.messages[-1].files[0].file)
    named, pieces = attachment(actor=line.mira, conversation=mine, file=file)
    assert (named.name, b"".join(pieces)) == ("a.txt", b"what it says")
    for one, wanted in ((others, file), (mine, FileId("")), (mine, FileId("x"))):
        with pytest.raises(NotGrantedError):
            attachment(actor=line.mira, conversation=one, file=wanted)
