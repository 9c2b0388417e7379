import re
from html import unescape

import pytest
from tests.apps.intake.cast import page
from tests.doors.desk.line.conftest import LineDesk

from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.models import LetterIn
from holdfast.apps.intake.place import read_door
from holdfast.apps.intake.rules import Danger
from holdfast.apps.intake.services.uploads import Upload, send_files

_TYPED = {"text": "x", "note": "x", "revision": "1", "danger": "now", "tray": "people"}


def text_of(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


def test_the_inbox_shows_who_waits_most_danger_first(line: LineDesk) -> None:
    line.write("later on", harm_within="later")
    line.write("right now", harm_within="now")
    line.mira.post("/line/take-in/")
    shown = text_of(line.mira.get("/line/"))
    assert shown.index("right now") < shown.index("later on")


def test_what_arrived_is_counted_and_brought_in_by_a_button_alone(line: LineDesk) -> None:
    line.write()
    assert "Bring in 1 new letter" in text_of(line.mira.get("/line/"))
    assert LetterIn.objects.count() == 1
    line.mira.post("/line/take-in/")
    assert "They found my phone." in text_of(line.mira.get("/line/"))
    assert LetterIn.objects.count() == 0


def test_who_waits_too_long_is_counted_in_the_title(line: LineDesk) -> None:
    line.brought_in(harm_within="now")
    assert b"late)" not in line.mira.get("/line/").content
    line.desk.clock.forward(minutes=16)
    found = line.mira.get("/line/").content
    assert b"<title>(1 late) All waiting</title>" in found
    assert b"1 person waits longer than we promised." in found


@pytest.mark.parametrize(
    "shelf", ["mine", "unassigned", "answered", "helpers", "quarantine", "closed", "waiting"]
)
def test_every_shelf_has_a_page(line: LineDesk, shelf: str) -> None:
    assert line.mira.get(f"/line/shelf/{shelf}/").status_code == 200


def test_a_shelf_that_is_not_there_is_refused(line: LineDesk) -> None:
    assert line.mira.get("/line/shelf/attic/").status_code == 404


def test_a_conversation_shows_what_was_said_and_what_we_know(line: LineDesk) -> None:
    where = line.brought_in(held_by="family", wish="leave home", safe_to_talk="write only")
    shown = text_of(line.mira.get(where))
    for words in ("They found my phone.", "Where held family", "Wishes leave home",
                  "Safe to talk writing only", "Reply in Russian"):  # fmt: skip
        assert words in shown


def test_a_member_who_was_not_let_onto_the_line_sees_nothing_of_it(line: LineDesk) -> None:
    where = line.brought_in("the red door")
    outsider = line.desk.join("outsider", Role.CASE_WORKER)
    for path in (where, "/line/", f"{where}call/", "/line/shelf/mine/", f"{where}file/x/"):
        answer = outsider.get(path)
        assert answer.status_code == 403
        assert b"red door" not in answer.content
    for act in ("answer", "note", "take", "give-back", "hand-over", "danger", "move", "put-away"):
        assert outsider.post(f"{where}{act}/", _TYPED).status_code == 403
    assert outsider.post("/line/take-in/").status_code == 403
    assert line.contacts[0].read() == []


def test_a_call_is_logged_with_what_was_heard_and_lands_on_its_page(line: LineDesk) -> None:
    typed = {
        "safe": "others can see", "within": "24 h", "held": "family", "channel": "telephone",
        "text": "She whispers.", "call_back": "after ten", "word": "marmalade", "reach": "555 0147",
    }  # fmt: skip
    answer = line.mira.post("/line/call/", typed, follow=True)
    shown = text_of(answer)
    for words in ("She whispers.", "24 h", "marmalade", "555 0147", "after ten", "yours",
                  "They have no mailbox: call them back."):  # fmt: skip
        assert words in shown
    listed = text_of(line.nor.get("/line/"))
    assert "She whispers." in listed
    assert "555 0147" not in listed and "marmalade" not in listed


def test_a_call_screen_with_nothing_heard_comes_back_in_words(line: LineDesk) -> None:
    answer = line.mira.post("/line/call/", {"channel": "telephone"})
    assert answer.status_code == 400
    assert "There is nothing in this message yet." in text_of(answer)
    assert line.rows() == ()


def test_what_was_typed_into_a_call_screen_that_fails_is_still_there(line: LineDesk) -> None:
    answer = line.mira.post("/line/call/", {"text": "She whispers.", "within": "yesterday"})
    assert answer.status_code == 400
    assert "She whispers." in text_of(answer)
    assert line.rows() == ()


def test_a_second_call_goes_into_the_same_conversation(line: LineDesk) -> None:
    where = line.brought_in()
    typed = {"text": "Now she can speak.", "channel": "telephone", "within": "now"}
    shown = text_of(line.mira.post(f"{where}call/", typed, follow=True))
    assert "They found my phone." in shown and "Now she can speak." in shown
    assert line.rows()[0].danger is Danger.NOW


def test_a_file_is_saved_as_it_was_sent_and_never_shown(line: LineDesk) -> None:
    where = line.brought_in()
    upload = Upload('a"<b>\r\n.html', door=read_door())
    upload.add(b"<script>alert(1)</script>")
    send_files(line.contacts[0].box, page(), [upload], clock=line.desk.clock)
    line.mira.post("/line/take-in/")
    found = re.search(rb'href="([^"]*/file/[^"/]*/)"', line.mira.get(where).content)
    assert found
    answer = line.mira.get(found[1].decode())
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="a__b_.html"'


def test_what_a_contact_writes_is_never_markup(line: LineDesk) -> None:
    where = line.brought_in("<script>alert(1)</script><img src=x>")
    for path in (where, "/line/"):
        assert b"<script" not in line.mira.get(path).content
        assert b"<img" not in line.mira.get(path).content
    assert "<script>alert(1)</script>" in text_of_escaped(line.mira.get(where))


def text_of_escaped(answer) -> str:
    return unescape(answer.content.decode())


def test_before_the_line_is_open_its_pages_say_so(desk) -> None:
    worker = desk.join("worker", Role.CASE_WORKER)
    answer = worker.get("/line/")
    assert answer.status_code == 400
    assert "The line is not open on this site." in text_of(answer)


def test_a_thousand_who_wait_fit_on_a_small_page(
    line: LineDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("holdfast.doors.desk.line.views.MOST_ROWS", 3)
    for number in range(5):
        line.write(f"message {number}")
    line.mira.post("/line/take-in/")
    answer = line.mira.get("/line/")
    assert answer.content.count(b'class="row ') == 3
    assert "Page 1 of 2" in text_of(answer)
    rest = line.mira.get("/line/shelf/waiting/pages/2/")
    assert rest.content.count(b'class="row ') == 2
    assert line.mira.get("/line/shelf/waiting/pages/3/").status_code == 404
