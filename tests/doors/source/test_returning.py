"""Coming back, as a person would."""

from __future__ import annotations

import re

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.apps.intake.cast import LineTeam
from tests.doors.source.stage import Browser

from holdfast.apps.intake.models import LetterIn, Mailbox
from holdfast.apps.intake.place import files_folder, read_door, write_door
from holdfast.apps.intake.queries.conversations import conversation
from holdfast.apps.intake.rules import Danger, Voice
from holdfast.apps.intake.services import mailboxes
from holdfast.apps.intake.services.conversations import answer
from holdfast.apps.keyring import contactcodes
from holdfast.apps.keyring.errors import StoreFullError
from holdfast.doors.source import returning
from holdfast.doors.source.pacing import STEP_SECONDS, Evened
from holdfast.doors.source.pages import SIZES, STEP_BYTES
from holdfast.vault import contact_code
from holdfast.vault.passphrase import stretch

WORDS = "They found my phone. I can write but not speak."


def heard(line: LineTeam):
    line.take_in()
    return conversation(actor=line.mira, conversation=line.rows()[0].id)


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
    assert "File 11 was not stored" in browser.text
    assert "Only 10 files can come at once: send this one after them." in browser.text
    assert "no room" not in browser.text
    assert "9 files are stored safely" in browser.text
    assert len(list(files_folder().iterdir())) == 9


def test_words_are_taken_while_there_is_no_room_for_files(line: LineTeam, browser: Browser) -> None:
    write_door(msgspec.structs.replace(read_door(), files_mib=0, reserve_mib=2**40))
    browser.write(WORDS)
    slip = browser.hidden("slip")
    browser.send("/files", files=[SimpleUploadedFile("a", b"x" * 2_000_000)])
    assert "There is no room for files now" in browser.text
    browser.send("/box", slip=slip, act="write", text="Yes. The yard.")
    assert "stored safely" in browser.text
    assert [said.text for said in heard(line).messages] == [WORDS, "Yes. The yard."]


def test_files_without_a_mailbox_leave_nothing_behind(browser: Browser) -> None:
    browser.get()
    browser.send("/files", files=[SimpleUploadedFile("a", b"x" * 10**5)])
    assert "Type your code again" in browser.text
    assert list(files_folder().iterdir()) == []


def test_no_file_chosen_is_said(browser: Browser) -> None:
    browser.write(WORDS)
    assert "No file was chosen" in browser.send("/files")


def test_words_written_on_a_page_that_is_too_old_go_along_to_the_mailbox(
    line: LineTeam, browser: Browser
) -> None:
    code, long = browser.write(WORDS), "Yes. The yard. " * 2000
    browser.send("/box", act="write", text=long, slip="old")
    assert "Type your code again" in browser.text
    for typed in ("wrong", code):
        browser.send("/code", code=typed, text=long)
        assert long in browser.page
    browser.send("/box", act="write", text=long)
    assert long.strip() in [said.text.strip() for said in heard(line).messages]


def gone(browser: Browser) -> str:
    """The slip of a page whose mailbox was deleted since."""
    browser.come_back(browser.write(WORDS))
    slip = browser.hidden("slip")
    browser.send("/box", act="delete")
    return slip


def test_a_page_of_a_mailbox_that_is_gone_says_so(browser: Browser) -> None:
    slip = gone(browser)
    for act in ("write", "safe", "danger", "delete"):
        assert "was deleted" in browser.send("/box", act=act, text="x", slip=slip)
    browser.send("/files", slip=slip, files=[SimpleUploadedFile("a", b"x")])
    assert "was deleted, and nothing was stored just now" in browser.text


@pytest.mark.parametrize("act", ["write", "danger"])
def test_words_to_a_mailbox_that_is_gone_go_to_a_new_one(
    line: LineTeam, browser: Browser, act: str
) -> None:
    browser.send("/box", act=act, text="They are here.", slip=gone(browser))
    assert "They are here.</textarea>" in browser.page
    browser.send("/send", text="They are here.")
    assert "Your code" in browser.text
    line.take_in()
    dangers = {row.preview: row.danger for row in line.rows()}
    assert (dangers["They are here."] is Danger.NOW) == (act == "danger")


def test_a_page_that_is_too_old_says_that_nothing_was_stored(browser: Browser) -> None:
    browser.write(WORDS)
    browser.send("/box", act="danger", slip="old")
    assert "what you did on it just now was not stored" in browser.text


