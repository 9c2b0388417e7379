"""How a record is held against answers made by hand.

Invariants:
- A statement is matched to at most one answer, the best overlap first, from an overlap of half.
- Optional answers, and a piece of an answered statement with its speaker, count neither way.
- Only what stands in the body of a report is scored.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from benchmarks._labelled_answers import Collection, Person, ReportAnswers, StatementAnswer
from holdfast.methods.corroboration.meaning import Lexicon
from holdfast.methods.corroboration.record import Record, Source, Statement
from holdfast.methods.corroboration.spans import Span

_ARTICLES = re.compile(r"^(?:the|a|an|its|his|her)\s+", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_SMALL = frozenset("the a an of for in at and to his her its s dr mr ms colonel major".split())
Match = tuple[StatementAnswer, Statement]


@dataclass(slots=True)
class Score:
    """Rights out of alls by name, and the errors in words."""

    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def add(self, name: str, is_right: bool, error: str) -> None:  # noqa: FBT001
        """Count one judgement under `name`."""
        self.of[name] += 1
        self.right[name] += is_right
        if not is_right:
            self.errors.append(f"{name}: {error}")

    def share(self, name: str) -> float | None:
        """The share of right ones, None where there was nothing to judge."""
        return self.right[name] / self.of[name] if self.of[name] else None


@dataclass(frozen=True, slots=True)
class Judge:
    """One collection's record beside its answers."""

    collection: Collection
    record: Record
    lexicon: Lexicon
    score: Score = field(default_factory=Score)

    def judge(self) -> Score:
        """Every score."""
        matches: list[Match] = []
        for report in self.record.reports:
            answers = self.collection.reports[report.path.rpartition("/")[2].removesuffix(".txt")]
            matches += self._statements(answers, report.id)
            self._figures(answers, report.id)
            self._dates(answers, report.id)
            self._places(answers, report.id)
        for match in matches:
            self._details(*match)
        self._sources(matches)
        self._same_as(matches)
        self._findings()
        self._conflicts()
        return self.score

    def _statements(self, answers: ReportAnswers, report: str) -> list[Match]:
        found = [
            s
            for s in self.record.statements
            if s.report == report and s.spans[0].start >= answers.body
        ]
        pairs = _best_pairs(answers.statements, found)
        taken = {id(statement) for _, statement in pairs}
        hit = {id(answer) for answer, _ in pairs}
        for answer in answers.statements:
            if not answer.is_optional:
                words = answers.text[answer.spans[0].start : answer.spans[-1].end]
                self.score.add("statements found", id(answer) in hit, f"{answers.name}: {words}")
        optional = {id(s) for a, s in pairs if a.is_optional}
        for statement in found:
            if id(statement) in optional or (
                id(statement) not in taken and self._is_piece(statement, pairs)
            ):
                continue
            told = f"{answers.name}: [{statement.form}, {self._name(statement)}] {statement.text}"
            self.score.add("statements precise", id(statement) in taken, told)
        return [(a, s) for a, s in pairs if not a.is_optional]

    def _is_piece(self, statement: Statement, pairs: Sequence[Match]) -> bool:
        return any(
            _source(statement) == _source(other)
            and all(any(whole.contains(s) for whole in answer.spans) for s in statement.spans)
            for answer, other in pairs
        )

    def _details(self, answer: StatementAnswer, statement: Statement) -> None:
        add, who = self.score.add, f"{answer.report}: {statement.text[:70]!r}"
        speaker = _source(statement)
        add(
            "speaker right",
            self._is_any(answer.by, speaker),
            f"{who} is {self._name(statement)}, not {answer.by}",
        )
        told = statement.told_to.source if statement.told_to else None
        if told is not None or None not in answer.to:
            add(
                "told_to right",
                self._is_any(answer.to, told),
                f"{who} to {self._source_name(told)}, not {answer.to}",
            )
        add(
            "origin right",
            self._is_any(self._with_bodies(answer.origin), statement.origin),
            f"{who} from {self._source_name(statement.origin)}, not {answer.origin}",
        )
        if answer.via:
            add(
                "chain right",
                all(any(self._is(v, s) for s in statement.chain[:-1]) for v in answer.via),
                f"{who} via {[self._source_name(s) for s in statement.chain]}, not {answer.via}",
            )
        for name, is_value, wanted in (
            ("form right", statement.form, answer.form),
            ("kind right", statement.kind, answer.kind),
            ("negated right", statement.negated, answer.negated),
            ("modality right", statement.modality, answer.modality),
        ):
            add(name, is_value in wanted, f"{who} {is_value}, not {wanted}")
        self._acts(answer, statement, who)

    def _acts(self, answer: StatementAnswer, statement: Statement, who: str) -> None:
        wanted, found = self._closed(answer.acts), self._closed(statement.acts)
        for act in wanted:
            self.score.add("acts found", act in found, f"{who} lacks {act} ({sorted(found)})")
        for act in found:
            self.score.add("acts precise", act in wanted, f"{who} {act} ({sorted(wanted)})")

    def _closed(self, acts: Iterable[str]) -> frozenset[str]:
        return frozenset(self.lexicon.with_implied(acts))

    def _figures(self, answers: ReportAnswers, report: str) -> None:
        found = [
            f for f in self.record.figures if f.report == report and f.span.start >= answers.body
        ]
        hit: set[int] = set()
        for answer in answers.figures:
            mine = next((f for f in found if f.span.overlaps(answer.span)), None)
            hit |= {id(f) for f in found if f.span.overlaps(answer.span)}
            if answer.is_optional:
                continue
            words = f"{answers.name}: {_around(answers.text, answer.span)}"
            self.score.add("figures found", mine is not None, words)
            if mine is None:
                continue
            self.score.add(
                "figures bounds right",
                (mine.low, mine.high, mine.value) == (answer.low, answer.high, answer.value),
                f"{words} {mine.low}..{mine.high} value {mine.value}",
            )
            if answer.counts:
                told = f"{words} {mine.counts}, not {answer.counts}"
                self.score.add("figures counts right", mine.counts == answer.counts, told)
        for figure in found:
            is_known = id(figure) in hit
            told = f"{answers.name}: {_around(answers.text, figure.span)}"
            self.score.add("figures precise", is_known, told)

    def _dates(self, answers: ReportAnswers, report: str) -> None:
        found = [
            d for d in self.record.dates if d.report == report and d.span.start >= answers.body
        ]
        for answer in answers.dates:
            mine = next((d for d in found if d.span.overlaps(answer.span)), None)
            if answer.is_optional:
                continue
            words = f"{answers.name}: {_around(answers.text, answer.span)}"
            self.score.add("dates found", mine is not None, words)
            if mine is not None and answer.date is not None:
                told = f"{words} {mine.date}, not {answer.date}"
                self.score.add("dates right", mine.date == answer.date, told)
        for date in found:
            is_known = any(date.span.overlaps(a.span) for a in answers.dates)
            told = f"{answers.name}: {_around(answers.text, date.span)}"
            self.score.add("dates precise", is_known, told)

    def _places(self, answers: ReportAnswers, report: str) -> None:
        found = [
            p for p in self.record.places if p.report == report and p.span.start >= answers.body
        ]
        named = {span.of(answers.text).casefold() for span in answers.places}
        for span in answers.places:
            is_found = any(p.span.overlaps(span) for p in found)
            self.score.add("places found", is_found, f"{answers.name}: {span.of(answers.text)}")
        for place in found:
            is_known = place.text.casefold() in named
            told = f"{answers.name}: {_around(answers.text, place.span)}"
            self.score.add("places precise", is_known, told)

    def _sources(self, matches: Sequence[Match]) -> None:
        """Speakers of two reports: merged where they are one, apart where they are not."""
        spoken = [
            (a, s) for a, s in matches if a.by[0] and _source(s) and self._is_any(a.by, _source(s))
        ]
        seen = set()
        for (one, first), (two, second) in combinations(spoken, 2):
            key = (one.report, one.by[0], _source(first), two.report, two.by[0], _source(second))
            if one.report == two.report or key in seen:
                continue
            seen.add(key)
            is_same, is_merged = one.by[0] == two.by[0], _source(first) == _source(second)
            told = f"{one.by[0]} ({one.report}) and {two.by[0]} ({two.report})"
            if is_same:
                self.score.add("sources merged", is_merged, told)
            if is_merged:
                self.score.add("merges precise", is_same, told)

    def _same_as(self, matches: Sequence[Match]) -> None:
        group = _groups(self.record.statements)
        wanted: dict[tuple[str, int], tuple[str, int]] = {}
        for first, second in self.collection.same_as:
            wanted[second] = wanted.get(first, first)
            matched = [self._at(matches, place) for place in (first, second)]
            is_one = None not in matched and len({group[s.id] for s in matched if s}) == 1
            self.score.add("same_as found", is_one, f"{first} and {second}")
        for (one, said), (two, told) in combinations(matches, 2):
            if group[said.id] == group[told.id] and one.report != two.report:
                words = f"{one.report}: {said.text} = {two.report}: {told.text}"
                self.score.add("same_as precise", self._is_pair(one, two), words)

    def _is_pair(self, one: StatementAnswer, two: StatementAnswer) -> bool:
        """Whether the answers tie the two, directly or through others."""
        linked = [{first, second} for first, second in self.collection.same_as]
        reached = {p for pair in linked for p in pair if _holds(one, p)}
        for _ in linked:
            reached |= {p for pair in linked if pair & reached for p in pair}
        return any(_holds(two, place) for place in reached)

    def _at(self, matches: Sequence[Match], place: tuple[str, int]) -> Statement | None:
        return next((s for a, s in matches if _holds(a, place)), None)

    def _findings(self) -> None:
        found = {finding.act: finding for finding in self.record.findings}
        for act, (low, high) in self.collection.findings.items():
            count = found[act].origins.count if act in found else 0
            bounds = found[act].origins if act in found else None
            told = f"{act} {count}, not {low}..{high}"
            self.score.add("origins within bounds", low <= count <= high, told)
            overlaps = bounds is not None and bounds.min <= high and low <= bounds.max
            self.score.add("origin ranges meet", overlaps, told)

    def _conflicts(self) -> None:
        for counts, relations in self.collection.conflicts:
            mine = {c.relation.value for c in self.record.conflicts if c.counts == counts}
            self.score.add("conflicts right", bool(mine & relations), f"{counts} {mine}")

    # ---- who is who

    def _with_bodies(self, names: tuple[str | None, ...]) -> tuple[str | None, ...]:
        """The names with the organisations they speak for: one origin with them."""
        people = self.collection.people
        return (*names, *(people[n].member_of for n in names if n in people if people[n].member_of))

    def _is_any(self, names: tuple[str | None, ...], source: str | None) -> bool:
        return any(self._is(name, source) for name in names)

    def _is(self, name: str | None, source: str | None) -> bool:
        if name is None or source is None:
            return name is None and source is None
        known = self._source(source)
        forms = [known.name, *known.aliases]
        person = self.collection.people.get(name, Person((), None))
        wanted = [name, *person.names]
        return any(_names_one(form, want) for form in forms for want in wanted)

    def _source(self, id_: str) -> Source:
        return next(source for source in self.record.sources if source.id == id_)

    def _source_name(self, id_: str | None) -> str | None:
        return None if id_ is None else self._source(id_).name

    def _name(self, statement: Statement) -> str | None:
        return self._source_name(_source(statement))


