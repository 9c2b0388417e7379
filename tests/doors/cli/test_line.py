import pytest
from tests.doors.cli.console import Console

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.intake.errors import LineClosedError, LineOpenError
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
