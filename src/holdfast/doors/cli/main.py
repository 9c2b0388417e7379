"""The `holdfast` command.

Invariants:
- A command's module is loaded only when it is called, so that `--help` is quick.
- What goes wrong is said in whole sentences on standard error; standard output is for results.
- Exit codes are those of `ExitCode` and are documented in `docs/guide/command-line.md`.
"""

from __future__ import annotations

import importlib
import os
import sys
from enum import IntEnum

import click

import holdfast
from holdfast.doors.cli.premises import Premises
from holdfast.kernel.errors import HoldfastError

_COMMANDS = {
    "backup": ("backup", "Copy a living site in two parts."),
    "check": ("check", "Read everything again, and say what is wrong."),
    "corroborate": ("corroborate", "From a folder of reports to who says what, from how many."),
    "demo": ("demo", "A fictional network, walked through the whole house."),
    "estimate": ("estimate", "How many people, those on no list included."),
    "disclose": ("disclose", "Say what a draft would give away."),
    "line": ("line", "Open the line, and say who answers it."),
    "link": ("link", "Say which rows of several lists are the same person."),
    "key": ("key", "Your passphrase, your second factor, and the ways back."),
    "member": ("member", "Invite, confirm, list, lock, travel, leave."),
    "relay": ("relay", "Pass letters between the line and e-mail or Signal."),
    "restore": ("restore", "Bring a site back from its two copies, or drill it."),
    "retention": ("retention", "Say what is past its age, and destroy it."),
    "second": ("second", "Let a second machine confirm what it received."),
    "serve": ("serve", "Serve the desk on this machine."),
    "site": ("site", "Make a site, look at it, lock it, destroy it."),
    "watch": ("watch", "Tell of missed check-ins, with nobody logged in."),
    "verify": ("verify", "Check the proof of one exhibit against its file."),
}


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    DONE_WITH_PROBLEMS = 1  # something was left out; what and why was said
    REFUSED = 2  # the call or its input could not be used; nothing was changed
    UNEXPECTED = 70  # a fault of ours
    INTERRUPTED = 130


class _Commands(click.Group):
    """Commands by name, loaded when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"holdfast.doors.cli.{_COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, says) for name, (_, says) in sorted(_COMMANDS.items())])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(holdfast.__version__, "-V", "--version", message="holdfast %(version)s")
def cli() -> None:
    """Take the call, get the person out, keep the proof, and give nobody away."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None, *, premises: Premises | None = None) -> int:
    """Run the command line and return its exit code. Commands of a site need `premises`."""
    try:
        result = cli.main(args=arguments, prog_name="holdfast", standalone_mode=False, obj=premises)
    except HoldfastError as error:
        _say(error.message, error.hint)
        return ExitCode.REFUSED
    except click.ClickException as error:
        error.show()
        return ExitCode.REFUSED
    except (click.Abort, KeyboardInterrupt):
        _say("Stopped. Nothing half-written was left.")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except Exception as error:
        if os.environ.get("HOLDFAST_DEBUG"):
            raise
        _say(
            f"Something went wrong that we did not foresee ({type(error).__name__}).",
            "Your files were not changed. Set HOLDFAST_DEBUG=1 to see where, and report it; "
            "read the report first: it can hold words from your files.",
        )
        return ExitCode.UNEXPECTED
    return int(result) if isinstance(result, int) else ExitCode.DONE


def _say(*sentences: str) -> None:
    for sentence in sentences:
        if sentence:
            click.echo(sentence, err=True)
