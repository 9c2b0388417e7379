"""All readings into one record.

Invariants:
- The same readings, passages and corrections give the same record.
- Nothing here opens a file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from holdfast.kernel.identifiers import derived_id
from holdfast.methods.corroboration.document import Reading
from holdfast.methods.corroboration.record import (
    FORMAT,
    MadeWith,
    Passage,
    Record,
    Source,
    Statement,
)

from .acts import Act
from .cast import Cast
from .corrections import Correction, Fate, Outcome
from .figures import find_conflicts
from .findings import make_findings
from .judgement import Desk, judge_findings
from .particulars import dates_of, figures_of, places_of, reports_of, scopes_of
from .sources import make_sources
from .statements import Place, StatementMaker, statement_id, utterances_of, wording_of
from .wording import find_leaders


@dataclass(frozen=True, slots=True)
class Gathered:
    """The record, and what became of each correction."""

    record: Record
    outcomes: tuple[Outcome, ...]


def report_ids(readings: Sequence[Reading]) -> list[str]:
    """An id for each report: from its bytes, and its place in the file where a file holds several.

    A second copy of the same bytes gets an id from its path as well.
    """
    ids: dict[str, None] = {}
    for reading in readings:
        _, _, part = reading.document.path.partition("#")
        id_ = derived_id("r", reading.document.sha256, part)
        if id_ in ids:
            id_ = derived_id("r", reading.document.sha256, part, reading.document.path)
        ids[id_] = None
    return list(ids)


def gather(
    readings: Sequence[Reading],
    *,
    passages: Iterable[Passage],
    acts: Mapping[str, Act],
    corrections: Sequence[Correction],
    made_with: MadeWith,
) -> Gathered:
    """The record of `readings`, which are in the order of their paths.

    `passages` are gone through late and more than once: they may be found meanwhile.
    """
    ids = report_ids(readings)
    # What needs no passage comes first: another process is still looking for them.
    reports, figures = reports_of(readings, ids), figures_of(readings, ids)
    dates, places = dates_of(readings, ids), places_of(readings, ids)
    scopes = scopes_of(figures, readings)
    cast = Cast(readings)
    statements, roots = _statements(readings, ids, cast, passages)
    desk = Desk(roots, statements)
    desk.apply(corrections)
    findings = make_findings(
        list(desk.statements.values()), figures=figures, sources=desk.sources, acts=acts
    )
    findings, judged = judge_findings(findings, corrections)
    used = _used_sources(desk, findings_sources={s for f in findings for s in f.origins.sources})
    record = Record(
        format=FORMAT,
        made_with=made_with,
        reports=tuple(reports),
        sources=tuple(source for source in desk.sources.values() if source.id in used),
        statements=tuple(desk.statements.values()),
        figures=tuple(figures),
        dates=tuple(dates),
        places=tuple(places),
        passages=tuple(passages),
        findings=tuple(findings),
        conflicts=tuple(
            find_conflicts(
                figures,
                statements=desk.statements,
                published={report.id: report.published for report in reports},
                scopes=scopes,
            )
        ),
    )
    return Gathered(record, _outcomes(corrections, [*desk.outcomes, *judged]))


def _statements(
    readings: Sequence[Reading], report_ids: Sequence[str], cast: Cast, passages: Iterable[Passage]
) -> tuple[list[Statement], list[Source]]:
    places = utterances_of(readings)
    wordings = [wording_of(readings[p.report], p, report_id=report_ids[p.report]) for p in places]
    leaders = find_leaders(wordings, passages)
    _unite_speakers(readings, places, leaders, cast)
    source_ids, sources = make_sources(cast, report_ids)
    maker = StatementMaker(readings, report_ids=report_ids, cast=cast, source_ids=source_ids)
    origin_of_group: dict[int, int] = {}
    for index, place in enumerate(places):
        origin = maker.origin(place)
        if origin is not None:
            origin_of_group.setdefault(leaders[index], origin)
    statements = []
    for index, place in enumerate(places):
        leader = leaders[index]
        lead_id = None if leader == index else _id_at(readings, report_ids, places[leader])
        statements.append(maker.make(place, leader=lead_id, origin=origin_of_group.get(leader)))
    return statements, sources


def _unite_speakers(
    readings: Sequence[Reading], places: Sequence[Place], leaders: Sequence[int], cast: Cast
) -> None:
    """Let the same words in two reports make their speakers one, where nothing forbids it."""
    mouths: dict[int, list[int]] = defaultdict(list)
    for place, leader in zip(places, leaders, strict=True):
        speaker = readings[place.report].utterances[place.utterance].speaker
        if speaker is not None:
            mouths[leader].append(cast.index(place.report, speaker.voice))
    for voices in mouths.values():
        cast.unite_mouths(voices)


def _id_at(readings: Sequence[Reading], report_ids: Sequence[str], place: Place) -> str:
    return statement_id(
        report_ids[place.report], readings[place.report].utterances[place.utterance]
    )


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
