"""Shared words: how many spliced passages are found, what else is found, and what it costs.

The splice test takes 300 passages of 12 to 50 words out of articles and puts each into another
article between two words: as it is, or with every word changed with a chance of 5 % or 12 % (a
third each another word, a word dropped, a word put in before it). A passage counts as found when
two spans of one returned passage cover at least 80 % of it, one in each of the two articles. Every
other returned pair is explained when the two spans really share a dozen words or more in order
(difflib, which is not what the search uses) that make up two thirds of the longer span.

Thresholds were chosen on generated texts and on the seeds 0 to 4; these are other seeds.
"""

from __future__ import annotations

import difflib
import itertools
import math
import re
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks._invented_news import open_newsroom, write_report
from benchmarks.report import outside_data, print_figure, print_not_measured
from holdfast.methods.corroboration.passages import ReportText, find_passages
from holdfast.methods.corroboration.record import Passage
from holdfast.methods.corroboration.spans import Span

SEEDS = (5, 6, 7, 8, 9)
PASSAGES = 300
RATES = {0.0: 0.97, 0.05: 0.95, 0.12: 0.88}
UNEXPLAINED_LIMIT = 0.10
COVERED = 0.80
SIZES = (1_000, 3_000, 10_000)
CPU_LIMIT_S = 20.0
EXPONENT_LIMIT = 1.2
MEMORY_LIMIT_MB = 500

_WORD = re.compile(r"\w+")

Place = tuple[str, Span]


@dataclass(frozen=True, slots=True)
class Splice:
    """A passage where it was taken and where it was put."""

    taken: Place
    put: Place


@dataclass(frozen=True, slots=True)
class Score:
    """What one splice test gave."""

    planted: int
    found: int
    others: int
    unexplained: int


def main() -> int:
    """Print every figure. Returns how many fall short."""
    short = 0
    for name, texts in _collections():
        if texts is None:
            short += print_not_measured(f"splices into {name}", "set HOLDFAST_BENCH_DATA")
            continue
        for rate, limit in RATES.items():
            short += _print_splices(name, texts, rate, limit)
        short += _print_reprints(name, texts)
    return short + _print_cost()


def _collections() -> Iterator[tuple[str, list[str] | None]]:
    chance = np.random.default_rng(20_170_401)
    room = open_newsroom(chance)
    yield "generated reports", [write_report(room, chance) for _ in range(200)]
    folder = outside_data("polnear-dev", "text")
    texts = None if folder is None else [p.read_text("utf-8") for p in sorted(folder.glob("*.txt"))]
    yield "news articles", texts


# ------------------------------------------------------------------------------------- splices


def _print_splices(name: str, texts: list[str], rate: float, limit: float) -> int:
    scores = [splice_test(texts, rate=rate, seed=seed) for seed in SEEDS]
    planted, found = sum(s.planted for s in scores), sum(s.found for s in scores)
    others, unexplained = sum(s.others for s in scores), sum(s.unexplained for s in scores)
    share = unexplained / max(1, others + found)
    label = f"{name}, {rate:.0%} of words changed"
    short = print_figure(
        f"{label}: found",
        f"{found / planted:.3f}",
        held_against=f"at least {limit} of {planted}",
        is_met=found >= limit * planted,
    )
    return short + print_figure(
        f"{label}: unexplained",
        f"{share:.3f}",
        held_against=f"at most {UNEXPLAINED_LIMIT} of {others + found} pairs",
        is_met=share <= UNEXPLAINED_LIMIT,
    )


def splice_test(texts: list[str], *, rate: float, seed: int) -> Score:
    """Splice, search, and compare."""
    chance = np.random.default_rng(seed)
    reports, splices = splice(texts, rate=rate, chance=chance)
    passages = find_passages([ReportText(report=r, text=t) for r, t in reports.items()])
    by_report: dict[str, list[tuple[Span, Passage]]] = {}
    for passage in passages:
        for place in passage.spans:
            by_report.setdefault(place.report, []).append((place.span, passage))
    found = sum(_is_found(one, by_report) for one in splices)
    others = unexplained = 0
    for passage in passages:
        for one, other in itertools.combinations(passage.spans, 2):
            pair = ((one.report, one.span), (other.report, other.span))
            if any(_is_of(pair, planted) for planted in splices):
                continue
            others += 1
            unexplained += not _is_explained(*(s.span.of(reports[s.report]) for s in (one, other)))
    return Score(planted=len(splices), found=found, others=others, unexplained=unexplained)


