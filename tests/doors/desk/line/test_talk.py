import re

from tests.apps.intake.cast import Contact, page
from tests.doors.desk.line.conftest import LineDesk
from tests.doors.desk.line.test_acts import revision
from tests.doors.desk.line.test_views import text_of

from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.rules import Way
from holdfast.apps.intake.services.mailboxes import Said, open_mailbox, write_in
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


def test_however_much_somebody_writes_a_page_stays_small_and_all_of_it_can_be_reached(
    line: LineDesk,
) -> None:
    where = line.brought_in("the first word")
    for number in range(90):
        text = f"letter {number:02} " + "x" * (200_000 if number == 89 else 20)
        write_in(line.contacts[0].box, Said(page(), text), clock=line.desk.clock)
        line.desk.clock.forward(seconds=5)
    line.mira.post("/line/take-in/")
    newest = line.mira.get(where)
    assert len(newest.content) < 60_000
    shown = text_of(newest)
    assert "letter 89" in shown and "letter 50" in shown and "letter 49" not in shown
    assert shown.index("letter 50") < shown.index("letter 88")
    earlier = text_of(line.mira.get(f"{where}pages/2/"))
    assert "letter 49" in earlier and "letter 50" not in earlier and "Later messages" in earlier
    assert "the first word" in text_of(line.mira.get(f"{where}pages/3/"))
    assert line.mira.get(f"{where}pages/4/").status_code == 404
    found = re.search(r'href="([^"]*/words/[^"]*)"', newest.content.decode())
    assert found
    whole = line.mira.get(found[1])
    assert whole.content == b"letter 89 " + b"x" * 200_000
    assert whole["Content-Type"] == "text/plain; charset=utf-8"
    assert whole["Content-Disposition"] == 'attachment; filename="message.txt"'


def test_a_message_is_read_whole_in_its_own_conversation_and_by_who_answers(
    line: LineDesk,
) -> None:
    where = line.brought_in("x" * 9_000)
    found = re.search(r'/words/[^"]*', line.mira.get(where).content.decode())
    assert found
    line.brought_in("I can offer a bed.")
    other = f"/line/with/{line.rows()[1].id}/"
    assert line.mira.get(f"{other}{found[0][1:]}").status_code == 403
    assert line.desk.join("outsider").get(f"{where}{found[0][1:]}").status_code == 403
