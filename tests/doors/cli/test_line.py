from pathlib import Path

import pytest
from tests.doors.cli.console import Console

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.intake.errors import (
    BadCatalogueError,
    BadTextsError,
    LineClosedError,
    LineOpenError,
    NotSignedOffError,
    UnknownLanguageError,
)
from holdfast.apps.intake.place import intake_folder, read_door
from holdfast.apps.keyring.errors import AlreadyHoldsError, LastHolderError


def test_the_line_is_opened_shared_and_taken_back(console: Console) -> None:
    console.join("worker", "case worker")
    alias = console.people["worker"][0]
    assert "is open" in console.say_as("lead", "line", "open")
    assert "read and answer" in console.say_as("lead", "line", "join", alias)
    with pytest.raises(AlreadyHoldsError):
        console.say_as("lead", "line", "join", alias)
    before = read_door()
    assert "no more" in console.say_as("lead", "line", "leave", alias)
    assert read_door().public != before.public
    with pytest.raises(LastHolderError):
        console.say_as("lead", "line", "leave", console.people["lead"][0])


def test_new_keys_change_the_doors_file_and_no_code(console: Console) -> None:
    console.say_as("lead", "line", "open")
    before = read_door()
    console.say_as("lead", "line", "rotate")
    assert read_door().public != before.public
    assert read_door().salt == before.salt


def test_the_doors_file_is_written_anew(console: Console) -> None:
    console.say_as("lead", "line", "open")
    door = read_door()
    (intake_folder() / "door.toml").unlink()
    assert "is written" in console.say_as("lead", "line", "publish")
    assert read_door() == door


def test_who_may_not_and_what_is_not_open_are_refused_in_words(console: Console) -> None:
    console.join("worker", "case worker")
    with pytest.raises(NotPermittedError):
        console.say_as("worker", "line", "open")
    with pytest.raises(LineClosedError):
        console.say_as("lead", "line", "join", console.people["worker"][0])
    console.say_as("lead", "line", "open")
    with pytest.raises(LineOpenError):
        console.say_as("lead", "line", "open")


def signed(draft: str) -> str:
    for blank, said in (
        ('signed_off_by = ""', 'signed_off_by = "N. Orlova"'), ('dated = ""', 'dated = "2031-03-03"'),
        ("X-Signed-Off-By: ", "X-Signed-Off-By: N. Orlova"),
        ("X-Signed-Off-On: ", "X-Signed-Off-On: 2031-03-03"),
    ):  # fmt: skip
        draft = draft.replace(blank, said)
    return draft


def test_a_team_reads_a_draft_signs_it_and_puts_it_in_place(
    console: Console, tmp_path: Path
) -> None:
    console.say_as("lead", "line", "open")
    for what, name in (("texts", "ar.toml"), ("sentences", "ar.po")):
        draft = console.say("line", what, "ar")
        file = tmp_path / name
        file.write_text(draft, "utf-8")
        with pytest.raises(NotSignedOffError):
            console.say("line", what, "ar", str(file))
        file.write_text(signed(draft), "utf-8")
        assert "Signed off by N. Orlova, 2031-03-03." in console.say("line", what, "ar", str(file))
    assert (intake_folder() / "texts" / "ar.toml").stat().st_mode & 0o777 == 0o640
    assert (intake_folder() / "locale" / "ar" / "LC_MESSAGES" / "django.mo").is_file()
    assert "N. Orlova" in console.say("line", "texts", "ar")
    assert "no draft" in console.say("line", "texts", "ce")


@pytest.mark.parametrize("content", [b"\xff", b"x = 1", b"", b'msgid "a"\nmsgstr "b"\n'])
def test_words_that_are_none_are_refused_and_change_nothing(
    console: Console, tmp_path: Path, content: bytes
) -> None:
    console.say_as("lead", "line", "open")
    file = tmp_path / "words"
    file.write_bytes(content)
    with pytest.raises(BadTextsError):
        console.say("line", "texts", "ru", str(file))
    with pytest.raises(BadCatalogueError):
        console.say("line", "sentences", "ru", str(file))
    with pytest.raises(UnknownLanguageError):
        console.say("line", "texts", "xx")
    assert not (intake_folder() / "texts").exists()
    assert not (intake_folder() / "locale").exists()