def splice(
    texts: list[str], *, rate: float, chance: np.random.Generator
) -> tuple[dict[str, str], list[Splice]]:
    """The texts with `PASSAGES` passages of each other put in, and where each stands."""
    words = [[Span(*m.span()) for m in _WORD.finditer(text)] for text in texts]
    vocabulary = [span.of(t) for t, spans in zip(texts, words, strict=True) for span in spans[::7]]
    taken = _choose_passages(words, chance)
    inserts: list[list[tuple[int, int, str]]] = [[] for _ in texts]  # offset, passage, words
    for number, (giver, span) in enumerate(taken):
        target = (giver + int(chance.integers(1, len(texts)))) % len(texts)
        offset = _free_offset(target, words[target], taken, chance)
        passage = _changed(span.of(texts[giver]), rate, vocabulary, chance)
        inserts[target].append((offset, number, passage))
    reports: dict[str, str] = {}
    put: dict[int, Place] = {}
    moved: dict[int, Place] = {}
    for index, text in enumerate(texts):
        name = f"{index:03d}"
        reports[name] = _assemble(name, text, sorted(inserts[index]), put)
        for number, (giver, span) in enumerate(taken):
            if giver == index:
                shift = sum(len(w) + 2 for offset, _, w in inserts[index] if offset <= span.start)
                moved[number] = (name, Span(span.start + shift, span.end + shift))
    return reports, [Splice(moved[number], put[number]) for number in range(len(taken))]


def _choose_passages(
    words: list[list[Span]], chance: np.random.Generator
) -> list[tuple[int, Span]]:
    taken: list[tuple[int, Span]] = []
    while len(taken) < PASSAGES:
        giver, size = int(chance.integers(len(words))), int(chance.integers(12, 51))
        if len(words[giver]) <= size:
            continue
        first = int(chance.integers(len(words[giver]) - size))
        span = Span(words[giver][first].start, words[giver][first + size - 1].end)
        if not any(giver == other and span.overlaps(held) for other, held in taken):
            taken.append((giver, span))
    return taken


def _free_offset(
    target: int, words: Sequence[Span], taken: list[tuple[int, Span]], chance: np.random.Generator
) -> int:
    while True:
        offset = words[int(chance.integers(len(words)))].start
        if not any(t == target and s.start < offset < s.end for t, s in taken):
            return offset


def _changed(passage: str, rate: float, vocabulary: list[str], chance: np.random.Generator) -> str:
    if not rate:
        return passage
    out: list[str] = []
    for word in passage.split():
        if chance.random() >= rate:
            out.append(word)
            continue
        other = vocabulary[int(chance.integers(len(vocabulary)))]
        out.extend(([other], [], [other, word])[int(chance.integers(3))])
    return " ".join(out)


def _assemble(
    name: str, text: str, inserts: list[tuple[int, int, str]], put: dict[int, Place]
) -> str:
    parts: list[str] = []
    length = last = 0
    for offset, number, words in inserts:
        parts += [text[last:offset], f"{words}. "]
        start = length + offset - last
        put[number] = (name, Span(start, start + len(words)))
        length, last = start + len(words) + 2, offset
    return "".join((*parts, text[last:]))


def _is_found(one: Splice, by_report: dict[str, list[tuple[Span, Passage]]]) -> bool:
    def covering(place: Place) -> set[str]:
        report, span = place
        needed = COVERED * (span.end - span.start)
        return {p.id for s, p in by_report.get(report, ()) if _common(s, span) >= needed}

    return bool(covering(one.taken) & covering(one.put))


def _is_of(pair: tuple[Place, Place], planted: Splice) -> bool:
    def touches(one: Place, other: Place) -> bool:
        return one[0] == other[0] and one[1].overlaps(other[1])

    return any(
        touches(one, planted.taken) and touches(other, planted.put)
        for one, other in (pair, pair[::-1])
    )


