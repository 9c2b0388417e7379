"""E-mail, whole: a person's mail, real servers, the real program, and the team's answer."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.apps import stage

stage.prepare()

from tests.apps.intake.cast import LineTeam, open_line  # noqa: E402
from tests.apps.intake.peers.mail_house import LINE, MailHouse, mail_house  # noqa: E402

from holdfast.apps.intake.place import intake_folder  # noqa: E402
from holdfast.apps.intake.queries.conversations import conversation  # noqa: E402
from holdfast.apps.intake.services.conversations import answer  # noqa: E402

WREN = "wren@people.example"
pytestmark = pytest.mark.skipif(bool(stage.POSTGRES), reason="the relay knows the line's own store")


@pytest.fixture
def line() -> Iterator[LineTeam]:
    with stage.folder() as folder:
        stage.stand(folder / "site")
        yield open_line()
        stage.leave()


@pytest.fixture
def house() -> Iterator[MailHouse]:
    with TemporaryDirectory(prefix="mail") as folder, mail_house(Path(folder)) as found:
        yield found


def relay(folder: Path, *words: str) -> str:
    """The real program, as the line's user runs it: it is told of no site."""
    unset = {"HOLDFAST_DATA", "DJANGO_SETTINGS_MODULE"}
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    command = [sys.executable, "-m", "holdfast", "relay", words[0], "--intake", intake_folder()]
    done = subprocess.run(
        [*command, "--key", folder / "relay.key", *words[1:]],
        env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_a_mail_is_answered_by_mail_and_leaves_no_address_on_the_way(
    line: LineTeam, house: MailHouse, tmp_path: Path
) -> None:
    described = tmp_path / "relay.toml"
    described.write_text(
        f'[mail]\naddress = "{LINE}"\nuser = "{LINE}"\npassword_file = "{house.password_file()}"\n'
        f'imap_host = "127.0.0.1"\nimap_port = {house.imap_port}\nimap_security = "none"\n'
        f'smtp_host = "127.0.0.1"\nsmtp_port = {house.smtp_port}\nsmtp_security = "none"\n'
    )
    run = ("run", "--channels", str(described), "--once")
    relay(tmp_path, "init")
    house.write(WREN, "They are at the door.", photo=b"\xff\xd8 a picture")
    assert relay(tmp_path, *run) == "e-mail: 1 brought in, 0 sent.\n"
    assert house.waiting() == 0
    assert line.take_in() == 1
    shown = conversation(actor=line.mira, conversation=line.only(), clock=line.clock)
    assert [message.text for message in shown.messages] == ["They are at the door."]
    answer(actor=line.mira, conversation=shown.id, text="Go to the neighbour.", clock=line.clock)
    assert relay(tmp_path, *run) == "e-mail: 0 brought in, 1 sent.\n"
    (letter,) = house.letters(WREN)
    assert str(letter.get_payload()).strip() == "Go to the neighbour."
    assert all(
        b"people.example" not in path.read_bytes()
        for path in intake_folder().rglob("*")
        if path.is_file()
    )