def _source(statement: Statement) -> str | None:
    return statement.speaker.source if statement.speaker else None


def _holds(answer: StatementAnswer, place: tuple[str, int]) -> bool:
    name, at = place
    return name == answer.report and any(s.start <= at < s.end for s in answer.spans)


def _names_one(form: str, wanted: str) -> bool:
    """Whether two names may be of one: equal, or the words of one among the other's."""
    one, two = (_ARTICLES.sub("", n).casefold() for n in (form, wanted))
    if one == two:
        return True
    words, others = (frozenset(_WORD.findall(n)) - _SMALL for n in (one, two))
    return bool(words and others) and (words <= others or others <= words)


def _points(spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def _best_pairs(answers: Sequence[StatementAnswer], found: Sequence[Statement]) -> list[Match]:
    ranked = sorted(_overlaps(answers, found), key=lambda row: -row[0])
    used: set[int] = set()
    out = []
    for _, answer, statement in ranked:
        if id(answer) not in used and id(statement) not in used:
            used |= {id(answer), id(statement)}
            out.append((answer, statement))
    return out


def _overlaps(
    answers: Sequence[StatementAnswer], found: Sequence[Statement]
) -> Iterator[tuple[float, StatementAnswer, Statement]]:
    for answer in answers:
        wanted = _points(answer.spans)
        for statement in found:
            mine = _points(statement.spans)
            share = len(wanted & mine) / len(wanted | mine)
            if share >= 0.5:
                yield share, answer, statement


def _groups(statements: Sequence[Statement]) -> dict[str, str]:
    """For each statement the first of those that are one with it."""
    parent = {s.id: s.same_as or s.id for s in statements}
    return {id_: _first(id_, parent) for id_ in parent}


def _first(id_: str, parent: Mapping[str, str]) -> str:
    while parent[id_] != id_:
        id_ = parent[id_]
    return id_


def _around(text: str, span: Span) -> str:
    before, after = text[max(0, span.start - 25) : span.start], text[span.end : span.end + 25]
    return f"{before}[{span.of(text)}]{after}".replace("\n", " ")