def _common(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _is_explained(one: str, other: str) -> bool:
    left, right = (_WORD.findall(text.casefold()) for text in (one, other))
    blocks = difflib.SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    shared = sum(block.size for block in blocks)
    return shared >= 12 and shared >= 2 / 3 * max(len(left), len(right))


# ------------------------------------------------------------------------------------ reprints


def _print_reprints(name: str, texts: list[str]) -> int:
    """Every article reprinted under another name, cut to its first, middle or last third."""
    reports = {f"{number:03d}": text for number, text in enumerate(texts)}
    cuts: dict[str, Span] = {}
    for number, text in enumerate(texts):
        third = len(text) // 3
        cuts[f"{number:03d}"] = Span(third * (number % 3), third * (number % 3) + third)
    reprints = {f"{r}-cut": cut.of(reports[r]) for r, cut in cuts.items()}
    passages = find_passages(
        [ReportText(report=r, text=t) for r, t in (reports | reprints).items()]
    )
    found = {
        place.report
        for passage in passages
        for place in passage.spans
        if place.report.endswith("-cut")
        and place.span.end - place.span.start >= COVERED * len(reprints[place.report])
        and any(other.report == place.report.removesuffix("-cut") for other in passage.spans)
    }
    return print_figure(
        f"{name}, reprints cut to a third: found",
        f"{len(found)} of {len(reprints)}",
        held_against="all",
        is_met=len(found) == len(reprints),
    )


# ---------------------------------------------------------------------------------------- cost


def _print_cost() -> int:
    """CPU seconds of one core on generated reports, one in five with a passage of another."""
    chance = np.random.default_rng(2026)
    room = open_newsroom(chance)
    texts = [write_report(room, chance) for _ in range(max(SIZES))]
    for number in range(0, len(texts), 5):
        giver = texts[int(chance.integers(len(texts)))]
        start = int(chance.integers(len(giver) // 2))
        texts[number] += " " + giver[start : start + 400]
    reports = [ReportText(report=f"{n:05d}", text=text) for n, text in enumerate(texts)]
    before_mb = _peak_mb()
    seconds = [_cpu_seconds(reports[:size]) for size in SIZES]
    growth_mb = _peak_mb() - before_mb
    for size, taken in zip(SIZES, seconds, strict=True):
        print_figure(f"generated reports, {size}: CPU seconds", f"{taken:.2f}")
    exponent = math.log(seconds[-1] / seconds[0]) / math.log(SIZES[-1] / SIZES[0])
    copies = [ReportText(report=f"{n:05d}", text=texts[0]) for n in range(SIZES[-1])]
    dated = [ReportText(report=f"{n:05d}", text=f"{n} {texts[0]}") for n in range(SIZES[-1])]
    return (
        _print_seconds("10,000 reports: CPU seconds", seconds[-1])
        + print_figure(
            "10,000 reports: memory beside the texts, MB",
            f"{growth_mb:.0f}",
            held_against=f"at most {MEMORY_LIMIT_MB}",
            is_met=growth_mb <= MEMORY_LIMIT_MB,
        )
        + print_figure(
            "fitted exponent, 1,000 to 10,000",
            f"{exponent:.2f}",
            held_against=f"at most {EXPONENT_LIMIT}",
            is_met=exponent <= EXPONENT_LIMIT,
        )
        + _print_seconds("10,000 equal reports: CPU seconds", _cpu_seconds(copies))
        + _print_seconds("10,000 nearly equal reports: CPU seconds", _cpu_seconds(dated))
    )


def _print_seconds(name: str, seconds: float) -> int:
    return print_figure(
        name,
        f"{seconds:.1f}",
        held_against=f"at most {CPU_LIMIT_S:.0f}",
        is_met=seconds <= CPU_LIMIT_S,
    )


def _cpu_seconds(reports: Sequence[ReportText]) -> float:
    start = time.process_time()
    find_passages(reports)
    return time.process_time() - start


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    raise SystemExit(main())
