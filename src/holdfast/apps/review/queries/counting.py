"""Counting origins on the desk: as the machine counts, and after what people judged.

Invariants:
- Both counts are made by the one function that `corroborate` counts with.
- The machine's count knows of no person's judgement and of no testimony.
- A paragraph whose agreement to analysis was withdrawn counts for nobody who looks.
- Whatever a person set aside is listed as not counted, with their reason's kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from holdfast.apps.review.records import (
    BroughtConflicts,
    BroughtReport,
    ReviewedFinding,
    WitnessLink,
)
from holdfast.apps.review.rules import (
    Side,
    StatementVerdict,
    set_aside,
    testimony_statement,
    witness_source,
)
from holdfast.methods.corroboration.gathering.corrections import Correction
from holdfast.methods.corroboration.gathering.findings import leaders_of
from holdfast.methods.corroboration.gathering.judgement import Desk
from holdfast.methods.corroboration.gathering.origins import count_origins
from holdfast.methods.corroboration.record import (
    Conflict,
    Figure,
    NotCounted,
    Origins,
    Report,
    Source,
    SourceKind,
    Statement,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What stands under one finding: statement ids for and against, and figure ids."""

    statements: list[str] = field(default_factory=list)
    against: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Press:
    """All reports on the desk put together, by id; statements in the order of their reports."""

    reports: Mapping[str, Report]
    sources: Mapping[str, Source]
    statements: Mapping[str, Statement]
    figures: Mapping[str, Figure]
    said: Mapping[str, Said]
    conflicts: Sequence[Conflict]


@dataclass(frozen=True, slots=True)
class Judged:
    """Sources and statements after what people joined: testimony among them, witnesses as one."""

    sources: Mapping[str, Source]
    statements: Mapping[str, Statement]
    leaders: Mapping[str, Statement]


def press_of(reports: Iterable[BroughtReport], conflicts: Iterable[BroughtConflicts]) -> Press:
    """The reports put together, as one record would hold them."""
    reports = list(reports)
    said: dict[str, Said] = {}
    for share in (share for report in reports for share in report.shares):
        under = said.setdefault(share.finding, Said())
        under.statements.extend(share.statements)
        under.against.extend(share.against)
        under.figures.extend(share.figures)
    statements = {s.id: s for report in reports for s in report.statements}
    figures = {f.id: f for report in reports for f in report.figures}
    known = [c for found in conflicts for c in found.conflicts if figures.keys() >= {*c.figures}]
    return Press(
        reports={report.report.id: report.report for report in reports},
        sources={source.id: source for report in reports for source in report.sources},
        statements={s.id: _without_lost_leader(s, statements) for s in statements.values()},
        figures=figures,
        said=said,
        conflicts=list(dict.fromkeys(known)),
    )


def machine_count(
    press: Press, finding: ReviewedFinding, leaders: Mapping[str, Statement]
) -> Origins:
    """The origins of a finding as `corroborate` counts them, of the press alone.

    `leaders` are `leaders_of(press.statements.values())`, made once for all findings.
    """
    said = press.said.get(finding.id, Said())
    return count_origins(
        [press.statements[s] for s in said.statements],
        leaders=leaders,
        sources=press.sources,
        setting_aside=_aside(press.statements, finding.act, {*said.statements, *said.against}),
    )


def judged_press(
    press: Press, findings: Iterable[ReviewedFinding], links: Iterable[WitnessLink]
) -> Judged:
    """The press with testimony as further statements, and linked witnesses as one source."""
    told = [(t, finding.act) for finding in findings for t in finding.testimonies]
    links = [link for link in links if not link.undone_by]
    people = {link.testimony: link.changed_name for link in links}
    people |= {t.testimony: t.changed_name for t, _ in told}
    ours = [witness_source(testimony, name) for testimony, name in people.items()]
    statements = [*press.statements.values(), *(testimony_statement(t, a, "") for t, a in told)]
    desk = Desk([*press.sources.values(), *ours], statements)
    desk.apply([c for link in links for c in _corrections(press, link)])
    return Judged(desk.sources, desk.statements, leaders_of(list(desk.statements.values())))


def person_count(
    press: Press,
    finding: ReviewedFinding,
    judged: Judged,
    *,
    ended: Mapping[tuple[str, str], str],
) -> Origins:
    """The origins of a finding after what people judged and joined.

    `ended` says of testimony and paragraph why it may not be held against others any more.
    """
    said = press.said.get(finding.id, Said())
    aside = set_aside(finding.statement_judgements)
    places = {t.id: (t.testimony, t.paragraph) for t in finding.testimonies}
    lost = {id_: ended[place] for id_, place in places.items() if place in ended}
    added = [t.id for t in finding.testimonies if t.side is Side.FOR]
    taken = [*said.statements, *said.against, *places]
    count = count_origins(
        [judged.statements[s] for s in (*said.statements, *added) if s not in {*aside, *lost}],
        leaders=judged.leaders,
        sources=judged.sources,
        setting_aside=_aside(judged.statements, finding.act, set(taken)),
    )
    left_out = {s: _WHY[verdict] for s, verdict in aside.items()}
    extra = _left_out(judged, left_out | lost, set(count.sources))
    named = {row.source for row in extra}
    rest = tuple(row for row in count.not_counted if row.source not in named)
    return msgspec.structs.replace(
        count, not_counted=(*rest, *extra), reviewed=bool(finding.judgements)
    )


def _left_out(judged: Judged, why: Mapping[str, str], counted: set[str]) -> tuple[NotCounted, ...]:
    found: dict[str, str] = {}
    for statement, words in why.items():
        if statement in judged.statements:
            said = judged.statements[statement]
            source = said.origin or said.chain[0]
            if source not in counted:
                found.setdefault(source, words)
    return tuple(NotCounted(source=source, why=words) for source, words in found.items())


def _aside(statements: Mapping[str, Statement], act: str, taken: set[str]) -> list[Statement]:
    """Statements that name the act and stand neither for the finding nor against it."""
    return [s for s in statements.values() if act in s.acts and s.id not in taken]


def _corrections(press: Press, link: WitnessLink) -> list[Correction]:
    """What a link corrects: a witness is one with ours; of a body, only this statement's origin."""
    statement = press.statements.get(link.statement)
    if statement is None:
        return []
    witness = witness_of(statement, press)
    ours = witness_source(link.testimony, link.changed_name).id
    if witness is not None:
        return [Correction(0, witness, "same_as", ours, link.by, link.reason)]
    lead = statement.same_as or statement.id
    same = [s.id for s in press.statements.values() if lead in (s.id, s.same_as)]
    return [Correction(0, one, "origin", ours, link.by, link.reason) for one in same]


def witness_of(statement: Statement, press: Press) -> str | None:
    """The witness whom a statement is counted under; None where that is a body or nobody.

    Of the same words in several reports it is the witness of the first.
    """
    lead = press.statements.get(statement.same_as or "", statement)
    origin = lead.origin or statement.origin
    is_witness = origin is not None and press.sources[origin].kind is SourceKind.WITNESS
    return origin if is_witness else None


def _without_lost_leader(statement: Statement, statements: Mapping[str, Statement]) -> Statement:
    if statement.same_as is None or statement.same_as in statements:
        return statement
    return msgspec.structs.replace(statement, same_as=None)


_WHY = {
    StatementVerdict.OTHER_EVENT: "speaks of another event, as a person judged",
    StatementVerdict.MISATTRIBUTED: "is given words that are not theirs, as a person judged",
    StatementVerdict.NOT_SAID: "does not say this, as a person judged",
}
