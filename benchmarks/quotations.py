"""Quotations and their speakers on PolNeAR's development split (no data licence: measuring only).

What is counted:
- Where a text has several annotators, the first file by name is used; the figures over all files
  are printed beside it.
- Texts are read as `corroborate` reads them, with the page's furniture left out.
- Gold direct quotations are Content spans that stand in quotation marks, whatever the order of
  their parts and whether the marks are inside the span or just outside; one with words of its own
  outside the marks ("`in cells` of the old depot") does not stand in them. Found: of the code points
  of the content less its marks and of the best direct utterance together, both share at least 0.8.
  Precise: a direct utterance lies inside one annotated content, its marks included. A quotation
  interrupted by its attribution is one utterance: where the annotator made two contents of it, it
  is missed and imprecise.
- A speaker is right where its words overlap the head of the annotated Source; where the words are a
  pronoun on either side, or nobody is named there, any mention of the same voice counts.
- The kinds of error on this split were looked at while the rules were written, so the figures are
  those of a development set; nothing was fitted to it by a machine.
- Gold indirect contents are all others; found at 0.5; precision counts an utterance that shares 0.5
  with any annotated content.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.report import outside_data, print_figure, print_not_measured
from holdfast.methods.corroboration.document import Document, Utterance
from holdfast.methods.corroboration.prose import read_prose
from holdfast.methods.corroboration.reading import read_file
from holdfast.methods.corroboration.record import Form
from holdfast.methods.corroboration.speech import Speech, read_speech

_MARKS = "\"“”„'‘’«»` \u00a0"
_HEAD_STOPS = re.compile(r"[,(]|\s(?:of|for|from|at|with|in|on|to|who|that|which|and)\s")
Points = frozenset[int]


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated attribution: its content less its marks, the whole of it, and its source."""

    content: Points
    whole: Points
    source: Points
    head: Points
    is_direct: bool


@dataclass(slots=True)
class Tally:
    """What was counted so far."""

    gold: int = 0
    found: int = 0
    given: int = 0
    precise: int = 0
    speakers: int = 0
    speakers_right: int = 0
    indirect_gold: int = 0
    indirect_found: int = 0
    indirect_given: int = 0
    indirect_precise: int = 0
    failures: list[str] = field(default_factory=list)


def _spans(field_text: str) -> list[tuple[int, int]]:
    return [tuple(map(int, part.split())) for part in field_text.split(";")]  # type: ignore[misc]


