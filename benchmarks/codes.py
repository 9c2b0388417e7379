"""Right, wrong and malformed codes through the socket of a real door: does its time tell them apart?

Every try is a whole Argon2id, so that 5,000 of each take most of an hour. HOLDFAST_CODES_EACH says
how many of each (300 where it is not set); HOLDFAST_CODES_KEPT names a file in which the times are
kept, so that a run that was stopped is continued by the next. The kinds come in random order within
each round, so that what drifts on the machine drifts for all.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random  # noqa: TID251  (no secret comes from it)
from statistics import median
from typing import TextIO

from benchmarks.door import Browser, Desk, door
from benchmarks.keyring import stand
from benchmarks.report import print_figure

EACH = int(os.environ.get("HOLDFAST_CODES_EACH", "300"))
ENOUGH = 5_000  # of each, for the limits to mean something
KEPT = os.environ.get("HOLDFAST_CODES_KEPT", "")
MOST_APART, LEAST_AREA, MOST_AREA = 0.02, 0.48, 0.52
ANSWER = "Is there a door to the yard? Answer yes or no, and nothing else. " * 5
MALFORMED = ("no code at all", "", "1234 5678", "word " * 8, "x" * 399)
_ORDER = Random()
PAIRS = (("right", "wrong"), ("right", "malformed"), ("wrong", "malformed"))


@dataclass(frozen=True, slots=True)
class Typed:
    """One try: what kind of code it is, in words for the figures, and what is typed."""

    kind: str
    code: str


def main() -> int:
    """Print the medians and the areas beside their limits. Returns how many fell short."""
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as folder:
        site = Path(folder) / "site"
        stand(site)
        desk = Desk()
        with door(site / "intake") as served:
            took = _tried(served.port, desk)
    return _told(took)


def _tried(port: int, desk: Desk) -> dict[str, list[float]]:
    browser = Browser(port)
    codes = _right_codes(port, desk)
    took: dict[str, list[float]] = {"right": [], "wrong": [], "malformed": []}
    with Path(KEPT or os.devnull).open("a+", encoding="utf-8") as file:
        _add_kept(took, file)
        for number in range(len(took["right"]), EACH):
            for one in _round(codes, number):
                browser.send("/code", code=one.code)
                took[one.kind].append(browser.took[-1])
            print(json.dumps({kind: found[-1] for kind, found in took.items()}), file=file)
            file.flush()
    return took


def _right_codes(port: int, desk: Desk) -> list[str]:
    """Two codes that open something: one mailbox with two answers, one with nothing to read."""
    codes = []
    for answers in (2, 0):
        browser = Browser(port)
        codes.append(browser.submit())
        desk.answer_all(ANSWER, times=answers)
    return codes


def _round(codes: Sequence[str], number: int) -> Iterator[Typed]:
    from holdfast.apps.keyring import contactcodes  # noqa: PLC0415

    tries = [
        Typed("right", codes[number % len(codes)]),
        Typed("wrong", contactcodes.digits(contactcodes.new_code())),
        Typed("malformed", MALFORMED[number % len(MALFORMED)]),
    ]
    _ORDER.shuffle(tries)
    yield from tries


def _add_kept(took: dict[str, list[float]], file: TextIO) -> None:
    """Add what a run before has kept."""
    file.seek(0)
    for line in file:
        for kind, seconds in json.loads(line).items():
            took[kind].append(seconds)


# ------------------------------------------------------------ what the times tell


def _told(took: dict[str, list[float]]) -> int:
    count = len(took["right"])
    means_something = count >= ENOUGH
    middles = {kind: median(found) for kind, found in took.items()}
    for kind, middle in middles.items():
        print_figure(f"a {kind} code, median of {count:,}", f"{middle * 1e3:.2f} ms")
    apart = max(middles.values()) / min(middles.values()) - 1
    short = _held("medians apart by", f"{apart:.2%}", "at most 2%", is_met=apart <= MOST_APART)
    for one, other in PAIRS:
        area, off = area_of(took[one], took[other])
        short += _held(
            f"{one} told from {other}, AUC",
            f"{area:.4f} (95%: {area - off:.4f} to {area + off:.4f})",
            "0.48 to 0.52",
            is_met=LEAST_AREA <= area <= MOST_AREA,
        )
    unread, read = took["right"][1::2], took["right"][::2]
    area, off = area_of(unread, read)
    print_figure(
        "answers to read told from none, AUC",
        f"{area:.4f} (95%: {area - off:.4f} to {area + off:.4f})",
    )
    return short if means_something else 0  # of so few, a figure beyond the limit says nothing


def _held(label: str, figure: str, limit: str, *, is_met: bool) -> int:
    return print_figure(label, figure, held_against=f"{limit} (of 5,000 each)", is_met=is_met)


def area_of(ones: Sequence[float], others: Sequence[float]) -> tuple[float, float]:
    """How often one of the first took longer than one of the others, and half the width of its 95%
    interval. Source: Hanley and McNeil, Radiology 143 (1982), 29-36."""
    from scipy.stats import rankdata  # noqa: PLC0415

    n, m = len(ones), len(others)
    ranks = rankdata([*ones, *others])
    area = float((ranks[:n].sum() - n * (n + 1) / 2) / (n * m))
    both, either = area / (2 - area), 2 * area**2 / (1 + area)
    spread = area * (1 - area) + (n - 1) * (both - area**2) + (m - 1) * (either - area**2)
    return area, 1.96 * (spread / (n * m)) ** 0.5


if __name__ == "__main__":
    sys.exit(main())
