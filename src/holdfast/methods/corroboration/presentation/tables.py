"""The record as CSV tables, for spreadsheets and other programs.

Invariants:
- UTF-8 without a mark at its start, comma, CRLF (RFC 4180); one header line; the columns are a
  contract, described in `docs/guide/record.md`.
- No cell of text begins with `=`, `+`, `-`, `@`, tab or carriage return: a spreadsheet would run
  it. Such a cell gets an apostrophe before it. Numbers are numbers and keep their sign.
- Several ids in one cell are parted by a space, spans are `start-end` parted by a space, other
  lists by ` | `. Nothing known is an empty cell; yes and no are `true` and `false`.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from holdfast.methods.corroboration.record import Party, Record
from holdfast.methods.corroboration.spans import Span
from holdfast.rendering.cells import Value, cell


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A file, its columns, and how a row gives their values."""

    file: str
    columns: tuple[str, ...]
    rows: Callable[[Record], Iterable[Any]]
    values: Callable[[Any], Sequence[Value]]


def write_tables(record: Record, out: Path) -> tuple[Path, ...]:
    """Write every table into the folder `out`, made if need be, and return their paths.

    Raises OSError.
    """
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    for table in TABLES:
        path = out / table.file
        with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(table.columns)
            writer.writerows(_cells(table.values(row)) for row in table.rows(record))
        paths.append(path)
    return tuple(paths)


def _cells(values: Sequence[Value]) -> list[str | None]:
    """The values as cells; most are empty or begin with a letter, and are cells as they are."""
    return [
        value
        if value is None or (isinstance(value, str) and (value[:1].isalnum() or not value))
        else cell(value)
        for value in values
    ]


def _ids(names: Iterable[str]) -> str:
    return " ".join(names)


def _texts(words: Iterable[str]) -> str:
    return " | ".join(words)


def _spans(spans: Iterable[Span]) -> str:
    return " ".join([f"{start}-{end}" for start, end in spans])


def _span(span: Span) -> str:
    start, end = span
    return f"{start}-{end}"


def _party(party: Party | None) -> tuple[str | None, str]:
    if party is None:
        return None, ""
    return party.source, _span(party.span) if party.span else ""


TABLES = (
    CsvTable(
        "reports.csv",
        ("id", "path", "sha256", "characters", "language", "title", "outlet", "published",
         "problems"),
        lambda record: record.reports,
        lambda r: (r.id, r.path, r.sha256, r.characters, r.language, r.title, r.outlet,
                   r.published, _texts(r.problems)),
    ),
    CsvTable(
        "sources.csv",
        ("id", "name", "kind", "anonymous", "pseudonym", "aliases", "member_of"),
        lambda record: record.sources,
        lambda s: (s.id, s.name, s.kind, s.anonymous, s.pseudonym, _texts(s.aliases), s.member_of),
    ),
    CsvTable(
        "statements.csv",
        ("id", "report", "spans", "text", "kind", "negated", "modality", "form", "speaker",
         "speaker_span", "told_to", "told_to_span", "chain", "origin", "same_as", "confirmed_by",
         "acts", "judged"),
        lambda record: record.statements,
        lambda s: (s.id, s.report, _spans(s.spans), s.text, s.kind, s.negated, s.modality, s.form,
                   *_party(s.speaker), *_party(s.told_to), _ids(s.chain), s.origin, s.same_as,
                   _ids(s.confirmed_by), _ids(s.acts), s.judged),
    ),
    CsvTable(
        "figures.csv",
        ("id", "report", "statement", "span", "text", "low", "high", "value", "approximate",
         "counts", "unit"),
        lambda record: record.figures,
        lambda f: (f.id, f.report, f.statement, _span(f.span), f.text, f.low, f.high, f.value,
                   f.approximate, f.counts, f.unit),
    ),
    CsvTable(
        "dates.csv",
        ("report", "span", "text", "date", "relative"),
        lambda record: record.dates,
        lambda d: (d.report, _span(d.span), d.text, d.date, d.relative),
    ),
    CsvTable(
        "places.csv",
        ("report", "span", "text", "name", "country", "latitude", "longitude"),
        lambda record: record.places,
        lambda p: (p.report, _span(p.span), p.text, p.name, p.country, p.latitude, p.longitude),
    ),
    CsvTable(
        "passages.csv",
        ("id", "report", "span", "similarity", "within_report"),
        lambda record: ((p, s) for p in record.passages for s in p.spans),
        lambda ps: (ps[0].id, ps[1].report, _span(ps[1].span), ps[0].similarity,
                    ps[0].within_report),
    ),
    CsvTable(
        "findings.csv",
        ("id", "act", "title", "reports", "origins", "origins_min", "origins_max",
         "origin_sources", "not_counted", "reviewed", "statements", "against", "figures"),
        lambda record: record.findings,
        lambda f: (f.id, f.act, f.title, f.reports, f.origins.count, f.origins.min, f.origins.max,
                   _ids(f.origins.sources),
                   _texts(f"{n.source or 'nobody named'}: {n.why}" for n in f.origins.not_counted),
                   f.origins.reviewed, _ids(f.statements), _ids(f.against), _ids(f.figures)),
    ),
    CsvTable(
        "conflicts.csv",
        ("counts", "relation", "why", "figures"),
        lambda record: record.conflicts,
        lambda c: (c.counts, c.relation, c.why, _ids(c.figures)),
    ),
)  # fmt: skip