def _annotations(path: Path, text: str) -> Iterator[Gold]:
    things: dict[str, list[tuple[int, int]]] = {}
    events: list[dict[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            things[name] = _spans(rest.split("\t")[0].split(" ", 1)[1])
        elif name.startswith("E"):
            events.append(
                {a.rstrip("0123456789"): t for a, t in (p.split(":") for p in rest.split())}
            )
    for event in events:
        if "Content" in event:
            yield _gold(text, things[event["Content"]], things.get(event.get("Source", ""), []))


def _gold(text: str, content: list[tuple[int, int]], source: list[tuple[int, int]]) -> Gold:
    parts = _joined(text, sorted(content))
    inner = frozenset(p for a, b in parts for p in _bare(text, a, b))
    whole = frozenset(p for a, b in parts for p in range(a, b))
    points = frozenset(p for a, b in source for p in range(a, b))
    return Gold(inner, whole, points, _head(text, source), _is_in_marks(text, parts))


_OPENS = re.compile(r"\s*(?:[\"“”‘’'«„]|``)")
_CLOSES = re.compile(r"[\"“”’'»][\s.,]*$")
_OUTSIDE = re.compile(r"(?:[”»]|(?<=\w)[.,!?]?\"|''(?= ))([^“”«»\"]*?\w[^“”«»\"]*?)(?:[“«\"]|\0)")
_BROKEN_OFF = "\0"  # ends a part that an attribution follows


def _is_in_marks(text: str, parts: list[tuple[int, int]]) -> bool:
    """Whether marks stand at both ends, or just outside, and no words outside them in between."""
    start, end = parts[0][0], parts[-1][1]
    opens = _OPENS.match(text, start) or _OPENS.fullmatch(text[max(0, start - 1) : start])
    closes = _CLOSES.search(text[start:end]) or _CLOSES.fullmatch(text[end : end + 1])
    *broken, last = (text[first + 2 : until] for first, until in parts)
    within = [*(part + _BROKEN_OFF for part in broken), last[:-1]]
    return bool(opens and closes) and not any(map(_OUTSIDE.search, within))


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Parts between which only spaces and marks stand are one part (a paragraph's break)."""
    out = [spans[0]]
    for start, end in spans[1:]:
        between = text[out[-1][1] : start]
        if start >= out[-1][1] and all(c.isspace() for c in between):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _bare(text: str, start: int, end: int) -> range:
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return range(start, end)


def _head(text: str, source: list[tuple[int, int]]) -> Points:
    """The last word before the first preposition or comma of the Source."""
    if not source:
        return frozenset()
    start, end = source[0]
    stop = _HEAD_STOPS.search(text, start + 1, end)
    until = stop.start() if stop else end
    words = list(re.finditer(r"\w[\w.'’-]*", text[start:until]))
    if not words:
        return frozenset(range(start, end))
    return frozenset(range(start + words[-1].start(), start + words[-1].end()))


def _points(utterance: Utterance) -> Points:
    return frozenset(p for s in utterance.spans for p in range(s.start, s.end))


def _overlap(one: Points, other: Points) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


_PRONOUNS = frozenset("he she they it who we i".split())


def _speaker_is_right(text: str, gold: Gold, utterance: Utterance, speech: Speech) -> bool:
    speaker = utterance.speaker
    if speaker is None:
        return False
    if speaker.span is not None and gold.head & set(range(*speaker.span)):
        return True
    words = "" if speaker.span is None else speaker.span.of(text).lower()
    source = text[min(gold.source) : max(gold.source) + 1].lower() if gold.source else ""
    if words and words not in _PRONOUNS and source not in _PRONOUNS:
        return False
    mentions = speech.voices[speaker.voice].mentions
    return any(gold.head & set(range(*m.span)) for m in mentions)


def _count(text: str, golds: list[Gold], speech: Speech, tally: Tally) -> None:
    direct = [(u, _points(u)) for u in speech.utterances if u.form is Form.DIRECT]
    others = [(u, _points(u)) for u in speech.utterances if u.form in (Form.INDIRECT, Form.MIXED)]
    for gold in golds:
        if gold.is_direct:
            tally.gold += 1
            best = max(direct, key=lambda item: _overlap(item[1], gold.content), default=None)
            if best is not None and _overlap(best[1], gold.content) >= 0.8:
                tally.found += 1
                tally.speakers += bool(gold.source)
                tally.speakers_right += bool(gold.source) and _speaker_is_right(
                    text, gold, best[0], speech
                )
        else:
            tally.indirect_gold += 1
            tally.indirect_found += any(_overlap(p, gold.content) >= 0.5 for _, p in others)
    tally.given += len(direct)
    tally.precise += sum(any(p <= g.whole | _gaps(g) for g in golds) for _, p in direct)
    tally.indirect_given += len(others)
    tally.indirect_precise += sum(
        any(_overlap(p, g.content) >= 0.5 for g in golds) for _, p in others
    )


def _gaps(gold: Gold) -> Points:
    """A mark or a space more or less at either end of a part is no error."""
    return frozenset(p + d for p in gold.whole for d in (-1, 1))


def _measure(folder: Path, *, first_only: bool) -> tuple[Tally, float, int]:
    tally = Tally()
    spent, characters = 0.0, 0
    seen: set[str] = set()
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = path.stem.rsplit("_", 1)[0]
        if first_only and name in seen:
            continue
        seen.add(name)
        try:
            (document,) = read_file(folder / "text", f"{name}.txt")
            text = document.text
            start = time.process_time()
            speech = _speech(document)
        except Exception as error:  # noqa: BLE001 - a bench counts every failure
            tally.failures.append(type(error).__name__)
            continue
        spent += time.process_time() - start
        characters += len(text)
        _count(text, list(_annotations(path, text)), speech, tally)
    return tally, spent, characters


def _speech(document: Document) -> Speech:
    """What `corroborate` finds in it, the page's furniture left out."""
    furniture = tuple(part.span for part in document.furniture)
    prose = read_prose(document.text, language=document.language, furniture=furniture)
    return read_speech(prose, outlet=document.outlet, title=document.title)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _print(tally: Tally, label: str, *, is_held: bool) -> int:
    recall, precision = _share(tally.found, tally.gold), _share(tally.precise, tally.given)
    f1, speaker = _f1(precision, recall), _share(tally.speakers_right, tally.speakers)
    short = print_figure(
        f"direct quotations, F1 ({label})",
        f"{f1:.3f}",
        held_against="0.96",
        is_met=f1 >= 0.96 if is_held else None,
    )
    print_figure("  recall at IoU 0.8", f"{recall:.3f} of {tally.gold}")
    print_figure("  precision: inside an annotated content", f"{precision:.3f} of {tally.given}")
    short += print_figure(
        f"speaker of a matched quotation right ({label})",
        f"{speaker:.3f} of {tally.speakers}",
        held_against="0.86, aim 0.90",
        is_met=speaker >= 0.86 if is_held else None,
    )
    recall = _share(tally.indirect_found, tally.indirect_gold)
    print_figure("indirect content found at IoU 0.5", f"{recall:.3f} of {tally.indirect_gold}")
    precision = _share(tally.indirect_precise, tally.indirect_given)
    print_figure("  precision", f"{precision:.3f} of {tally.indirect_given}")
    return short


def main() -> int:
    """Print the figures; return how many fall short of their limits."""
    folder = outside_data("polnear-dev")
    if folder is None:
        return print_not_measured("quotations and speakers", "set HOLDFAST_BENCH_DATA")
    tally, spent, characters = _measure(folder, first_only=True)
    short = _print(tally, "one annotator a text", is_held=True)
    _print(_measure(folder, first_only=False)[0], "all annotators' files", is_held=False)
    short += print_figure(
        "documents that raise an exception",
        str(len(tally.failures)),
        held_against="0",
        is_met=not tally.failures,
    )
    milliseconds = spent * 3_000_000 / max(1, characters)
    return short + print_figure(
        "milliseconds per 3,000 characters",
        f"{milliseconds:.1f}",
        held_against="6",
        is_met=milliseconds <= 6,
    )


if __name__ == "__main__":
    sys.exit(main())
