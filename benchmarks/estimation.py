"""Estimates held against published figures, and how fast the sampler mixes.

The tables come through `HOLDFAST_BENCH_DATA` (folder `mse`). The Kosovo figures are those of long
runs of the R packages LCMCR and dga; the others are in the papers that printed the tables.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.report import outside_data, print_figure, print_not_measured
from holdfast.methods.estimation import (
    CaptureTable,
    DecomposableSettings,
    Interval,
    LatentClassSettings,
    decomposable,
    latent_class,
    log_linear,
    read_table,
    stepwise,
)

_KOSOVO = "kosovo_1999_killings_4lists"
_DELTAS = {
    1 / 16: (12_595, 9_827, 16_544),
    0.5: (11_323, 4_500, 14_486),
    1.0: (4_617, 4_408, 6_860),
}
_BIC = {_KOSOVO: 10_356.5, "sparsemse_UKdat_5": 25_311, "sparsemse_Ned_5": 148_789}
_STEPWISE = {
    "sparsemse_UKdat": 11_418,
    "sparsemse_Western": 2_483,
    "sparsemse_NewOrl": 1_184,
    "sparsemse_Ned": 111_139,
}
_REFUSED = ("sparsemse_UKdat_5", "sparsemse_Ned_5")


def main() -> int:
    """Print every figure; returns how many fall short."""
    folder = outside_data("mse")
    if folder is None:
        return print_not_measured("estimates", "HOLDFAST_BENCH_DATA names no folder with mse/")
    kosovo = _table(folder, _KOSOVO)
    short = _latent_class_on_kosovo(kosovo)
    short += _decomposable_on_kosovo(kosovo)
    short += sum(_by_bic(folder, name, known) for name, known in _BIC.items())
    short += sum(_by_steps(folder, name, known) for name, known in _STEPWISE.items())
    short += sum(_refusal(folder, name) for name in _REFUSED)
    return short + _no_estimate(_table(folder, "sparsemse_Artificial_3"))


def _table(folder: Path, name: str) -> CaptureTable:
    return read_table(folder / f"{name}.csv")


def _latent_class_on_kosovo(kosovo: CaptureTable) -> int:
    settings = LatentClassSettings(chains=4)
    outcome = latent_class(kosovo, seed=1, settings=settings)
    found, interval = outcome.convergence, outcome.interval
    assert found is not None
    assert interval is not None
    rate = found.ess_bulk / outcome.seconds
    return sum(
        [
            _within("Kosovo, latent classes, median", interval.median, 10_396, 0.015),
            _within("Kosovo, latent classes, lower end", interval.low, 9_020, 0.03),
            _within("Kosovo, latent classes, upper end", interval.high, 13_649, 0.03),
            print_figure(
                f"Kosovo, effective draws a second (4 chains, {found.ess_bulk:,.0f} bulk)",
                f"{rate:,.0f}",
                held_against="at least 500, aim 1,000; R 60-140",
                is_met=rate >= 500,
            ),
            print_figure(
                "Kosovo, R-hat at which that was reached",
                f"{found.rhat:.4f}",
                held_against="at most 1.01",
                is_met=found.rhat <= 1.01,
            ),
        ]
    )


def _decomposable_on_kosovo(kosovo: CaptureTable) -> int:
    short = 0
    for delta, (median, low, high) in _DELTAS.items():
        settings = DecomposableSettings(delta=delta, most_missing=22_000)
        interval = decomposable(kosovo, settings=settings).interval
        assert interval is not None
        short += print_figure(
            f"Kosovo, decomposable, delta {delta:g}",
            _words(interval),
            held_against=f"{median:,} [{low:,}-{high:,}]",
            is_met=(interval.median, interval.low, interval.high) == (median, low, high),
        )
    return short


def _by_bic(folder: Path, name: str, known: float) -> int:
    interval = log_linear(_table(folder, name), seed=1, replicates=100).interval
    assert interval is not None
    return _within(f"{name}, log-linear by BIC", interval.median, known, 1e-4)


def _by_steps(folder: Path, name: str, known: float) -> int:
    interval = stepwise(_table(folder, name), seed=1).interval
    assert interval is not None
    return _within(f"{name}, log-linear stepwise", interval.median, known, 5e-4)


def _refusal(folder: Path, name: str) -> int:
    outcome = latent_class(_table(folder, name), seed=1)
    found = outcome.convergence
    assert found is not None
    scouts = outcome.settings["scouts_rhat"]
    modes = ", ".join(mode.name for mode in outcome.modes)
    return print_figure(
        f"{name}, latent classes refused",
        f"R-hat {found.rhat:.3f}, plain {scouts}",
        held_against=f"several modes: {modes}",
        is_met=bool(outcome.doubts),
    )


def _no_estimate(table: CaptureTable) -> int:
    outcome = log_linear(table, seed=1)
    return print_figure(
        "sparsemse_Artificial_3, maximum likelihood",
        "none" if outcome.interval is None else _words(outcome.interval),
        held_against="does not exist",
        is_met=outcome.interval is None,
    )


def _within(name: str, value: float, known: float, share: float) -> int:
    return print_figure(
        name,
        f"{value:,.1f}",
        held_against=f"{known:,.1f} within {share:.2%}",
        is_met=abs(value / known - 1.0) <= share,
    )


def _words(interval: Interval) -> str:
    return f"{interval.median:,.0f} [{interval.low:,.0f}-{interval.high:,.0f}]"
