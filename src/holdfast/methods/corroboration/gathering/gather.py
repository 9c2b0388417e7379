"""All readings into one record.

Invariants:
- The same readings, passages and corrections give the same record.
- Nothing here opens a file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from holdfast.kernel.identifiers import derived_id
from holdfast.methods.corroboration.document import Document, Reading
from holdfast.methods.corroboration.record import (
    FORMAT,
    DateMention,
    Figure,
    MadeWith,
    Passage,
    PlaceMention,
    Record,
    Report,
    Source,
    Statement,
)

from .acts import Act
from .cast import Cast, is_named
from .corrections import Correction, Fate, Outcome
from .figures import find_conflicts
from .findings import make_findings
from .judgement import Desk, judge_findings
from .particulars import dates_of, figures_of, places_of, report_of, scopes_of
from .retelling import join_retold
from .sources import make_sources
from .statements import Said, StatementMaker, said_in
from .wording import find_leaders


@dataclass(frozen=True, slots=True)
class Gathered:
    """The record, and what became of each correction."""

    record: Record
    outcomes: tuple[Outcome, ...]


def report_ids(documents: Iterable[Document]) -> list[str]:
    """An id for each report: from its bytes, and its place in the file where a file holds several.

    A second copy of the same bytes gets an id from its path as well.
    """
    ids: dict[str, None] = {}
    for document in documents:
        _, _, part = document.path.partition("#")
        id_ = derived_id("r", document.sha256, part)
        if id_ in ids:
            id_ = derived_id("r", document.sha256, part, document.path)
        ids[id_] = None
    return list(ids)


def gather(
    readings: Sequence[Reading],
    *,
    ids: Sequence[str],
    passages: Iterable[Passage],
    acts: Mapping[str, Act],
    corrections: Sequence[Correction],
    made_with: MadeWith,
) -> Gathered:
    """The record of `readings`, which are in the order of their paths; `ids` are their reports'.

    `passages` are gone through late and more than once: they may be found meanwhile.
    """
    # What needs no passage comes first: another process is still looking for them.
    alone = _alone(readings, ids)
    cast = Cast(readings)
    statements, roots = _statements(readings, ids, alone.said, cast, passages)
    alone.said.clear()
    desk = Desk(roots, statements)
    desk.apply(corrections)
    findings = make_findings(
        list(desk.statements.values()), figures=alone.figures, sources=desk.sources, acts=acts
    )
    findings, judged = judge_findings(findings, corrections)
    used = _used_sources(desk, findings_sources={s for f in findings for s in f.origins.sources})
    record = Record(
        format=FORMAT,
        made_with=made_with,
        reports=tuple(alone.reports),
        sources=tuple(source for source in desk.sources.values() if source.id in used),
        statements=tuple(desk.statements.values()),
        figures=tuple(alone.figures),
        dates=tuple(alone.dates),
        places=tuple(alone.places),
        passages=tuple(passages),
        findings=tuple(findings),
        conflicts=tuple(
            find_conflicts(
                alone.figures,
                statements=desk.statements,
                published={report.id: report.published for report in alone.reports},
                scopes=alone.scopes,
            )
        ),
    )
    return Gathered(record, _outcomes(corrections, [*desk.outcomes, *judged]))


@dataclass(frozen=True, slots=True)
class _Alone:
    """What each report says, before any is compared with another."""

    reports: list[Report] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    scopes: dict[str, str] = field(default_factory=dict)
    dates: list[DateMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)


def _alone(readings: Iterable[Reading], ids: Sequence[str]) -> _Alone:
    """One walk through all readings: each may have to be unpacked."""
    out = _Alone()
    for number, (reading, id_) in enumerate(zip(readings, ids, strict=True)):
        said = said_in(reading, number=number, report_id=id_)
        statements = {one.place.utterance: one.id for one in said}
        figures = figures_of(reading, report_id=id_, statements=statements)
        out.reports.append(report_of(reading.document, report_id=id_))
        out.figures.extend(figures)
        out.scopes.update(scopes_of(figures, text=reading.document.text))
        out.dates.extend(dates_of(reading, report_id=id_))
        out.places.extend(places_of(reading, report_id=id_))
        out.said.extend(said)
    return out


def _statements(
    readings: Sequence[Reading],
    ids: Sequence[str],
    said: Sequence[Said],
    cast: Cast,
    passages: Iterable[Passage],
) -> tuple[list[Statement], list[Source]]:
    leaders = find_leaders([one.wording for one in said], passages)
    _unite_speakers(said, leaders, cast)
    leaders = join_retold([one.wording for one in said], leaders, _named_speakers(said, cast))
    source_ids, sources = make_sources(cast, ids)
    maker = StatementMaker(readings, cast=cast, source_ids=source_ids)
    origin_of_group: dict[int, int] = {}
    for one, leader in zip(said, leaders, strict=True):
        origin = maker.origin(one)
        if origin is not None:
            origin_of_group.setdefault(leader, origin)
    statements = [
        maker.make(
            one,
            leader=None if leader == index else said[leader].id,
            origin=origin_of_group.get(leader),
        )
        for index, (one, leader) in enumerate(zip(said, leaders, strict=True))
    ]
    return statements, sources


def _named_speakers(said: Sequence[Said], cast: Cast) -> list[int | None]:
    """The root of each statement's speaker, where it has a name."""
    voices = (
        None if one.speaker is None else cast.index(one.place.report, one.speaker) for one in said
    )
    return [
        None if voice is None or not is_named(cast.voices[voice]) else cast.root(voice)
        for voice in voices
    ]


def _unite_speakers(said: Sequence[Said], leaders: Sequence[int], cast: Cast) -> None:
    """Let the same words in two reports make their speakers one, where nothing forbids it."""
    mouths: dict[int, list[int]] = defaultdict(list)
    for one, leader in zip(said, leaders, strict=True):
        if one.speaker is not None:
            mouths[leader].append(cast.index(one.place.report, one.speaker))
    for voices in mouths.values():
        cast.unite_mouths(voices)


def _used_sources(desk: Desk, *, findings_sources: set[str]) -> set[str]:
    """Sources that say, are told, pass on or confirm something, and the bodies they speak for."""
    used = set(findings_sources)
    for statement in desk.statements.values():
        used.update(statement.chain, statement.confirmed_by)
        used.update(party.source for party in (statement.speaker, statement.told_to) if party)
    bodies = {desk.sources[source].member_of for source in used}
    return used | {body for body in bodies if body is not None}


def _outcomes(
    corrections: Sequence[Correction], outcomes: Sequence[Outcome]
) -> tuple[Outcome, ...]:
    met = {outcome.correction.line for outcome in outcomes}
    lost = [Outcome(c, Fate.NO_MATCH) for c in corrections if c.line not in met]
    return tuple(sorted([*outcomes, *lost], key=lambda outcome: outcome.correction.line))
