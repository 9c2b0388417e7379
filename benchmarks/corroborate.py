"""The whole of `holdfast corroborate`: time, memory, growth.

10,000 invented reports of about 3,000 characters on two cores: reading, analysis, JSON and CSV in
at most 90 s and 1.5 GB; pages are timed apart; cost grows no faster than n^1.2 from 1,000 on. Time
and memory are asked as well of 10,000 reports put together from a small pool of paragraphs.
Memory is the largest resident size of the whole tree of processes, sampled five times a second.
"""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks._invented_reports import invented_reports, resampled_reports
from benchmarks.report import print_figure

_SIZES = (1_000, 3_000, 10_000)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took."""

    seconds: float
    peak_gb: float


def main() -> int:
    """Print the figures; returns how many fell short."""
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as folder:
        reports = Path(folder) / "reports"
        reports.mkdir()
        costs = {}
        written = 0
        texts = invented_reports(max(_SIZES))
        for size in _SIZES:
            for text in itertools.islice(texts, size - written):
                (reports / f"{written:05d}.txt").write_text(text, "utf-8")
                written += 1
            costs[size] = _run(reports, Path(folder) / "out", "--no-pages")
        short = _print(costs, _run(reports, Path(folder) / "pages"))
        for number, text in enumerate(resampled_reports(max(_SIZES))):
            (reports / f"{number:05d}.txt").write_text(text, "utf-8")
        return short + _print_resampled(_run(reports, Path(folder) / "out", "--no-pages"))


def _print(costs: dict[int, Cost], with_pages: Cost) -> int:
    largest = costs[_SIZES[-1]]
    exponent = np.polyfit(np.log(list(costs)), np.log([c.seconds for c in costs.values()]), 1)[0]
    for size, cost in costs.items():
        print_figure(f"{size:,} reports to JSON and CSV", f"{cost.seconds:.1f} s")
    short = _print_limits("10,000 reports", largest)
    short += print_figure(
        "growth exponent from 1,000 to 10,000",
        f"{exponent:.2f}",
        held_against="at most 1.2",
        is_met=exponent <= 1.2,
    )
    print_figure("pages and PDF of 10,000 reports", f"{with_pages.seconds - largest.seconds:.1f} s")
    return short


def _print_resampled(cost: Cost) -> int:
    return _print_limits("10,000 reports resampled from 500 paragraphs", cost)


def _print_limits(what: str, cost: Cost) -> int:
    short = print_figure(
        f"{what}: seconds",
        f"{cost.seconds:.1f} s",
        held_against="at most 90 s on two cores",
        is_met=cost.seconds <= 90,
    )
    return short + print_figure(
        f"{what}: memory",
        f"{cost.peak_gb:.2f} GB",
        held_against="at most 1.5 GB",
        is_met=cost.peak_gb <= 1.5,
    )


def _run(reports: Path, out: Path, *options: str) -> Cost:
    command = [sys.executable, "-m", "holdfast", "corroborate", str(reports), "-o", str(out)]
    began = time.perf_counter()
    process = subprocess.Popen([*command, *options, "--quiet", "--json"], stdout=subprocess.DEVNULL)
    peak = [0]
    watcher = threading.Thread(target=_watch, args=(process, peak), daemon=True)
    watcher.start()
    code = process.wait()
    seconds = time.perf_counter() - began
    watcher.join()
    if code not in (0, 1):
        raise RuntimeError(f"corroborate ended with code {code}")
    return Cost(seconds, peak[0] / 1e9)


def _watch(process: subprocess.Popen[bytes], peak: list[int]) -> None:
    page = os.sysconf("SC_PAGE_SIZE")
    while process.poll() is None:
        family = [process.pid, *_children(process.pid)]
        peak[0] = max(peak[0], sum(_resident(pid) for pid in family) * page)
        time.sleep(0.2)


def _children(pid: int) -> list[int]:
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [child for name in listed for child in (int(name), *_children(int(name)))]


def _resident(pid: int) -> int:
    """Resident pages not shared with other processes, 0 for one that is gone."""
    try:
        _, resident, shared, *_ = Path(f"/proc/{pid}/statm").read_text().split()
    except OSError:
        return 0
    return int(resident) - int(shared)
