from tests.apps.intake.cast import Contact, page
from tests.doors.desk.line.conftest import LineDesk
from tests.doors.desk.line.test_acts import revision
from tests.doors.desk.line.test_views import text_of

from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.rules import Way
from holdfast.apps.intake.services.mailboxes import Said, open_mailbox
from holdfast.apps.keyring import contactcodes
from holdfast.apps.keyring.contactcodes import LEAST


def in_one_process(line: LineDesk) -> None:
    """Let both members' browsers reach one process, as they do in the field."""
    line.nor.handler = line.mira.handler
    line.nor.log_in(line.nor.person)


def test_who_else_has_it_open_is_said_for_some_minutes_and_by_alias(line: LineDesk) -> None:
    in_one_process(line)
    where = line.brought_in()
    assert "nobody else has this open" in text_of(line.mira.get(where))
    line.nor.get(where)
    assert f"{line.nor.person.alias} has this open" in text_of(line.mira.get(where))
    line.desk.clock.forward(minutes=6)
    assert "nobody else has this open" in text_of(line.mira.get(where))


def test_who_was_refused_an_answer_is_said_to_be_writing_until_it_is_sent(line: LineDesk) -> None:
    in_one_process(line)
    where = line.brought_in()
    line.nor.post(f"{where}answer/", {"text": "", "revision": "1"})
    assert f"{line.nor.person.alias} is writing" in text_of(line.mira.get(where))
    typed = {"text": "we are here", "revision": revision(line, where)}
    line.nor.post(f"{where}answer/", typed)
    assert "nobody else has this open" in text_of(line.mira.get(where))


def test_who_logs_out_has_nothing_open(line: LineDesk) -> None:
    in_one_process(line)
    where = line.brought_in()
    line.nor.get(where)
    assert f"{line.nor.person.alias} has this open" in text_of(line.mira.get(where))
    line.nor.post("/you/log-out/")
    assert "nobody else has this open" in text_of(line.mira.get(where))


def test_what_was_said_since_is_marked_beside_what_was_typed_and_goes_once(line: LineDesk) -> None:
    where = line.brought_in()
    seen = revision(line, where)
    seen_at = line.desk.clock().isoformat()
    line.desk.clock.forward(minutes=1)
    line.nor.post(f"{where}note/", {"note": "I am calling her friend"})
    typed = {"text": "second", "revision": seen, "seen": seen_at}
    answer = line.mira.post(f"{where}answer/", typed)
    assert answer.status_code == 400
    shown = text_of(answer)
    assert "Somebody else changed this since you opened it." in shown
    assert "new since you opened this I am calling her friend" in shown
    assert b">\nsecond</textarea>" in answer.content
    assert line.contacts[0].read() == []
    again = {**typed, "revision": revision(line, where)}
    for _ in range(2):
        line.mira.post(f"{where}answer/", again)
    assert line.contacts[0].read() == ["second"]


def test_a_moment_that_is_none_breaks_nothing(line: LineDesk) -> None:
    where = line.brought_in()
    typed = {"text": "x", "revision": "1", "seen": "yesterday"}
    answer = line.mira.post(f"{where}answer/", typed)
    assert answer.status_code == 400 and line.contacts[0].read() == []


def test_with_two_mailboxes_a_member_chooses_and_the_first_is_not_taken_for_granted(
    line: LineDesk,
) -> None:
    line.brought_in("first")
    line.brought_in("second")
    rows = {row.preview: row for row in line.rows()}
    where = f"/line/with/{rows['first'].id}/"
    line.mira.post(f"{where}merge/", {"alias": rows["second"].alias})
    assert "Answer to" in text_of(line.mira.get(where))
    typed = {"text": "to the second", "revision": revision(line, where),
             "way": str(rows["second"].id)}  # fmt: skip
    line.mira.post(f"{where}answer/", typed)
    assert [contact.read() for contact in line.contacts] == [[], ["to the second"]]
    lost = {**typed, "revision": revision(line, where), "way": "x" * 26}
    assert line.mira.post(f"{where}answer/", lost).status_code == 400


def test_operators_are_told_which_language_somebody_was_shown_instead(line: LineDesk) -> None:
    code = contactcodes.new_code()
    said = Said(page(), "HELP", Way.HELP, {}, "ce", "en")
    box = open_mailbox(said, code=code, cost=LEAST, clock=line.desk.clock)
    line.contacts.append(Contact(contactcodes.digits(code), box))
    line.mira.post("/line/take-in/")
    shown = text_of(line.mira.get(f"/line/with/{line.only()}/"))
    assert "They asked for Chechen, and were shown English." in shown


def test_a_note_looks_different_and_lies_in_no_mailbox(line: LineDesk) -> None:
    where = line.brought_in()
    line.mira.post(f"{where}note/", {"note": "the uncle again"})
    content = line.mira.get(where).content.decode()
    note = content[: content.index("the uncle again")].rsplit("<li", 1)[1]
    assert 'class="note"' in note and "For the team" in note
    assert line.contacts[0].read() == []


def test_who_does_not_answer_the_line_sees_no_conversation(line: LineDesk) -> None:
    where = line.brought_in()
    outsider = line.desk.join("outsider", Role.CASE_WORKER)
    assert outsider.get(where).status_code == 403
    assert outsider.get(f"{where}more/").status_code == 403
