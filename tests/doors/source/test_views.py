"""The door, walked as a person would, and as a browser that lies."""

from __future__ import annotations

import io

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.apps.intake.cast import LineTeam
from tests.doors.source.stage import Browser

from holdfast.apps.intake.models import LetterIn, Mailbox
from holdfast.apps.intake.place import files_folder, read_door, write_door
from holdfast.apps.intake.queries.conversations import conversation
from holdfast.apps.intake.queries.inbox import Shelf
from holdfast.apps.intake.rules import Danger, Voice
from holdfast.apps.intake.services import mailboxes
from holdfast.apps.intake.services.conversations import answer
from holdfast.apps.keyring.errors import StoreFullError
from holdfast.doors.source.pages import ANSWER_SIZE, HEADERS, SIZES
from holdfast.doors.source.questions import QUESTIONS
from holdfast.vault import contact_code
from holdfast.vault.passphrase import stretch

WORDS = "They found my phone. I can write but not speak."


def heard(line: LineTeam):
    line.take_in()
    return conversation(actor=line.mira, conversation=line.rows()[0].id)


def test_a_person_in_danger_is_two_presses_from_being_read(
    line: LineTeam, browser: Browser
) -> None:
    browser.get()
    browser.send("/go", way="danger")
    assert "go first and write later" in browser.text
    browser.send("/send", text=WORDS)
    assert "stored safely" in browser.text
    found = heard(line)
    assert (found.danger, found.messages[0].text) == (Danger.NOW, WORDS)


def test_every_question_is_asked_alone_and_its_answers_reach_the_team(
    line: LineTeam, browser: Browser
) -> None:
    browser.get()
    browser.send("/go", way="help")
    for asked in QUESTIONS:
        assert str(asked.shown) in browser.text
        given = [choice.value for choice in asked.choices[-2:]]
        browser.send("/next", move="next", answer=given if asked.several else given[:1])
    browser.send("/send", text=WORDS)
    answers = heard(line).answers
    assert set(answers) == {asked.question for asked in QUESTIONS}
    assert answers["with them"] == ("no papers", "no money")


def test_every_question_may_be_skipped_and_gone_back_to(line: LineTeam, browser: Browser) -> None:
    browser.get()
    browser.send("/go", way="help")
    for _ in QUESTIONS[:-1]:
        browser.send("/next", move="next")
    browser.send("/next", move="back")
    browser.send("/next", move="next", answer="leave home")
    browser.send("/next", move="next")
    browser.send("/send", text=WORDS)
    assert heard(line).answers == {"wish": ("leave home",)}


def test_who_thinks_of_ending_their_life_is_told_something_before_writing(
    browser: Browser,
) -> None:
    browser.get()
    browser.send("/go", way="help")
    for _ in QUESTIONS:
        browser.send("/next", move="next", answer="thoughts of suicide")
    assert "you are not alone with it" in browser.text
    assert len(QUESTIONS) == 8


def test_helpers_press_and_donors_are_asked_nothing_and_lie_in_their_own_tray(
    line: LineTeam, browser: Browser
) -> None:
    for way in ("offer", "press", "donor"):
        browser.write("I have a spare room.", way)
    line.take_in()
    assert line.rows() == ()
    assert len(line.rows(Shelf.HELPERS)) == 3


def test_the_answer_is_read_with_the_code_and_is_gone_once_read(
    line: LineTeam, browser: Browser
) -> None:
    code = browser.write(WORDS)
    found = heard(line)
    answer(actor=line.mira, conversation=found.id, text="Is there a door?\nYes or no.")
    for _ in range(2):
        browser.come_back(code)
        assert "Is there a door?\nYes or no." in browser.page
    browser.send("/box", act="read")
    assert "no answer you have not read" in browser.text
    browser.come_back(code)
    assert "door?" not in browser.page


def test_what_a_person_does_in_their_mailbox_reaches_the_team(
    line: LineTeam, browser: Browser
) -> None:
    code = browser.write(WORDS)
    browser.come_back(code)
    for act in ({"act": "write", "text": "Yes. The yard."}, {"act": "safe"}, {"act": "danger"}):
        assert "The team" in browser.send("/box", **act) or "the team" in browser.text
    assert "go first and write later" in browser.text
    voices = [said.voice for said in heard(line).messages]
    assert voices == [Voice.THEM, Voice.THEM, Voice.SAFE, Voice.DANGER]


def test_a_mailbox_is_deleted_only_after_being_asked_again(
    line: LineTeam, browser: Browser
) -> None:
    code = browser.write(WORDS)
    browser.come_back(code)
    browser.send("/box", act="ask_delete")
    assert Mailbox.objects.count() == 1
    browser.send("/box", act="delete")
    assert Mailbox.objects.count() == 0
    assert "finds nothing" in browser.come_back(code)
    assert heard(line).has_left


