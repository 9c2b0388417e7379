import pytest
from tests.apps.casework.cast import Office, hours
from tests.apps.intake.cast import Contact, page

from holdfast.apps.casework.errors.journeys import (
    NobodyChosenError,
    NobodyReachedError,
    NotReachableError,
    WrongMomentError,
)
from holdfast.apps.casework.queries.cases import read_file
from holdfast.apps.casework.queries.warnings import warnings_in
from holdfast.apps.casework.records.telling import HandedPart
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services.cases import link_conversation, open_case
from holdfast.apps.casework.services.journeys import abort, declare_compromised
from holdfast.apps.casework.services.telling import HandPart, end_part, hand_part, tell_next_step
from holdfast.apps.intake.models import LetterOut
from holdfast.apps.intake.queries.inbox import Shelf, inbox
from holdfast.apps.intake.queries.replies import Found, found_by, stretched, unread
from holdfast.apps.intake.rules import ConversationId, ErrandFact, ErrandKind
from holdfast.apps.intake.services.errands import Handed
from holdfast.apps.intake.services.line import found_line
from holdfast.apps.intake.services.mailboxes import Said, open_mailbox
from holdfast.apps.intake.services.taking_in import take_in
from holdfast.apps.intake.services.trays import propose_hostile
from holdfast.apps.keyring import contactcodes
from holdfast.apps.keyring.contactcodes import LEAST
from holdfast.apps.keyring.rules import RecordId

DRIVER = HandPart(ErrandKind.RIDE, alias="Otter", phrase="the blue door")


@pytest.fixture
def wrote(watched: Office) -> Contact:
    """Somebody with a mailbox on the line."""
    found_line(actor=watched.lead)
    return write(watched)


@pytest.fixture
def linked(watched: Office, wrote: Contact) -> CaseId:
    """A case of somebody who has a mailbox."""
    (row,) = inbox(actor=watched.lead, shelf=Shelf.WAITING, clock=watched.clock).rows
    return open_case(actor=watched.lead, conversation_id=row.id, clock=watched.clock)


def write(desk: Office) -> Contact:
    """Somebody writes at the door, and is taken in."""
    code = contactcodes.new_code()
    box = open_mailbox(Said(page(), "help"), code=code, cost=LEAST, clock=desk.clock)
    take_in(actor=desk.lead, clock=desk.clock)
    return Contact(contactcodes.digits(code), box)


def tell(
    desk: Office, case: CaseId, journey: RecordId, leg: int = 0, *to: Contact, phrase: str = ""
) -> int:
    return tell_next_step(
        actor=desk.lead, case=case, journey=journey, leg=leg, phrase=phrase, clock=desk.clock,
        to=[ConversationId(one.box.id) for one in to],
    )  # fmt: skip


def hand(desk: Office, case: CaseId, journey: RecordId, leg: int = 0) -> Handed:
    return hand_part(
        actor=desk.lead, case=case, journey=journey, leg=leg, part=DRIVER, cost=LEAST,
        clock=desk.clock,
    )  # fmt: skip


def opened(handed: Handed) -> Found:
    return found_by(stretched(contactcodes.joined(handed.linked, handed.said), cost=LEAST))


def told(desk: Office, contact: Contact) -> dict[ErrandFact, str]:
    (reply,) = unread(contact.box, clock=desk.clock)
    assert reply.errand is not None
    return dict(reply.errand.facts)


def test_who_travels_finds_the_next_leg_and_no_other(
    watched: Office, wrote: Contact, linked: CaseId
) -> None:
    journey = watched.under_way(linked)
    assert tell(watched, linked, journey, 0, wrote, phrase="which bird?") == 1
    first = told(watched, wrote)
    assert (first[ErrandFact.TO], first[ErrandFact.PHRASE]) == ("Station", "which bird?")
    assert "Border" not in repr(first)
    tell(watched, linked, journey, 1, wrote)
    assert told(watched, wrote)[ErrandFact.TO] == "Border"


