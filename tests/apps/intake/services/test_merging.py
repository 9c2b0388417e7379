import pytest
from tests.apps.intake.cast import LineTeam, page

from holdfast.apps.intake.errors import NoMailboxError, NotMergeableError, TwoCasesError
from holdfast.apps.intake.queries.conversations import conversation
from holdfast.apps.intake.queries.inbox import Shelf
from holdfast.apps.intake.records import Caller
from holdfast.apps.intake.rules import Tray, Voice
from holdfast.apps.intake.services.calls import Call, log_call
from holdfast.apps.intake.services.conversations import answer, assign, link_case, move
from holdfast.apps.intake.services.mailboxes import Said, write_in
from holdfast.apps.intake.services.merging import merge, part
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError

CALL = Call("She telephones.", caller=Caller(reach="555 0147"))


@pytest.fixture
def one_person(line: LineTeam):
    """Somebody who wrote and then telephoned, as one; the letter's conversation is the head."""
    contact = line.write("by letter")
    line.take_in()
    wrote = line.only()
    line.clock.forward(minutes=5)
    called = log_call(actor=line.mira, call=CALL, clock=line.clock)
    merge(actor=line.mira, conversation=called, into=wrote, clock=line.clock)
    return wrote, called, contact


def shown(line: LineTeam, one: str):
    return conversation(actor=line.mira, conversation=one, clock=line.clock)


def test_what_was_said_stands_in_one_order_each_with_where_it_came_from(
    line: LineTeam, one_person
) -> None:
    wrote, called, _ = one_person
    said = [(m.text, m.of) for m in shown(line, called).messages if m.voice is not Voice.NOTE]
    assert said == [("by letter", wrote), ("She telephones.", called)]
    assert shown(line, called).caller == CALL.caller
    assert len({way.alias for way in shown(line, wrote).ways}) == 2


def test_both_ways_stay_answerable(line: LineTeam) -> None:
    contacts = [line.write("one"), line.write("two")]
    line.take_in()
    rows = {row.preview: row.id for row in line.rows()}
    merge(actor=line.mira, conversation=rows["two"], into=rows["one"], clock=line.clock)
    for text, way in (("to the first", rows["one"]), ("to the second", rows["two"])):
        answer(actor=line.mira, conversation=rows["one"], text=text, way=way, clock=line.clock)
    assert [contact.read() for contact in contacts] == [["to the first"], ["to the second"]]
    assert line.rows() == ()


def test_who_has_no_mailbox_is_not_answered_there(line: LineTeam, one_person) -> None:
    wrote, called, contact = one_person
    with pytest.raises(NoMailboxError):
        answer(actor=line.mira, conversation=wrote, text="x", way=called)
    answer(actor=line.mira, conversation=called, text="we hear you", clock=line.clock)
    assert contact.read() == ["we hear you"]


def test_a_letter_to_either_part_brings_both_back(line: LineTeam) -> None:
    first, second = line.write("one"), line.write("two")
    line.take_in()
    rows = {row.preview: row.id for row in line.rows()}
    head = merge(actor=line.mira, conversation=rows["two"], into=rows["one"], clock=line.clock)
    answer(actor=line.mira, conversation=head, text="we are here", clock=line.clock)
    line.clock.forward(minutes=1)
    write_in(second.come_back(), Said(page(), "again"), clock=line.clock)
    line.take_in()
    assert [(row.id, row.preview) for row in line.rows()] == [(head, "again")]
    assert first.read() == ["we are here"]


def test_an_answer_beside_news_in_the_other_part_is_a_conflict(line: LineTeam) -> None:
    contact, second = line.write("one"), line.write("two")
    line.take_in()
    rows = {row.preview: row.id for row in line.rows()}
    head = merge(actor=line.mira, conversation=rows["two"], into=rows["one"], clock=line.clock)
    seen = shown(line, head).revision
    write_in(second.come_back(), Said(page(), "again"), clock=line.clock)
    line.take_in()
    with pytest.raises(EditConflictError):
        answer(actor=line.mira, conversation=head, text="x", revision=seen, clock=line.clock)
    assert contact.read() == [] == second.read()


def test_undone_each_is_what_it_was(line: LineTeam, one_person) -> None:
    wrote, called, _ = one_person
    assert part(actor=line.lead, conversation=called, clock=line.clock) == wrote
    assert {row.id for row in line.rows()} == {wrote, called}
    assert [way.id for way in shown(line, wrote).ways] == [wrote]
    texts = [m.text for m in shown(line, called).messages]
    assert texts == ["She telephones."]
    with pytest.raises(NotMergeableError):
        part(actor=line.mira, conversation=called)


def test_what_is_part_of_one_takes_its_parts_along(line: LineTeam, one_person) -> None:
    wrote, called, _ = one_person
    line.write("third")
    line.take_in()
    third = next(row.id for row in line.rows() if row.preview == "third")
    merge(actor=line.mira, conversation=wrote, into=third, clock=line.clock)
    assert {way.id for way in shown(line, called).ways} == {wrote, called, third}
    assert [row.id for row in line.rows()] == [third]
    part(actor=line.mira, conversation=called, clock=line.clock)
    assert {way.id for way in shown(line, third).ways} == {wrote, third}


def test_one_with_itself_is_refused(line: LineTeam, one_person) -> None:
    wrote, called, _ = one_person
    for pair in ((wrote, wrote), (called, wrote), (wrote, called)):
        with pytest.raises(NotMergeableError):
            merge(actor=line.mira, conversation=pair[0], into=pair[1])


def test_two_cases_do_not_become_one_by_the_way(line: LineTeam) -> None:
    line.write("one")
    line.write("two")
    line.take_in()
    first, second = (row.id for row in line.rows())
    link_case(actor=line.mira, conversation=first, case="a" * 26)
    link_case(actor=line.mira, conversation=second, case="b" * 26)
    with pytest.raises(TwoCasesError):
        merge(actor=line.mira, conversation=first, into=second)


def test_who_is_among_people_in_one_is_a_person_in_both(line: LineTeam) -> None:
    line.write("one")
    line.write("two")
    line.take_in()
    first, second = (row.id for row in line.rows())
    move(actor=line.mira, conversation=first, tray=Tray.QUARANTINE)
    assign(actor=line.mira, conversation=second)
    merge(actor=line.mira, conversation=second, into=first, clock=line.clock)
    (row,) = line.rows()
    assert (row.id, row.assigned_to) == (first, line.mira.member)
    assert line.rows(Shelf.QUARANTINE) == ()


def test_only_who_answers_the_line_merges(line: LineTeam, one_person) -> None:
    wrote, called, _ = one_person
    for act in (merge, part):
        extra = {"into": wrote} if act is merge else {}
        with pytest.raises(NotGrantedError):
            act(actor=line.outsider(), conversation=called, **extra)