def test_right_wrong_and_malformed_codes_bring_pages_of_one_size(
    line: LineTeam, browser: Browser
) -> None:
    code = browser.write(WORDS)
    found = heard(line)
    answer(actor=line.mira, conversation=found.id, text="Is there a door? " * 40)
    wrong = "0" + code[1:-1] + str((int(code[-1]) + 1) % 10)
    sizes = {len(browser.come_back(typed)) for typed in (code, wrong, "x", "", "one " * 8)}
    assert {len(page.encode()) for page in [browser.page]} == {ANSWER_SIZE}
    assert len(sizes) <= 2  # in characters; in bytes they are one, as below
    for typed in (code, wrong, "x", "", "one " * 8):
        browser.come_back(typed)
        assert len(browser.answer.content) == ANSWER_SIZE
        assert browser.answer.status_code == 200


def test_every_code_that_is_typed_is_stretched_once(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, stretched = browser.write(WORDS), []

    def counting(secret: bytes, **cost: object) -> bytes:
        stretched.append(len(secret))
        return stretch(secret, **cost)

    monkeypatch.setattr(contact_code, "stretch", counting)
    for typed in (code, code[::-1], "9" * 25, "x", "", "word " * 10**4, "\x00"):
        browser.come_back(typed)
    assert stretched == [10] * 7


def test_a_page_sent_twice_opens_one_mailbox_and_shows_the_same_code(
    line: LineTeam, browser: Browser
) -> None:
    browser.get()
    browser.send("/go", way="danger")
    slip = browser.hidden("slip")
    browser.send("/send", text=WORDS)
    first = browser.code
    browser.send("/send", text=WORDS, slip=slip)
    assert browser.code == first
    assert (Mailbox.objects.count(), LetterIn.objects.count()) == (1, 1)


@pytest.mark.parametrize("slip", ["", "x", "A" * 900, "é", "=" * 10**4])
def test_words_are_taken_also_from_a_page_that_carries_nothing_of_ours(
    line: LineTeam, browser: Browser, slip: str
) -> None:
    browser.get()
    browser.send("/send", text=WORDS, slip=slip)
    assert browser.code
    assert heard(line).messages[0].text == WORDS


def test_an_empty_page_is_shown_again_in_words(browser: Browser) -> None:
    browser.get()
    browser.send("/go", way="help")
    browser.send("/next", move="write")
    assert "Write at least one word" in browser.send("/send", text="  ")
    assert Mailbox.objects.count() == 0


def test_where_the_store_fails_the_words_come_back_and_can_be_sent_again(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreFullError

    browser.get()
    browser.send("/go", way="danger")
    with monkeypatch.context() as patch:
        patch.setattr(mailboxes, "place_letter", full)
        browser.send("/send", text=WORDS)
    assert browser.answer.status_code == 503
    assert WORDS in browser.text
    browser.send("/send", text=WORDS)
    assert browser.code


def test_files_come_after_the_words_and_reach_the_team(line: LineTeam, browser: Browser) -> None:
    browser.write(WORDS)
    sent = [SimpleUploadedFile("../a.jpg", b"\xff\xd8" * 90_000), SimpleUploadedFile("b", b"2")]
    browser.send("/files", files=sent)
    assert "2 files are stored safely" in browser.text
    files = [file for said in heard(line).messages for file in said.files]
    assert [(file.name, file.size_bytes) for file in files] == [("a.jpg", 180_000), ("b", 1)]


def test_a_file_too_large_or_too_many_fails_in_words_and_the_others_come_in(
    line: LineTeam, browser: Browser
) -> None:
    write_door(msgspec.structs.replace(read_door(), file_mib=1))
    browser.write(WORDS)
    large = SimpleUploadedFile("film", b"x" * (1024 * 1024 + 1))
    few = [SimpleUploadedFile(str(n), b"x") for n in range(10)]
    browser.send("/files", files=[large, *few])
    assert "File 1 was not stored" in browser.text and "too large" in browser.text
    assert "File 11 was not stored" in browser.text and "no room" in browser.text
    assert "9 files are stored safely" in browser.text
    assert len(list(files_folder().iterdir())) == 9


def test_files_without_a_mailbox_leave_nothing_behind(browser: Browser) -> None:
    browser.get()
    browser.send("/files", files=[SimpleUploadedFile("a", b"x" * 10**5)])
    assert "Type your code again" in browser.text
    assert list(files_folder().iterdir()) == []


def test_no_file_chosen_is_said(browser: Browser) -> None:
    browser.write(WORDS)
    assert "No file was chosen" in browser.send("/files")


def test_words_written_on_a_page_that_is_too_old_come_back(browser: Browser) -> None:
    browser.get()
    page = browser.send("/box", act="write", text="Yes. The yard.", slip="old")
    assert "Type your code again" in browser.text
    assert "Yes. The yard." in page


def test_a_page_of_a_mailbox_that_is_gone_says_so(browser: Browser) -> None:
    code = browser.write(WORDS)
    browser.come_back(code)
    slip = browser.hidden("slip")
    browser.send("/box", act="delete")
    for act in ("write", "safe", "danger", "delete"):
        assert "was deleted" in browser.send("/box", act=act, text="x", slip=slip)
    browser.send("/files", slip=slip, files=[SimpleUploadedFile("a", b"x")])
    assert "was deleted" in browser.text


def test_long_answers_come_some_at_a_time_and_none_is_lost(
    line: LineTeam, browser: Browser
) -> None:
    code = browser.write(WORDS)
    found = heard(line)
    for number in range(6):
        line.clock.forward(minutes=1)
        text = f"{number} " + "ж" * 5000
        answer(actor=line.mira, conversation=found.id, text=text, clock=line.clock)
    browser.come_back(code)
    seen = []
    while "/box" in browser.page and "ж" in browser.page:
        seen += [n for n in range(6) if f"{n} ж" in browser.page]
        assert len(browser.answer.content) <= SIZES[-1]
        browser.send("/box", act="read")
    assert seen == list(range(6))


ACTS = ("/go", "/next", "/send", "/files", "/code", "/box")
ADDRESSES = (*ACTS, "/", "/en/", "/xx/", "/en/code", "/nothing/here", "/style.css", "/../x")


def test_every_answer_is_strict_small_and_without_a_cookie(browser: Browser) -> None:
    for path in ADDRESSES:
        for answer_ in (browser.client.get(path), browser.client.post(path, {"x": "y"})):
            assert HEADERS.items() <= dict(answer_.headers).items(), path
            assert not answer_.cookies, path
            assert len(answer_.content) <= SIZES[-1], path
            assert answer_.status_code < 500, path
            assert b"<script" not in answer_.content and b"<svg" not in answer_.content, path


def test_nothing_is_done_by_a_get(browser: Browser) -> None:
    for path in ACTS:
        if path != "/code":
            assert browser.client.get(path).status_code == 405
            assert browser.client.head(path).status_code == 405
    browser.client.get("/code")
    assert (Mailbox.objects.count(), LetterIn.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"text=" + b"x" * (2 * 1024 * 1024), "application/x-www-form-urlencoded"),
        (b"&".join(b"a=b" for _ in range(500)), "application/x-www-form-urlencoded"),
        (b"\xff\xfe%%%=\x00", "application/x-www-form-urlencoded"),
        (b"nothing of the kind", "multipart/form-data; boundary=x"),
        (b"nothing", "multipart/form-data"),
        (b"{}", "application/json"),
    ],
    ids=["huge", "many", "bytes", "no parts", "no boundary", "json"],
)
def test_a_browser_that_lies_gets_a_page_in_words(browser: Browser, body: bytes, kind: str) -> None:
    for path in ACTS:
        answer_ = browser.client.generic("POST", path, body, content_type=kind)
        assert answer_.status_code in {200, 400}, path
        assert b"<h1>" in answer_.content, path
        assert len(answer_.content) in SIZES, path


