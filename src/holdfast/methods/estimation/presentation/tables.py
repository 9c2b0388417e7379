"""The estimate as CSV tables, for spreadsheets and other programs.

Invariants:
- UTF-8, comma, CRLF (RFC 4180), one header line; the columns are a contract, described in
  `docs/guide/estimate.md`. Cells are those of `rendering.cells`.
- A refused method has empty cells where its numbers would stand.
- `captures.csv` can be given to `holdfast estimate` again.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from holdfast.methods.estimation.report import Report
from holdfast.methods.estimation.table import CaptureTable
from holdfast.rendering.cells import Value, cell

_ESTIMATES = (
    "method", "verdict", "median", "low", "high", "level", "reasons", "cautions", "assumption",
    "known_coverage",
)  # fmt: skip
_SENSITIVITY = ("method", "kind", "change", "median", "low", "high", "note")
_STRATA = (
    "name", "seen", "alone_median", "alone_low", "alone_high", "pooled_median", "pooled_low",
    "pooled_high", "rhat",
)  # fmt: skip


def write_tables(table: CaptureTable, report: Report, out: Path) -> None:
    """Write estimates, sensitivity, captures, and strata where there are any. Raises OSError."""
    _write(out / "estimates.csv", _ESTIMATES, _estimates(report))
    _write(out / "sensitivity.csv", _SENSITIVITY, _sensitivity(report))
    _write(out / "captures.csv", (*table.lists, "count"), _captures(table))
    if report.strata:
        _write(out / "strata.csv", _STRATA, _strata(report))


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([cell(name) for name in columns])
        writer.writerows([cell(value) for value in row] for row in rows)


def _estimates(report: Report) -> Iterable[Sequence[Value]]:
    for entry in report.methods:
        kept, found = entry.estimate, entry.diagnostics
        numbers: tuple[Value, ...] = (None,) * 4
        if kept is not None:
            numbers = (kept.median, kept.low, kept.high, kept.level)
        yield (
            entry.method, entry.verdict, *numbers, " ".join(entry.reasons),
            " ".join(entry.cautions), found.assumption, found.known_coverage,
        )  # fmt: skip


def _sensitivity(report: Report) -> Iterable[Sequence[Value]]:
    for row in report.sensitivity:
        yield row.method, row.kind, row.change, row.median, row.low, row.high, row.note


def _captures(table: CaptureTable) -> Iterable[Sequence[Value]]:
    for history, count in zip(table.histories, table.counts, strict=True):
        yield *history, count


def _strata(report: Report) -> Iterable[Sequence[Value]]:
    for entry in report.strata:
        alone, pooled = entry.alone, entry.pooled
        yield (
            entry.name, entry.seen, alone.median, alone.low, alone.high, pooled.median,
            pooled.low, pooled.high, entry.rhat,
        )  # fmt: skip
