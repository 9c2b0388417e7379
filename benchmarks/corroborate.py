"""The whole of `holdfast corroborate`: time, memory, growth.

10,000 invented reports of about 3,000 characters on two cores: reading, analysis, JSON and CSV in
at most 90 s and 1.5 GB; cost grows no faster than n^1.2 from 1,000 on. Time and memory are asked as
well of 10,000 reports put together from a small pool of paragraphs. Pages are timed apart, on 1,000.
Memory is the largest size of the whole tree of processes in RAM, sampled five times a second; what
forked processes share is counted once (Linux: proportional set size).

Each figure is printed as soon as it is known, and a run that takes longer than `_PATIENCE` is ended
and counts as not met. Other work on the machine makes seconds longer: beside them stand the
seconds of processor that all processes took together, and how long a fixed loop took just before.
"""

from __future__ import annotations

import itertools
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks._invented_reports import invented_reports, resampled_reports
from benchmarks.report import print_figure, print_not_measured

_SIZES = (1_000, 3_000, 10_000)
_PATIENCE = 150.0  # seconds


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took; infinite seconds where it was not waited for."""

    seconds: float
    processor_seconds: float
    loop_seconds: float
    peak_gb: float

    @property
    def is_finished(self) -> bool:
        """Whether the run came to its end."""
        return self.seconds < float("inf")

    def __str__(self) -> str:
        if not self.is_finished:
            return f"not finished in {_PATIENCE:.0f} s; loop {self.loop_seconds:.3f} s"
        return (
            f"{self.seconds:.1f} s; processor {self.processor_seconds:.1f} s, "
            f"loop {self.loop_seconds:.3f} s"
        )


def main() -> int:
    """Print the figures; returns how many fell short."""
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as folder:
        reports, out = Path(folder) / "reports", Path(folder) / "out"
        reports.mkdir()
        costs = {}
        texts = enumerate(invented_reports(max(_SIZES)))
        for size, more in zip(_SIZES, np.diff(_SIZES, prepend=0).tolist(), strict=True):
            _write(reports, itertools.islice(texts, more))
            costs[size] = _run(reports, out, "--no-pages")
            print_figure(f"{size:,} reports to JSON and CSV", str(costs[size]))
            if size == min(_SIZES):
                _print_pages(costs[size], _run(reports, Path(folder) / "pages"))
        short = _print_limits("10,000 reports", costs[max(_SIZES)]) + _print_growth(costs)
        _write(reports, enumerate(resampled_reports(max(_SIZES))))
        resampled = _run(reports, out, "--no-pages")
        return short + _print_limits("10,000 reports resampled from 500 paragraphs", resampled)


def _write(reports: Path, texts: Iterable[tuple[int, str]]) -> None:
    for number, text in texts:
        (reports / f"{number:05d}.txt").write_text(text, "utf-8")


def _print_pages(without: Cost, with_pages: Cost) -> None:
    what = f"pages and PDF of {min(_SIZES):,} reports"
    if without.is_finished and with_pages.is_finished:
        print_figure(what, f"{with_pages.seconds - without.seconds:.1f} s more")
    else:
        print_not_measured(what, str(with_pages))


def _print_growth(costs: dict[int, Cost]) -> int:
    """How processor seconds grow: other work on the machine disturbs them least."""
    spent = {size: cost.processor_seconds for size, cost in costs.items() if cost.is_finished}
    if len(spent) < 2:
        return print_not_measured("growth exponent", "too few runs were finished")
    exponent = np.polyfit(np.log(list(spent)), np.log(list(spent.values())), 1)[0]
    return print_figure(
        f"growth exponent from {min(spent):,} to {max(spent):,}",
        f"{exponent:.2f}",
        held_against="at most 1.2 up to 10,000",
        is_met=bool(exponent <= 1.2) and max(spent) == max(_SIZES),
    )


def _print_limits(what: str, cost: Cost) -> int:
    short = print_figure(
        f"{what}: seconds",
        str(cost),
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
    loop = _loop_seconds()
    began, spent = time.perf_counter(), _processor_seconds()
    process = subprocess.Popen(
        [*command, *options, "--quiet", "--json"],
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    peak = [0]
    watcher = threading.Thread(target=_watch, args=(process, peak), daemon=True)
    watcher.start()
    try:
        code = process.wait(_PATIENCE)
        seconds = time.perf_counter() - began
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)  # with the processes that it started
        process.wait()
        code, seconds = 0, float("inf")
    watcher.join()
    if code not in (0, 1):
        raise RuntimeError(f"corroborate ended with code {code}")
    return Cost(seconds, _processor_seconds() - spent, loop, peak[0] / 1e9)


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _loop_seconds() -> float:
    """How long a fixed piece of work takes: the best of five."""
    return min(_one_loop() for _ in range(5))


def _one_loop() -> float:
    began = time.perf_counter()
    total = 0
    for number in range(1_000_000):
        total += number * number % 7
    return time.perf_counter() - began


def _watch(process: subprocess.Popen[bytes], peak: list[int]) -> None:
    while process.poll() is None:
        family = [process.pid, *_children(process.pid)]
        peak[0] = max(peak[0], sum(_held_bytes(pid) for pid in family))
        time.sleep(0.2)


def _children(pid: int) -> list[int]:
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [child for name in listed for child in (int(name), *_children(int(name)))]


def _held_bytes(pid: int) -> int:
    """The process's part of RAM, shared pages by their number of holders; 0 for one that is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
