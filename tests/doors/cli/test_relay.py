from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.apps import stage
from tests.apps.intake.cast import LineTeam, open_line
from tests.apps.intake.peers.signal_daemon import ACCOUNT, signal_daemon, words

from holdfast.apps.intake.errors import BadRelayError, BadRelayKeyError, RelayKeyThereError
from holdfast.apps.intake.place import intake_folder
from holdfast.apps.intake.services.conversations import answer
from holdfast.doors.cli.main import cli
from holdfast.doors.cli.premises import NoPremisesError

WREN = "+46700000002"


class AtTheLine:
    """Premises of a test: it stands at the line already."""

    def stand_at_line(self, intake: Path) -> None:
        assert intake == intake_folder()


def say(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["relay", *arguments], obj=AtTheLine(), standalone_mode=False)


@pytest.fixture
def line() -> Iterator[LineTeam]:
    with stage.folder() as folder:
        stage.stand(folder / "site")
        yield open_line()
        stage.leave()


def test_letters_go_both_ways_with_nobody_logged_in(line: LineTeam, tmp_path: Path) -> None:
    key, channels = tmp_path / "relay.key", tmp_path / "relay.toml"
    intake = str(intake_folder())
    assert "Keep a copy" in say("init", "--intake", intake, "--key", str(key)).output
    with signal_daemon() as daemon:
        channels.write_text(f'[signal]\naddress = "{daemon.address}"\naccount = "{ACCOUNT}"\n')
        run = ("run", "--intake", intake, "--key", str(key), "--channels", str(channels), "--once")
        daemon.waiting = [words(WREN, "Help.")]
        first = say(*run)
        assert (first.return_value, first.output) == (0, "signal: 1 brought in, 0 sent.\n")
        line.take_in()
        answer(actor=line.mira, conversation=line.only(), text="We are here.", clock=line.clock)
        assert say(*run).output == "signal: 0 brought in, 1 sent.\n"
        assert daemon.sent == [(WREN, "We are here.")]
        daemon.says_rubbish = True
        closed = say(*run)
        assert (closed.return_value, closed.output) == (
            1, "signal: not everything went; 0 wait. It is tried again.\n",
        )  # fmt: skip


def test_what_cannot_be_used_is_refused_before_anything_is_fetched(
    line: LineTeam, tmp_path: Path
) -> None:
    intake, key = str(intake_folder()), str(tmp_path / "relay.key")
    channels = str(tmp_path / "relay.toml")
    run = ("run", "--intake", intake, "--key", key, "--channels", channels, "--once")
    assert isinstance(say(*run).exception, BadRelayKeyError)
    say("init", "--intake", intake, "--key", key)
    assert isinstance(say("init", "--intake", intake, "--key", key).exception, RelayKeyThereError)
    assert isinstance(say(*run).exception, BadRelayError)
    alone = CliRunner().invoke(cli, ["relay", *run], standalone_mode=False)
    assert isinstance(alone.exception, NoPremisesError)


def test_a_fault_of_ours_is_told_by_its_kind_and_what_to_do(
    line: LineTeam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError("her words")

    key, channels = tmp_path / "relay.key", tmp_path / "relay.toml"
    intake = str(intake_folder())
    say("init", "--intake", intake, "--key", str(key))
    with signal_daemon() as daemon:
        channels.write_text(f'[signal]\naddress = "{daemon.address}"\naccount = "{ACCOUNT}"\n')
        run = ("run", "--intake", intake, "--key", str(key), "--channels", str(channels), "--once")
        daemon.waiting = [words(WREN, "Help.")]
        with monkeypatch.context() as broken:
            broken.setattr("holdfast.apps.intake.services.relaying._bring_in", breaks)
            told = say(*run)
            broken.setattr("holdfast.apps.intake.services.relaying.pass_on", breaks)
            wholly = say(*run)
    for result in (told, wholly):
        assert result.return_value == 1
        assert "ZeroDivisionError" in result.output
        assert "tried again" in result.output
        assert "her words" not in result.output