def test_a_leg_that_is_not_next_and_a_case_without_a_mailbox_are_refused(
    watched: Office, wrote: Contact, linked: CaseId
) -> None:
    with pytest.raises(WrongMomentError):
        tell(watched, linked, watched.planned(linked), 1, wrote)
    unreached = watched.open("Teal")
    with pytest.raises(NobodyReachedError):
        tell(watched, unreached, watched.planned(unreached), 0, wrote)


def test_a_leg_is_told_to_who_was_named_and_to_nobody_else_of_the_case(
    watched: Office, wrote: Contact, linked: CaseId
) -> None:
    other, stranger = write(watched), write(watched)
    link_conversation(
        actor=watched.lead, case=linked, conversation_id=other.box.id, clock=watched.clock
    )
    journey = watched.under_way(linked)
    with pytest.raises(NobodyChosenError):
        tell(watched, linked, journey, 0)
    with pytest.raises(NotReachableError):
        tell(watched, linked, journey, 0, wrote, stranger)
    assert LetterOut.objects.count() == 0
    assert tell(watched, linked, journey, 0, other) == 1
    assert told(watched, other)[ErrandFact.TO] == "Station"
    assert unread(wrote.box, clock=watched.clock) == []
    assert tell(watched, linked, journey, 0, wrote, other, other) == 2


def test_nobody_who_may_be_hostile_is_told_where_anybody_goes(
    watched: Office, wrote: Contact, linked: CaseId
) -> None:
    other = write(watched)
    where = ConversationId(other.box.id)
    link_conversation(actor=watched.lead, case=linked, conversation_id=where, clock=watched.clock)
    propose_hostile(
        actor=watched.lead, conversation=where, reason="asks where she is", clock=watched.clock
    )
    journey = watched.under_way(linked)
    with pytest.raises(NotReachableError):
        tell(watched, linked, journey, 0, other)
    with pytest.raises(NotReachableError):
        tell(watched, linked, journey, 0, wrote, other)
    assert LetterOut.objects.count() == 0


def test_a_driver_opens_their_part_until_it_is_ended(
    watched: Office, wrote: Contact, linked: CaseId
) -> None:
    journey = watched.approved(linked)
    handed = hand(watched, linked, journey)
    found = opened(handed)
    assert found.box is not None
    (reply,) = unread(found.box, clock=watched.clock)
    assert reply.errand is not None
    assert reply.errand.until == watched.clock() + hours(6)
    assert dict(reply.errand.facts)[ErrandFact.FROM] == "Yard"
    file = read_file(watched.lead, linked, clock=watched.clock)
    (part,) = file.all(HandedPart)
    assert (part.value.alias, part.value.kind) == ("Otter", ErrandKind.RIDE)
    end_part(actor=watched.lead, case=linked, part=part.id, clock=watched.clock)
    assert opened(handed).box is None


def test_what_was_handed_out_ends_with_the_journey(
    watched: Office, wrote: Contact, linked: CaseId
) -> None:
    journey = watched.under_way(linked)
    one, other = hand(watched, linked, journey), hand(watched, linked, journey, 1)
    declare_compromised(actor=watched.lead, case=linked, journey=journey, clock=watched.clock)
    assert opened(one).box is None
    assert opened(other).box is None


def test_where_nobody_could_end_it_the_case_warns(
    watched: Office, wrote: Contact, linked: CaseId
) -> None:
    journey = watched.approved(linked)
    handed = hand(watched, linked, journey)
    abort(actor=watched.second(linked), case=linked, journey=journey, clock=watched.clock)
    assert opened(handed).box is not None
    file = read_file(watched.lead, linked, clock=watched.clock)
    says = [warning.says for warning in warnings_in(file, watched.clock())]
    assert says == ["What was handed out of this journey still opens."]
    watched.clock.forward(hours=7)
    assert warnings_in(file, watched.clock()) == []


def test_a_leg_that_is_over_is_handed_to_nobody(
    watched: Office, wrote: Contact, linked: CaseId
) -> None:
    journey = watched.planned(linked)
    for leg in (-1, 2):
        with pytest.raises(WrongMomentError):
            hand(watched, linked, journey, leg)
