"""Reports of invented crackdowns with answers made by hand, as the bench reads them.

`tests/methods/corroboration/labelled/README.md` says how an answer is written. Spans refer to the
report's text. Every answer must be found in its report, else AnswerError: an answer that refers to
nothing would count as a miss for ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from holdfast.methods.corroboration.spans import Span

ROOT = Path(__file__).parents[1] / "tests" / "methods" / "corroboration" / "labelled"
HELD_OUT = "keldra"


class AnswerError(ValueError):
    """An answer does not fit its report."""


@dataclass(frozen=True, slots=True)
class StatementAnswer:
    """One statement as a careful reader would note it; each tuple lists what is acceptable."""

    report: str
    spans: tuple[Span, ...]
    form: tuple[str, ...]
    by: tuple[str | None, ...]
    to: tuple[str | None, ...]
    via: tuple[str, ...] | None
    origin: tuple[str | None, ...]
    kind: tuple[str, ...]
    negated: tuple[bool, ...]
    modality: tuple[str, ...]
    acts: frozenset[str]
    is_optional: bool


@dataclass(frozen=True, slots=True)
class FigureAnswer:
    """A figure; `counts` None where any word for what is counted will do."""

    span: Span
    low: float | None
    high: float | None
    value: float | None
    counts: str | None
    is_optional: bool


@dataclass(frozen=True, slots=True)
class DateAnswer:
    """A date; `date` None where the text does not settle it."""

    span: Span
    date: str | None
    is_optional: bool


@dataclass(frozen=True, slots=True)
class ReportAnswers:
    """All answers to one report; what lies before `body` is the page's head and is not scored."""

    name: str
    text: str
    body: int
    statements: tuple[StatementAnswer, ...]
    figures: tuple[FigureAnswer, ...]
    dates: tuple[DateAnswer, ...]
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Other ways a report names a source, and the organisation it speaks for."""

    names: tuple[str, ...]
    member_of: str | None


@dataclass(frozen=True, slots=True)
class Collection:
    """Reports of one crackdown with their answers; `folder` is where the reports lie."""

    folder: Path
    reports: dict[str, ReportAnswers]
    outlets: dict[str, str | None]
    people: dict[str, Person]
    same_as: tuple[tuple[tuple[str, int], tuple[str, int]], ...]
    findings: dict[str, tuple[int, int]]
    conflicts: tuple[tuple[str, frozenset[str]], ...]

    @property
    def name(self) -> str:
        """What it is called."""
        return self.folder.parent.name


def collections(root: Path | None = None) -> tuple[Collection, ...]:
    """Every collection under `root`, by name; without one, those of the repository."""
    return tuple(_collection(path.parent) for path in sorted((root or ROOT).glob("*/reports")))


def _load(path: Path) -> dict[str, Any]:
    raw: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return raw


def _collection(folder: Path) -> Collection:
    raw = _load(folder / "answers" / "collection.yaml")
    reports = {
        path.stem: _report(path, _load(folder / "answers" / f"{path.stem}.yaml"))
        for path in sorted((folder / "reports").glob("*.txt"))
    }
    pairs = [[_place(reports, name, say) for name, say in _pair(pair)] for pair in raw["same_as"]]
    return Collection(
        folder=folder / "reports",
        reports=reports,
        outlets=raw["outlets"],
        people={
            name: Person(tuple(value.get("names", ())), value.get("of"))
            for name, value in raw["people"].items()
        },
        same_as=tuple((first, second) for first, second in pairs),
        findings={act: (low, high) for act, (low, high) in raw["findings"].items()},
        conflicts=tuple((c["counts"], frozenset(c["relations"])) for c in raw["conflicts"]),
    )


def _pair(pair: Sequence[dict[str, str]] | dict[str, str]) -> list[tuple[str, str]]:
    parts = [pair] if isinstance(pair, dict) else pair
    return [item for part in parts for item in part.items()]


def _place(reports: dict[str, ReportAnswers], name: str, say: str) -> tuple[str, int]:
    report = reports[name]
    return name, _find(report, say, report.body)


def _report(path: Path, raw: dict[str, Any]) -> ReportAnswers:
    text = path.read_text(encoding="utf-8")
    empty = ReportAnswers(path.stem, text, 0, (), (), (), ())
    body = _find(empty, raw["body"], 0)
    head = ReportAnswers(path.stem, text, body, (), (), (), ())
    return ReportAnswers(
        path.stem,
        text,
        body,
        _statements(head, raw["statements"]),
        tuple(_figures(head, raw["figures"])),
        tuple(_dates(head, raw["dates"])),
        tuple(_in_order(head, raw["places"])),
    )


def _statements(head: ReportAnswers, raw: list[dict[str, Any]]) -> tuple[StatementAnswer, ...]:
    out = []
    for item in raw:
        by = _any_of(item.get("by"))
        out.append(
            StatementAnswer(
                report=head.name,
                spans=tuple(_spans(head, item["say"])),
                form=_any_of(item.get("form", "direct")),
                by=by,
                to=_any_of(item.get("to")),
                via=tuple(item["via"]) if "via" in item else None,
                origin=_any_of(item["origin"]) if "origin" in item else by,
                kind=_any_of(item.get("kind", "allegation")),
                negated=_any_of(item.get("negated", False)),
                modality=_any_of(item.get("modality", "stated")),
                acts=frozenset(item.get("acts", ())),
                is_optional=item.get("optional", False),
            )
        )
    return tuple(out)


def _any_of(value: object) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list) else (value,)


def _find(head: ReportAnswers, words: str, start: int) -> int:
    at = head.text.replace("\n", " ").find(words, start)
    if at < 0:
        raise AnswerError(f"{head.name}: {words!r} is not in the report")
    return at


def _spans(head: ReportAnswers, says: list[str]) -> list[Span]:
    out: list[Span] = []
    start = head.body
    for say in says:
        first, _, last = say.partition(" ~ ")
        at = _find(head, first, start)
        end = _find(head, last, at) + len(last) if last else at + len(first)
        out.append(Span(at, end))
        start = end
    return out


def _in_order(head: ReportAnswers, items: list[str]) -> list[Span]:
    """The items one after the other; `around <item> it` tells which of several is meant."""
    out: list[Span] = []
    start = head.body
    for item in items:
        before, mark, rest = item.partition("<")
        word, _, after = rest.partition(">")
        words = before + word + after if mark else item
        at = _find(head, words, start) + (len(before) if mark else 0)
        out.append(Span(at, at + len(word if mark else item)))
        start = out[-1].end
    return out


def _figures(head: ReportAnswers, raw: list[list[Any]]) -> list[FigureAnswer]:
    spans = _in_order(head, [row[0] for row in raw])
    return [
        FigureAnswer(span, row[1], row[2], row[3], row[4], "optional" in row[5:])
        for span, row in zip(spans, raw, strict=True)
    ]


def _dates(head: ReportAnswers, raw: list[list[Any]]) -> list[DateAnswer]:
    spans = _in_order(head, [row[0] for row in raw])
    return [
        DateAnswer(span, None if row[1] is None else str(row[1]), "optional" in row[2:])
        for span, row in zip(spans, raw, strict=True)
    ]
