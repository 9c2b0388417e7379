"""The result as other programs read it (`holdfast-estimate/1`).

The field names and their meaning are a contract, described in `docs/guide/estimate.md`.

Invariants:
- `estimate` is there exactly where the verdict is "usable"; a refused number stands only under
  `diagnostics.modes`.
- Infinite or missing numbers are written as null, never as words or zero.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import msgspec
import numpy as np

from .diagnostics import Mode
from .outcome import LEVEL, Interval, Method, Outcome, Setting
from .sensitivity import Change, SensitivityRow
from .strata import Strata
from .table import CaptureTable
from .verdict import ASSUMPTIONS, COVERAGE_SOURCE, KNOWN_COVERAGE, Standing, Verdict

FORMAT = "holdfast-estimate/1"
_BINS = 80
_TRACE_POINTS = 500


class TableEntry(msgspec.Struct, frozen=True, kw_only=True):
    """The table: list names and how many people were seen."""

    lists: tuple[str, ...]
    seen: int
    remarks: tuple[str, ...] = ()


class EstimateEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A number that may be used."""

    median: float
    low: float
    high: float
    level: float = LEVEL


class ModeEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One of the answers the data allow."""

    name: str
    median: float
    low: float
    high: float
    share: float


class DiagnosticsEntry(msgspec.Struct, frozen=True, kw_only=True):
    """How far the number can be trusted; null where a method has no chains."""

    rhat: float | None
    ess_bulk: float | None
    ess_tail: float | None
    chains: int | None
    seconds: float
    modes: tuple[ModeEntry, ...]
    assumption: str
    known_coverage: str


class MethodEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One method's answer."""

    method: Method
    settings: dict[str, Setting]
    estimate: EstimateEntry | None
    verdict: Standing
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]
    diagnostics: DiagnosticsEntry


class SensitivityEntry(msgspec.Struct, frozen=True, kw_only=True):
    """The estimate when one thing is changed; numbers are null where none exists."""

    method: Method
    kind: Change
    change: str
    median: float | None
    low: float | None
    high: float | None
    note: str


class StratumEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One stratum, alone and pooled with the others."""

    name: str
    seen: int
    alone: EstimateEntry
    pooled: EstimateEntry
    rhat: float


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Everything `holdfast estimate` says, in the order it is written."""

    format: str = FORMAT
    table: TableEntry
    methods: tuple[MethodEntry, ...]
    sensitivity: tuple[SensitivityEntry, ...]
    strata: tuple[StratumEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Plot:
    """What a picture of one method needs: a histogram of N and thinned traces."""

    method: Method
    edges: tuple[float, ...]
    heights: tuple[int, ...]
    traces: tuple[tuple[float, ...], ...]


def method_entry(outcome: Outcome, verdict: Verdict) -> MethodEntry:
    """One method's outcome under its verdict."""
    interval = outcome.interval if verdict.is_usable else None
    found = outcome.convergence
    return MethodEntry(
        method=outcome.method,
        settings=outcome.settings,
        estimate=None if interval is None else estimate_entry(interval),
        verdict=verdict.standing,
        reasons=verdict.reasons,
        cautions=verdict.cautions,
        diagnostics=DiagnosticsEntry(
            rhat=None if found is None else _finite(found.rhat, 4),
            ess_bulk=None if found is None else _finite(found.ess_bulk, 1),
            ess_tail=None if found is None else _finite(found.ess_tail, 1),
            chains=None if found is None else found.chains,
            seconds=round(outcome.seconds, 3),
            modes=tuple(_mode_entry(mode) for mode in outcome.modes),
            assumption=ASSUMPTIONS[outcome.method],
            known_coverage=f"{KNOWN_COVERAGE[outcome.method]} ({COVERAGE_SOURCE}).",
        ),
    )


def table_entry(table: CaptureTable) -> TableEntry:
    """The table as the report names it."""
    return TableEntry(lists=table.lists, seen=table.seen, remarks=table.remarks)


def estimate_entry(interval: Interval) -> EstimateEntry:
    """An interval, rounded to a tenth of a person."""
    return EstimateEntry(
        median=round(interval.median, 1),
        low=round(interval.low, 1),
        high=round(interval.high, 1),
        level=interval.level,
    )


def sensitivity_entry(row: SensitivityRow) -> SensitivityEntry:
    """One row of the sensitivity table."""
    interval = row.interval
    return SensitivityEntry(
        method=row.method,
        kind=row.kind,
        change=row.change,
        median=None if interval is None else _finite(interval.median, 1),
        low=None if interval is None else _finite(interval.low, 1),
        high=None if interval is None else _finite(interval.high, 1),
        note=row.note,
    )


def strata_entries(strata: Strata) -> tuple[StratumEntry, ...]:
    """Each stratum, then the sum of all under the name `(all)`."""
    each = tuple(
        StratumEntry(
            name=stratum.name,
            seen=stratum.seen,
            alone=estimate_entry(stratum.alone),
            pooled=estimate_entry(stratum.pooled),
            rhat=round(stratum.rhat, 4),
        )
        for stratum in strata.strata
    )
    whole = StratumEntry(
        name="(all)",
        seen=sum(stratum.seen for stratum in strata.strata),
        alone=estimate_entry(strata.total),
        pooled=estimate_entry(strata.pooled_total),
        rhat=max(stratum.rhat for stratum in strata.strata),
    )
    return (*each, whole)


def plot_of(outcome: Outcome) -> Plot | None:
    """The data of one method's picture, on log-spaced bins; None where there are no draws."""
    kept = outcome.draws[np.isfinite(outcome.draws)]
    if kept.size == 0:
        return None
    low, high = np.quantile(kept, [0.001, 0.999])
    edges = np.geomspace(max(low, 1.0), max(high, low + 1.0), _BINS + 1)
    heights, _ = np.histogram(kept, bins=edges)
    traces: tuple[tuple[float, ...], ...] = ()
    if outcome.traces is not None:
        step = max(1, outcome.traces.shape[1] // _TRACE_POINTS)
        traces = tuple(tuple(float(n) for n in chain[::step]) for chain in outcome.traces)
    return Plot(outcome.method, tuple(map(float, edges)), tuple(map(int, heights)), traces)


def to_json(report: Report) -> bytes:
    """The report as indented UTF-8 JSON."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2)


def _mode_entry(mode: Mode) -> ModeEntry:
    return ModeEntry(
        name=mode.name,
        median=round(mode.median, 1),
        low=round(mode.low, 1),
        high=round(mode.high, 1),
        share=round(mode.share, 4),
    )


def _finite(value: float, digits: int) -> float | None:
    return round(value, digits) if math.isfinite(value) else None