class DeadLine(io.BytesIO):
    """A body whose line goes dead."""

    def read(self, size: int = -1) -> bytes:
        piece = super().read(size)
        if not piece:
            raise OSError("the line went dead")
        return piece


@pytest.mark.parametrize(("body", "status"), [(io.BytesIO, 200), (DeadLine, 400)])
def test_a_body_that_breaks_off_leaves_no_file(
    browser: Browser, body: type[io.BytesIO], status: int
) -> None:
    browser.write(WORDS)
    part = b'--x\r\nContent-Disposition: form-data; name="%b\r\n\r\n'
    head = part % b'slip"' + browser.hidden("slip").encode() + b"\r\n"
    sent = body(head + part % b'files"; filename="a"' + b"x" * 300_000)
    more = {"wsgi.input": sent, "CONTENT_LENGTH": "900000"}
    answer_ = browser.client.generic(
        "POST", "/files", b"y", content_type="multipart/form-data; boundary=x", **more
    )
    assert answer_.status_code == status
    assert (b"File 1 was not stored" in answer_.content) == (status == 200)
    assert list(files_folder().iterdir()) == []


def test_a_fault_of_ours_is_a_page_in_words(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(WORDS)

    browser.get()
    monkeypatch.setattr("holdfast.doors.source.views.find_box", broken)
    browser.send("/code", code="x")
    assert browser.answer.status_code == 500
    assert "did not work" in browser.text
    assert WORDS not in browser.page