def test_a_code_opens_the_same_mailbox_in_words_of_either_language_and_in_digits_of_any_script(
    line: LineTeam, browser: Browser
) -> None:
    digits = browser.write(WORDS)
    code = contact_code.read_code(digits)
    persian = digits.translate({ord("0") + n: chr(0x06F0 + n) for n in range(10)})
    english, russian = (contactcodes.words(code, language) for language in ("en", "ru"))
    assert re.fullmatch(r"([а-яё]+ ?){8}", russian)
    for typed in (digits.replace(" ", ""), persian, english.upper(), russian, f"- {russian} -"):
        assert "Your mailbox" in browser.come_back(typed), typed


def test_an_answer_to_any_code_leaves_after_a_whole_step_of_what_differs(
    line: LineTeam, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = browser.write(WORDS)
    answer(actor=line.mira, conversation=heard(line).id, text="Is there a door? " * 30)
    slept: list[float] = []
    watches: list[Evened] = []

    def watch() -> Evened:
        watches.append(Evened(sleep=lambda left: slept.append(left + watches[-1].spent)))
        return watches[-1]

    monkeypatch.setattr(returning, "Evened", watch)
    kinds = (code, code[::-1], "no code at all", "", "9" * 25)
    for typed in kinds:
        browser.come_back(typed)
    assert len(slept) == len(kinds)
    for took in slept:  # 50 ms, unless this machine was kept busy for longer
        assert took / STEP_SECONDS == pytest.approx(round(took / STEP_SECONDS), abs=1e-6)


def test_words_that_could_not_be_stored_come_back_on_the_page_of_the_mailbox(
    line: LineTeam, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreFullError

    code = browser.write(WORDS)
    browser.come_back(code)
    with monkeypatch.context() as patch:
        patch.setattr(mailboxes, "place_letter", full)
        browser.send("/box", act="write", text="Yes. The yard.")
    assert browser.answer.status_code == 503
    assert "Nothing is lost" in browser.text and "Yes. The yard." in browser.page
    assert "no answer you have not read" not in browser.text  # nobody looked
    browser.send("/box", act="write", text="Yes. The yard.")
    assert "Yes. The yard." in {said.text for said in heard(line).messages}


def test_words_that_were_typed_are_on_the_next_page_whatever_button_was_pressed(
    line: LineTeam, browser: Browser
) -> None:
    code = browser.write(WORDS)
    answer(actor=line.mira, conversation=heard(line).id, text="Is there a door?")
    typed = "Yes.\nThe <yard>."
    browser.come_back(code)
    assert browser.page.count("<form") == 1  # what stands in another form would be lost
    browser.send("/box", act="read", text=typed)
    assert "Yes.\nThe &lt;yard&gt;.</textarea>" in browser.page
    browser.send("/box", act="ask_delete", text=typed)
    assert browser.hidden("text") == "Yes.\nThe &lt;yard&gt;."
    browser.send("/box", act="", text=typed)
    assert "Yes.\nThe &lt;yard&gt;.</textarea>" in browser.page
    assert LetterIn.objects.count() == 0


def test_words_are_stored_before_files_are_asked_for(line: LineTeam, browser: Browser) -> None:
    code = browser.write(WORDS)
    browser.come_back(code)
    browser.send("/box", act="files", text="Yes. The yard.")
    assert "Your message is stored safely" in browser.text
    assert "No file was chosen" not in browser.text
    browser.send("/files", files=[SimpleUploadedFile("a.jpg", b"x" * 90)])
    assert "1 file is stored safely" in browser.text
    said = heard(line).messages
    assert [(one.text, len(one.files)) for one in said[1:]] == [("Yes. The yard.", 0), ("", 1)]
    browser.come_back(code)
    browser.send("/box", act="files")
    assert "stored safely" not in browser.text
    assert 'type="file"' in browser.page


def test_a_code_that_finds_nothing_is_given_back_to_be_looked_at(browser: Browser) -> None:
    browser.come_back('phto "regard" face')
    assert 'name="code" value="phto &quot;regard&quot; face"' in browser.page
    browser.come_back("x" * 9000)
    assert f'value="{"x" * 200}"' in browser.page


def test_pages_that_give_long_words_back_are_of_one_size_too(browser: Browser) -> None:
    code = browser.write(WORDS)
    wrong = "0" + code[1:-1] + str((int(code[-1]) + 1) % 10)
    for text in ("ж" * 9_000, "x" * 40_000, "<" * 50_001):
        sizes = set()
        for typed in (code, wrong, "x"):
            browser.get("/code")
            browser.send("/code", code=typed, text=text)
            sizes.add(len(browser.answer.content))
        assert len(sizes) == 1
        assert sizes.pop() % STEP_BYTES == 0 or len(browser.answer.content) in SIZES
