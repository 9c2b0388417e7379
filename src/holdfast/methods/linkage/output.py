"""The files that a linkage leaves: none repeats a name unless names are asked for.

Invariants:
- A file is written beside its place and moved into it: an interrupted run leaves the old one.
- An existing folder is used only if it is empty or holds an earlier linkage
  (`link.json` or `decisions.csv`).
- The folder and its files can be opened by their owner alone.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

from holdfast.methods.linkage.decisions import FILE as DECISIONS
from holdfast.methods.linkage.decisions import Decision, decisions_csv, disagreements
from holdfast.methods.linkage.engine import splink_settings
from holdfast.methods.linkage.errors import OutputError
from holdfast.methods.linkage.headers import Role
from holdfast.methods.linkage.link import Linkage
from holdfast.methods.linkage.lists import NamedList
from holdfast.methods.linkage.quality import Band, Interval, wilson
from holdfast.methods.linkage.strangers import Strangers
from holdfast.methods.linkage.tables import History

FORMAT = "holdfast-link/1"
_MARK = "link.json"


def check_output(folder: Path) -> None:
    """Make sure that a linkage may be written here. Raises OutputError."""
    if not folder.exists():
        return
    try:
        inside = {path.name for path in folder.iterdir()}
        is_ours = not inside or bool(inside & {_MARK, DECISIONS})
    except OSError:
        is_ours = False
    if not is_ours:
        raise OutputError(
            "The output folder holds something that is not a linkage. Nothing was written.",
            hint="Name another folder with -o.",
        )


def deliver(linkage: Linkage, folder: Path, *, names: Sequence[str] | None = None) -> None:
    """Write every file of a linkage. `names` (one a row) are repeated only if given.

    Raises OutputError where the folder cannot be written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(folder / "linked.csv", _csv_text(_linked_rows(linkage, names)))
        _write(folder / "pairs.csv", _csv_text(_pair_rows(linkage, names)))
        _write(folder / "table.csv", _csv_text(_table_rows(linkage)))
        _write(folder / "contradictions.csv", _csv_text(_contradiction_rows(linkage)))
        _write(folder / "draws.jsonl", "".join(_draw_lines(linkage)))
        _write(folder / "model.json", _model_text(linkage))
        write_decisions(linkage.decisions, folder)
        _write(folder / _MARK, json.dumps(summary(linkage), indent=1) + "\n")
    except OSError as error:
        raise OutputError(
            f"The output cannot be written ({error.strerror}). Your lists were not changed.",
            hint="Check the folder and the space on its disk.",
        ) from error


def write_decisions(decisions: Sequence[Decision], folder: Path) -> None:
    """Write `decisions.csv` if anybody decided anything. The folder is made if need be."""
    if decisions:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(folder / DECISIONS, decisions_csv(decisions))


def summary(linkage: Linkage) -> dict[str, Any]:
    """The linkage in figures, without a name."""
    scored = linkage.scored
    continuity = linkage.continuity
    return {
        "format": FORMAT,
        "lists": [
            {"name": named.name, "rows": named.size, "problems": list(named.problems)}
            for named in scored.lists
        ],
        "rows": len(scored.keys),
        "clusters": len(continuity.identifiers),
        "pairs": len(linkage.pairs),
        "prior": scored.model.prior,
        "strangers": _strangers(scored.strangers),
        "blocking": [
            {"columns": list(rule), "pairs": count}
            for rule, count in zip(scored.blocking.rules, scored.blocking.pairs, strict=True)
        ],
        "blocking_loss": scored.loss,
        "table": {_history_text(h): count for h, count in linkage.table.items()},
        "contradictions": len(linkage.contradictions),
        "decisions": len(linkage.decisions),
        "disagreements": len(disagreements(linkage.decisions)),
        "precision": _interval(linkage.quality.precision),
        "recall": _interval(linkage.quality.recall),
        "review": [_band(band) for band in linkage.quality.bands if band.judged],
        "identifiers": {
            "kept": continuity.kept,
            "joined": continuity.joined,
            "split": continuity.split,
            "new": continuity.new,
        },
        "notes": [*scored.notes, *continuity.problems],
    }


