"""People who write, and a desk that takes in, both killed at any moment.

A child process writes through the door's services, saying on a pipe what was acknowledged, and is
killed right after an acknowledgement or in the middle of what follows; another takes letters in and
is killed at a random moment. In the end everything that was acknowledged must be there once.
"""

from __future__ import annotations

import hashlib
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random  # noqa: TID251  (no secret comes from it)

from tests.apps import stage

stage.prepare()

from tests.apps.cast import at_work  # noqa: E402
from tests.apps.intake.cast import page  # noqa: E402
from tests.apps.keyring.cast import Team, found_team  # noqa: E402

from holdfast.apps.accounts.rules import Role  # noqa: E402
from holdfast.apps.intake.place import files_folder, read_door  # noqa: E402
from holdfast.apps.intake.queries.conversations import attachment, conversation  # noqa: E402
from holdfast.apps.intake.queries.inbox import Shelf, inbox  # noqa: E402
from holdfast.apps.intake.services.line import found_line  # noqa: E402
from holdfast.apps.intake.services.mailboxes import Said, open_mailbox  # noqa: E402
from holdfast.apps.intake.services.taking_in import take_in  # noqa: E402
from holdfast.apps.intake.services.uploads import Upload, send_files, sweep_files  # noqa: E402
from holdfast.apps.keyring import contactcodes  # noqa: E402
from holdfast.apps.keyring.contactcodes import LEAST  # noqa: E402
from holdfast.apps.keyring.queries.checking import check  # noqa: E402
from holdfast.apps.keyring.rules import Actor, FileId  # noqa: E402
from holdfast.apps.keyring.services.recovery import recover  # noqa: E402

LONGEST_STEP_SECONDS = 0.02


@dataclass
class DoorTrials:
    """One site, and what was acknowledged on it: words, and files by their number."""

    folder: Path
    random: Random
    words: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    serial: int = 0

    def found(self) -> None:
        """The team and its line."""
        stage.stand(self.folder)
        self.team: Team = found_team()
        found_line(actor=self._lead())
        stage.leave()

    def run(self) -> None:
        """Somebody writes and is cut off; then the desk takes in and is cut off."""
        for line in self._kill(self._write, acknowledged=self.random.randint(1, 3)):
            kind, _, number = line.partition(" ")
            (self.files if kind == "file" else self.words).add(number)
        self._kill(self._take_in, acknowledged=1)
        self.serial += 1000

    def check(self) -> None:
        """Everything that was acknowledged is there once, whole, and the site is sound."""
        stage.stand(self.folder)
        recover()
        sweep_files()
        lead = self._lead()
        take_in(actor=lead)
        words, files = [], []
        for shelf in (Shelf.WAITING, Shelf.QUARANTINE):
            for row in inbox(actor=lead, shelf=shelf).rows:
                for said in conversation(actor=lead, conversation=row.id).messages:
                    words += [said.text] if said.text else []
                    for file in said.files:
                        _, pieces = attachment(
                            actor=lead, conversation=row.id, file=FileId(file.file)
                        )
                        assert b"".join(pieces) == content_of(file.name)
                        files.append(file.name)
        assert len(words) == len(set(words)) and len(files) == len(set(files))
        assert self.words <= set(words), self.words - set(words)
        assert self.files <= set(files), self.files - set(files)
        assert list(files_folder().iterdir()) == []
        assert list(check(lead)) == []
        stage.leave()

    def _lead(self) -> Actor:
        return at_work(self.team.back("lead"), Role.KEYHOLDER, Role.CASE_WORKER)

    def _write(self, say: Callable[[str], None]) -> None:
        for number in range(self.serial, self.serial + 1000):
            said = Said(page(), str(number), answers={"harm within": ("now",)})
            box = open_mailbox(said, code=contactcodes.new_code(), cost=LEAST)
            say(f"words {number}")
            upload = Upload(str(number), door=read_door())
            upload.add(content_of(str(number)))
            send_files(box, page(), [upload])
            say(f"file {number}")

    def _take_in(self, say: Callable[[str], None]) -> None:
        recover()
        lead = self._lead()
        say("begin")
        take_in(actor=lead)
        time.sleep(30)

    def _kill(self, work: Callable[[Callable[[str], None]], None], *, acknowledged: int) -> list:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            self._child(work, writing)
        os.close(writing)
        said = b""
        while said.count(b"\n") < acknowledged:
            piece = os.read(reading, 65536)
            assert piece, f"it stopped by itself: {said.decode()}"
            said += piece
        if self.random.random() < 0.7:
            time.sleep(self.random.uniform(0, LONGEST_STEP_SECONDS))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while piece := os.read(reading, 65536):
            said += piece
        os.close(reading)
        return said.decode().splitlines()

    def _child(self, work: Callable[[Callable[[str], None]], None], pipe: int) -> None:
        """It never returns."""
        try:
            stage.stand(self.folder)
            work(lambda line: os.write(pipe, f"{line}\n".encode()) and None)
        except BaseException as error:  # noqa: BLE001  (the parent shows it)
            os.write(pipe, repr(error).encode())
        finally:
            os._exit(1)


def content_of(name: str) -> bytes:
    """Two chunks that belong to this name."""
    return hashlib.sha256(name.encode()).digest() * 3000
