from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from django.conf import settings
from tests.apps.watch.cast import WREN, check_in, looked_after
from tests.apps.watch.mail import SENDER, Mailroom, mailroom
from tests.apps.watch.ntfy_server import ntfy_like
from tests.doors.cli.console import Console

from holdfast.apps.intake.team.notices import By, NoticeKind, Reached
from holdfast.apps.intake.team.records.notices import LineLook, NoticePlan
from holdfast.apps.intake.team.records.settings import TeamSettings
from holdfast.apps.watch.errors import (
    AlreadyWatchingError,
    BadWatchKeyError,
    KeyInsideError,
    NoPostError,
    NoWatchKeyError,
)
from holdfast.apps.watch.key_file import read_key
from holdfast.apps.watch.rules import Slot
from holdfast.apps.watch.services.slots import put
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


def test_the_line_is_told_by_mail_and_ntfy_with_nobody_logged_in(
    console: Console, mail: Mailroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, clock = key_of(console), console.premises.clock
    box = read_key(key)
    people = (
        Reached(member="a", by=By.MAIL, address=WREN, kinds=(NoticeKind.DANGER,)),
        Reached(member="b", by=By.NTFY, address="q3hf7sk2mwx9pl4z", kinds=(NoticeKind.DANGER,)),
    )
    chosen = TeamSettings()
    plan = NoticePlan(
        subject="Bitte ansehen", says={NoticeKind.DANGER: "Dringend."}, every=chosen.every,
        promises=chosen.promises, people=people,
    )  # fmt: skip
    look = LineLook(at=clock(), is_danger=True, due_at=None)
    put({Slot.PLAN: plan, Slot.LOOK: look}, public=box.public)
    with ntfy_like() as topics:
        said = SimpleNamespace(url=topics.url, token_file="", proxy="")
        monkeypatch.setattr(settings, "HOLDFAST_NTFY", said)
        for _ in range(2):
            console.say("watch", f"--key={key}", "--once")
    assert mail.told() == [WREN]
    assert "Subject: Bitte ansehen" in mail.letters[0].text
    assert topics.told() == [("q3hf7sk2mwx9pl4z", "Dringend.")]
    assert check_on(console.folder)[0] == 0
