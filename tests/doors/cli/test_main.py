from __future__ import annotations

import click
import pytest

from holdfast.doors.cli import main as door
from holdfast.doors.cli.main import ExitCode, main, run
from holdfast.kernel.errors import HoldfastError


def failing_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> int:
    def fail(**_: object) -> None:
        raise error

    monkeypatch.setattr(door.cli, "main", fail)
    return run([])


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == ExitCode.DONE
    said = capsys.readouterr().out
    assert all(name in said for name in door.cli.list_commands(click.Context(door.cli)))


def test_an_unknown_command_is_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["corrobrate"]) == ExitCode.REFUSED
    assert "corrobrate" in capsys.readouterr().err


def test_an_error_for_people_is_said_with_its_hint(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    error = HoldfastError("The folder is empty.", hint="Name another.")
    assert failing_with(error, monkeypatch) == ExitCode.REFUSED
    assert capsys.readouterr().err == "The folder is empty.\nName another.\n"


def test_a_fault_of_ours_shows_no_content(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("HOLDFAST_DEBUG", raising=False)
    assert failing_with(ValueError("Ilya, Selm"), monkeypatch) == ExitCode.UNEXPECTED
    said = capsys.readouterr().err
    assert "Ilya" not in said
    assert "not changed" in said


def test_an_interruption_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert failing_with(KeyboardInterrupt(), monkeypatch) == ExitCode.INTERRUPTED
    assert "Nothing half-written" in capsys.readouterr().err


def test_main_leaves_with_the_exit_code() -> None:
    with pytest.raises(SystemExit) as left:
        main(["nonsense"])
    assert left.value.code == ExitCode.REFUSED
