"""`holdfast disclose DRAFT --names FILE`: what a draft would give away.

Invariants:
- It reads the two files it is given and nothing else: no site, no network; nothing is written.
- What is printed repeats neither a name nor a word of the draft, unless it is asked for.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from holdfast.doors.cli.main import ExitCode
from holdfast.methods.disclosure.check import check
from holdfast.methods.disclosure.draft import Certainty, Disclosure, DraftField
from holdfast.methods.disclosure.reading import read_draft, read_secrets
from holdfast.methods.disclosure.wording import explained

_FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
_LEVELS = [certainty.name.lower() for certainty in Certainty]
_PLAIN_FILE = (
    "A list of names in a plain file is a danger to everybody on it: keep it on an encrypted disk, "
    "delete it when this is done, or give it through standard input (--names -)."
)
_NOTHING = (
    "None of the names was found. That does not prove that nobody can be known by this draft: "
    "an age, a village and a month together can name a person."
)
_AROUND = 40  # characters shown before and after


@click.command("disclose")
@click.argument("draft", type=_FILE)
@click.option("--names", required=True, type=_FILE, help="What must not stand in the draft.")
@click.option("--least", type=click.Choice(_LEVELS), default="possible", help="Show from here on.")
@click.option("--with-text", is_flag=True, help="Repeat the words of the draft. A danger.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def command(*, draft: Path, names: Path, least: str, with_text: bool, as_json: bool) -> int:
    """Say where DRAFT would give away a name, however it is written, and how sure that is.

    DRAFT is text, JSON, a PDF or a Word document. The list of names is one a line, or CSV with the
    columns kind and text, and perhaps id. The exit code is 0 where nothing was found, else 1.
    """
    if str(draft) == str(names) == "-":
        raise click.UsageError("Only one of the two can come through standard input.")
    if str(names) != "-":
        click.echo(_PLAIN_FILE, err=True)
    fields = read_draft(_read(draft), name=draft.name)
    floor = Certainty[least.upper()]
    found = [d for d in check(fields, read_secrets(_read(names))) if d.certainty >= floor]
    texts = _around(fields) if with_text else None
    (_print_json if as_json else _print_words)(found, texts)
    return ExitCode.DONE_WITH_PROBLEMS if found else ExitCode.DONE


def _read(path: Path) -> bytes:
    return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()


def _around(fields: Sequence[DraftField]) -> dict[str, str]:
    return {field.name: field.text for field in fields}


def _shown(found: Disclosure, texts: dict[str, str]) -> str:
    """The words of the draft with a little of what stands around them."""
    pieces = []
    for place in found.places:
        text = texts[place.field]
        before, after = text[max(0, place.start - _AROUND) : place.start], text[place.end :]
        pieces.append(f"{before}[{text[place.start : place.end]}]{after[:_AROUND]}")
    return " / ".join(" ".join(piece.split()) for piece in pieces)


def _print_json(found: Sequence[Disclosure], texts: dict[str, str] | None) -> None:
    listed = [_as_json(disclosure, texts) for disclosure in found]
    click.echo(json.dumps({"disclosures": listed}, ensure_ascii=False, indent=2))


def _as_json(found: Disclosure, texts: dict[str, str] | None) -> dict[str, Any]:
    shown = {} if texts is None else {"text": _shown(found, texts)}
    return {
        "places": [{"field": p.field, "start": p.start, "end": p.end} for p in found.places],
        "kind": found.kind.value,
        "ids": list(found.secrets),
        "manners": [manner.value for manner in found.manners],
        "certainty": found.certainty.name.lower(),
        "says": explained(found),
        **shown,
    }


def _print_words(found: Sequence[Disclosure], texts: dict[str, str] | None) -> None:
    if not found:
        click.echo(_NOTHING)
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("Where", "Characters", "What", "Which"):
        table.add_column(heading, overflow="fold")
    for disclosure in found:
        where = ", ".join(place.field for place in disclosure.places)
        spans = ", ".join(f"{place.start + 1}-{place.end}" for place in disclosure.places)
        says = explained(disclosure)
        if texts is not None:
            says = f"{says}\n{_shown(disclosure, texts)}"
        table.add_row(where, spans, says, ", ".join(disclosure.secrets))
    Console(highlight=False, markup=False).print(table)
    counted = ", ".join(
        f"{sum(d.certainty is c for d in found)} {c.name.lower()}" for c in reversed(Certainty)
    )
    click.echo(f"\nA person must look at each of these: {counted}.")