def names_of(lists: Iterable[NamedList]) -> list[str]:
    """The name of every row as its list writes it."""
    roles = (Role.NAME, Role.GIVEN, Role.FATHER, Role.FAMILY)
    out = []
    for named in lists:
        columns = [named.cells[role] for role in roles if role in named.cells]
        out += [" ".join(filter(None, parts)) for parts in zip(*columns, strict=True)]
    return out


def row_numbers(linkage: Linkage) -> list[tuple[str, int]]:
    """The list and the row (from 1) of every row id."""
    return [(named.name, row) for named in linkage.scored.lists for row in range(1, named.size + 1)]


def _linked_rows(linkage: Linkage, names: Sequence[str] | None) -> Iterable[Sequence[object]]:
    identifiers = linkage.continuity.identifiers
    scored = linkage.scored
    yield ("list", "row", "cluster", "key", "check", *(["name"] if names else []))
    for at, ((list_name, row), label) in enumerate(
        zip(row_numbers(linkage), linkage.labels.tolist(), strict=True)
    ):
        own = (list_name, row, identifiers[label], scored.keys[at], scored.checks[at])
        yield (*own, names[at]) if names else own


def _pair_rows(linkage: Linkage, names: Sequence[str] | None) -> Iterable[Sequence[object]]:
    places = row_numbers(linkage)
    pairs = linkage.pairs
    columns = (
        "left_list left_row right_list right_row probability linked reasons left right".split()
    )
    yield (*columns, *(["left_name", "right_name"] if names else []))
    labels = linkage.labels
    for left, right, chance, reason in zip(
        pairs["left"].tolist(),
        pairs["right"].tolist(),
        pairs["probability"].tolist(),
        linkage.reasons(),
        strict=True,
    ):
        is_linked = int(labels[left] == labels[right])
        keys = linkage.scored.keys[left], linkage.scored.keys[right]
        own = (*places[left], *places[right], f"{chance:.6f}", is_linked, reason, *keys)
        yield (*own, names[left], names[right]) if names else own


def _table_rows(linkage: Linkage) -> Iterable[Sequence[object]]:
    yield (*(named.name for named in linkage.scored.lists), "count")
    for history, count in linkage.table.items():
        yield (*history, count)


def _contradiction_rows(linkage: Linkage) -> Iterable[Sequence[object]]:
    places = row_numbers(linkage)
    yield "cluster kind left_list left_row right_list right_row".split()
    for found in linkage.contradictions:
        cluster = linkage.continuity.identifiers[found.label]
        yield (cluster, found.kind, *places[found.left], *places[found.right])


def _draw_lines(linkage: Linkage) -> Iterable[str]:
    lists = [named.name for named in linkage.scored.lists]
    for table in linkage.draws:
        counts = {_history_text(history): count for history, count in table.items()}
        yield json.dumps({"lists": lists, "counts": counts}) + "\n"


def _model_text(linkage: Linkage) -> str:
    scored = linkage.scored
    return json.dumps(splink_settings(scored.model, scored.blocking.rules), indent=1) + "\n"


def _history_text(history: History) -> str:
    return "".join(map(str, history))


def _interval(interval: Interval | None) -> dict[str, float] | None:
    if interval is None:
        return None
    return {"value": interval.value, "low": interval.low, "high": interval.high}


def _band(band: Band) -> dict[str, Any]:
    """What review found in one band of probability, with Wilson's interval."""
    return {
        "from": band.low,
        "to": band.high,
        "pairs": band.pairs,
        "judged": band.judged,
        "same": band.same,
        "share": _interval(wilson(band.same, band.judged)),
    }


def _strangers(found: Strangers | None) -> list[dict[str, Any]]:
    """The kinds of strangers, each with its share and its shares of levels by comparison."""
    if found is None:
        return []
    ends = list(accumulate(len(c.levels) for c in found.comparisons))
    starts = [0, *ends[:-1]]
    names = [c.name for c in found.comparisons]
    return [
        {
            "share": share,
            "levels": {
                name: levels[start:end]
                for name, start, end in zip(names, starts, ends, strict=True)
            },
        }
        for share, levels in zip(found.shares.tolist(), found.levels.tolist(), strict=True)
    ]


def _csv_text(rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows(chain(rows))
    return out.getvalue()


def _write(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
