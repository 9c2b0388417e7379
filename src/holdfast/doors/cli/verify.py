"""`holdfast verify PROOF FILE`: is this file the one that was entered, and has nothing changed?

Invariants:
- It reads the two files it is given and nothing else: no site, no network, no key store.
- Exit 0: every check holds. 1: a check fails. 2: nothing could be verified.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from holdfast.kernel.errors import HoldfastError
from holdfast.methods.custody.proofs import verify_proof
from holdfast.methods.custody.verifier import Check, verdict

_READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)
ALL_HOLD, SOME_FAIL, UNREADABLE = 0, 1, 2


@click.command("verify")
@click.argument("proof", type=_READABLE)
@click.argument("file", type=_READABLE)
@click.option("--key", help="The ledger's public key, from a source other than the proof.")
@click.option("--json", "as_json", is_flag=True, help="Print the checks as JSON.")
def verify(*, proof: Path, file: Path, key: str | None, as_json: bool) -> None:
    """Verify that FILE is the exhibit that PROOF is about.

    Every check is printed. The exit code is 0 where all hold, 1 where one fails, and 2 where the
    proof or the file cannot be read. Without --key the proof's own key is used, and it is for you
    to compare it with the one the organisation published.
    """
    try:
        with file.open("rb") as opened:
            checks = verify_proof(proof.read_bytes(), opened, key=key)
    except HoldfastError as error:
        click.echo(str(error), err=True)
        sys.exit(UNREADABLE)
    except OSError:
        click.echo("Nothing was verified: one of the two files cannot be read.", err=True)
        sys.exit(UNREADABLE)
    (_print_json if as_json else _print_words)(checks)
    sys.exit(ALL_HOLD if all(check.holds for check in checks) else SOME_FAIL)


def _print_words(checks: list[Check]) -> None:
    for check in checks:
        click.echo(f"  {'holds' if check.holds else 'FAILS'}  {check.says}")
    click.echo(verdict(checks))


def _print_json(checks: list[Check]) -> None:
    holds = all(check.holds for check in checks)
    report = {
        "verified": holds,
        "verdict": verdict(checks),
        "checks": [check._asdict() for check in checks],
    }
    click.echo(json.dumps(report, ensure_ascii=False, indent=2))
