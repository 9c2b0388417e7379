"""A console on which people of the cast type: real commands, real sites, Argon2id at its least."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner
from tests.apps import stage

stage.prepare()

from tests.apps.accounts.cast import HandClock, gate  # noqa: E402

from holdfast.doors.cli.main import cli  # noqa: E402
from holdfast.project.sharing import share_line  # noqa: E402


class StagePremises:
    """Premises whose sites stand on the tests' stage."""

    def __init__(self) -> None:
        self.clock = HandClock()
        self.moved: list[tuple[str, str]] = []

    def folder(self, named: Path | None) -> Path:
        assert named is not None
        return named

    def begin(self, folder: Path) -> None:
        stage.stand(folder)

    enter = upgrade = begin

    def finish(self, folder: Path) -> None:
        assert (folder / "epoch").is_dir()

    def bring_in(self, folder: Path, *, lacking: tuple[str, ...]) -> None:
        assert not any((folder / store).exists() for store in lacking)
        stage.stand(folder)

    def share_line(self, folder: Path, group: str) -> None:
        share_line(folder, group)

    def move(self, folder: Path, *, bodies: str, keystore: str) -> None:
        self.moved.append((bodies, keystore))

    def gate(self):
        return gate(self.clock)


@dataclass
class Console:
    """One machine with one site. `people` maps a name to alias and passphrase."""

    folder: Path
    premises: StagePremises = field(default_factory=StagePremises)
    people: dict[str, tuple[str, str]] = field(default_factory=dict)

    def say(self, *words: str, typed: tuple[str, ...] = ()) -> str:
        """Run a command; what it printed. Raises what it raised."""
        arguments = [*words[:2], "--data", str(self.folder), *words[2:]]
        lines = "".join(f"{line}\n" for line in typed)
        result = CliRunner().invoke(cli, arguments, input=lines, obj=self.premises)
        if result.exception is not None:
            raise result.exception
        return result.output

    def say_as(self, name: str, *words: str, typed: tuple[str, ...] = ()) -> str:
        """Run a command as somebody, who types their passphrase at the prompt."""
        alias, passphrase = self.people[name]
        return self.say(*words[:2], "--as", alias, *words[2:], typed=(passphrase, *typed))

    def found(self) -> None:
        shown = self.say("site", "init", typed=("Nadia Orlova",))
        self.people["lead"] = (after(shown, "alias"), after(shown, "passphrase"))

    def join(self, name: str, role: str) -> None:
        invited = self.say_as("lead", "member", "invite", "--role", role, typed=(name,))
        accepted = self.say("member", "accept", typed=(after(invited, "code"),))
        alias = after(invited, "alias")
        self.people[name] = (alias, after(accepted, "Your passphrase"))
        self.say_as(
            "lead", "member", "confirm", alias, typed=(after(accepted, "Your fingerprint"),)
        )


def after(shown: str, label: str) -> str:
    """What stands after a label in what was printed."""
    line = next(line for line in shown.splitlines() if f"{label}:" in line)
    return line.partition(f"{label}:")[2].strip()
