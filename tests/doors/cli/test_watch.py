from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from django.conf import settings
from tests.apps.watch.cast import WREN, check_in, looked_after
from tests.apps.watch.mail import SENDER, Mailroom, mailroom
from tests.doors.cli.console import Console

from holdfast.apps.watch.errors import (
    AlreadyWatchingError,
    BadWatchKeyError,
    KeyInsideError,
    NoPostError,
    NoWatchKeyError,
)
from holdfast.apps.watch.key_file import read_key
from holdfast.apps.watch.services.standing_guard import alone
from holdfast.doors.cli.main import cli


@pytest.fixture
def mail(monkeypatch) -> Iterator[Mailroom]:
    with mailroom() as room:
        said = SimpleNamespace(
            host="localhost", port=room.port, sender=SENDER, security="none", user="",
            password_file="",
        )  # fmt: skip
        monkeypatch.setattr(settings, "HOLDFAST_NOTICES", said)
        yield room


def key_of(console: Console) -> Path:
    key = console.folder.parent / "watch.key"
    console.say_as("lead", "watch", "init", "--key", str(key))
    return key


def check_on(folder: Path) -> tuple[int, str]:
    """As a second machine asks, which has no site of its own."""
    result = CliRunner().invoke(cli, ["watch", "--check-on", str(folder)], standalone_mode=False)
    assert result.exception is None
    return result.return_value, result.output


def test_a_missed_check_in_is_told_with_nobody_logged_in(console: Console, mail: Mailroom) -> None:
    key = key_of(console)
    clock = console.premises.clock
    looked_after(read_key(key), check_in(clock.now))
    console.say("watch", f"--key={key}", "--once")
    assert mail.told() == []
    clock.forward(minutes=11)
    console.say("watch", f"--key={key}", "--once")
    assert mail.told() == [WREN]


def test_a_second_machine_notices_whether_it_is_alive(console: Console, mail: Mailroom) -> None:
    assert check_on(console.folder) == (1, "Not watching: it was never started.\n")
    console.say("watch", f"--key={key_of(console)}", "--once")
    assert check_on(console.folder) == (0, "Watching: watching.\n")
    with pytest.raises(NoWatchKeyError):
        console.say("watch", "--once")
    assert check_on(console.folder) == (1, "Not watching: its key is absent.\n")


def test_what_cannot_watch_is_refused_in_words(console: Console) -> None:
    key = key_of(console)
    with pytest.raises(NoPostError):
        console.say("watch", f"--key={key}", "--once")
    key.write_text("something else", "ascii")
    with pytest.raises(BadWatchKeyError):
        console.say("watch", f"--key={key}", "--once")
    with pytest.raises(KeyInsideError):
        console.say_as("lead", "watch", "init", "--key", str(console.folder / "key"))


def test_a_second_watch_is_refused(console: Console, mail: Mailroom) -> None:
    key = key_of(console)
    with alone(), pytest.raises(AlreadyWatchingError):
        console.say("watch", f"--key={key}", "--once")
    assert "Stop with" not in console.say("watch", f"--key={key}", "--once")
