"""Commands that copy, restore and check, typed on a console with a case in its site."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result
from tests.apps.keyring.cast import Case, open_case
from tests.apps.keyring.copying import name_site
from tests.doors.cli.console import Console

from holdfast.apps.accounts.gate import Attempt
from holdfast.apps.accounts.services.login import open_member
from holdfast.apps.keyring.rules import Actor
from holdfast.apps.keyring.services.opening import come_in
from holdfast.doors.cli.main import cli


@dataclass
class Desk:
    """A console, and a shelf for copies beside its site."""

    console: Console
    shelf: Path

    @property
    def site(self) -> Path:
        return self.console.folder

    def lead(self) -> Actor:
        """The lead at work in the site."""
        self.console.premises.enter(self.site)
        opened = open_member(Attempt(*self.console.people["lead"]), self.console.premises.gate())
        return come_in(opened.active.unlocked)

    def begin(self) -> Case:
        """Give the site its file, and a case."""
        name_site(self.site)
        return open_case(self.lead())

    def run(self, *words: str, data: Path | None = None, by: str = "", typed: str = "") -> Result:
        """Run a command, as somebody who types their passphrase, and what they type after it."""
        arguments, lines = [words[0], "--data", str(data or self.site), *words[1:]], ""
        if by:
            alias, passphrase = self.console.people[by]
            arguments, lines = [*arguments, "--as", alias], f"{passphrase}\n{typed}\n"
        return CliRunner().invoke(cli, arguments, input=lines, obj=self.console.premises)

    def copies(self, bodies: str = "1", keys: str = "1") -> list[str]:
        """The options that name copies."""
        return ["--bodies", str(self.shelf / "b" / bodies), "--keys", str(self.shelf / "k" / keys)]

    def weekly(self) -> list[str]:
        """The option that names the weekly keys, as they were carried elsewhere."""
        shutil.copytree(self.site / "epoch", self.shelf / "weekly", dirs_exist_ok=True)
        return ["--weekly", str(self.shelf / "weekly")]

    def back_up(self, name: str = "1") -> str:
        done = self.run("backup", *self.copies(name, name))
        assert done.exit_code == 0, done.output
        return done.output
