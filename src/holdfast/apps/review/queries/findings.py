"""Findings as people see them: what is said for and against, and by how many origins.

Invariants:
- The machine's count and the count after judgement are two values; neither replaces the other.
- Words of a testimony come from the archive, for whoever holds its key and while they may be used.
- The same words in several reports are shown once, with the number of the others.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from holdfast.apps.archive.queries.testimony import ended, testimonies
from holdfast.apps.archive.rules import ANALYSIS, Allowed, Step, Use, may_use
from holdfast.apps.keyring.queries.bodies import Stored, read
from holdfast.apps.keyring.rules import Actor
from holdfast.apps.review.errors import NoSuchStatementError
from holdfast.apps.review.records import ReviewedFinding, WitnessLink
from holdfast.apps.review.rules import (
    FindingId,
    FromTestimony,
    LinkId,
    Side,
    Standing,
    StatementId,
    standing,
)
from holdfast.kernel.clock import Clock, utc_now
from holdfast.kernel.partial_date import PartialDate
from holdfast.methods.corroboration.gathering.findings import leaders_of
from holdfast.methods.corroboration.record import (
    Conflict,
    Figure,
    Origins,
    Report,
    Source,
    SourceKind,
    Statement,
)

from .counting import (
    Judged,
    Press,
    Said,
    judged_press,
    machine_count,
    person_count,
    press_of,
)
from .desk import OnDesk, read_desk

NOT_READABLE = "A paragraph of testimony that was not granted to you, or is not there any more."
NOT_AGREED = "A paragraph of testimony that may not be held against other statements any more."
_NEEDED = Use.ANALYSE
_OVER = "agreed that this is held against what others say until a day that has passed"
_ENDED = {
    Step.WITHDRAWN: "took back their agreement that this is held against what others say",
    Step.REWORDED: "was not asked again after the words were changed",
}


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """A statement with who said it (first the origin, last the outlet), as a page shows it.

    `testimony` is set where it is a paragraph of one; then `is_readable` tells whether its words
    are shown. `others` counts further reports with the same words.
    """

    id: StatementId
    text: str
    statement: Statement
    chain: tuple[Source, ...]
    report: Report | None
    others: int
    judgement: Standing
    testimony: FromTestimony | None = None
    is_readable: bool = True


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A source that adds no origin, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Linked:
    """A link of a source in the press with a testimony, for whoever may undo it."""

    id: LinkId
    revision: int
    link: WitnessLink


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding in the list. `person` is None where nobody judged or joined anything."""

    id: FindingId
    title: str
    reports: int
    machine: Origins
    person: Origins | None
    judgement: Standing
    figures: tuple[Figure, ...]
    against: tuple[tuple[Statement, ...], ...]

    @property
    def origins(self) -> Origins:
        """What is shown first: the count after judgement where there is one."""
        return self.person or self.machine


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding opened. `revision` is handed back when it is judged."""

    row: FindingRow
    revision: int
    finding: ReviewedFinding
    said: tuple[ShownStatement, ...]
    denied: tuple[ShownStatement, ...]
    origins: tuple[str, ...]
    not_counted: tuple[LeftOut, ...]
    reports: Mapping[str, Report]
    conflicts: tuple[Conflict, ...]
    links: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class _Room:
    """The desk as it was opened for one look, with both ways of reading it."""

    desk: OnDesk
    press: Press
    judged: Judged
    leaders: Mapping[str, Statement]
    ended: Mapping[tuple[str, str], str]

    def row(self, stored: Stored[ReviewedFinding]) -> FindingRow:
        finding = stored.value
        said = self.press.said.get(finding.id, Said())
        reports = {self.press.statements[s].report for s in (said.statements or said.against)}
        against = [self.press.statements[s] for s in said.against]
        return FindingRow(
            FindingId(finding.id),
            finding.title,
            len(reports),
            machine_count(self.press, finding, self.leaders),
            self._person(finding),
            standing(finding.judgements),
            tuple(self.press.figures[f] for f in said.figures),
            _groups(against, self.leaders),
        )

    def _person(self, finding: ReviewedFinding) -> Origins | None:
        touched = finding.judgements or finding.statement_judgements or finding.testimonies
        if not touched and not links_under(self.press, finding, self.desk.links):
            return None
        return person_count(self.press, finding, self.judged, ended=self.ended)


def findings(actor: Actor, *, clock: Clock = utc_now) -> list[FindingRow]:
    """All findings, those with the most origins first. Raises NoReviewError, NotGrantedError."""
    room = _open(actor, clock().date())
    rows = [room.row(stored) for stored in room.desk.findings]
    return sorted(rows, key=lambda row: (-row.origins.count, -row.reports, row.title))


def finding(actor: Actor, finding: FindingId, *, clock: Clock = utc_now) -> FindingView:
    """One finding. Raises NoReviewError, NotGrantedError, NoSuchFindingError."""
    room = _open(actor, clock().date())
    stored = room.desk.finding(finding)
    row, said = room.row(stored), room.press.said.get(finding, Said())
    told = _told(actor, stored.value, room, clock().date())
    judged = room.judged
    names = {source.id: source.name for source in judged.sources.values()}
    names = {source.id: source.name for source in room.press.sources.values()} | names
    return FindingView(
        row=row,
        revision=stored.revision,
        finding=stored.value,
        said=_shown(room, stored.value, said.statements) + told[Side.FOR],
        denied=_shown(room, stored.value, said.against) + told[Side.AGAINST],
        origins=tuple(names[source] for source in row.origins.sources),
        not_counted=tuple(
            LeftOut(names.get(left.source or "", ""), left.why) for left in row.origins.not_counted
        ),
        reports=room.press.reports,
        conflicts=_conflicts(room.press, said.figures),
        links=links_under(room.press, stored.value, room.desk.links),
    )


def statement(actor: Actor, statement: StatementId) -> Statement:
    """A statement of the press. Raises NoReviewError, NotGrantedError, NoSuchStatementError."""
    found = press_on(read_desk(actor)).statements.get(statement)
    if found is None:
        raise NoSuchStatementError
    return found


def witness_link(actor: Actor, link: LinkId) -> Linked:
    """A link of the press with a testimony. Raises NotGrantedError."""
    stored = read(actor, link, WitnessLink)
    return Linked(LinkId(stored.id), stored.revision, stored.value)


def press_on(desk: OnDesk) -> Press:
    """The reports on a desk put together."""
    return press_of(
        [stored.value for stored in desk.reports], [stored.value for stored in desk.conflicts]
    )


def links_under(
    press: Press, finding: ReviewedFinding, links: Iterable[Stored[WitnessLink]]
) -> tuple[Linked, ...]:
    """The links that stand, of sources that speak under this finding."""
    said = press.said.get(finding.id, Said())
    here = {*said.statements, *said.against}
    voices = {press.statements[s].origin for s in here} - {None}
    return tuple(
        Linked(LinkId(stored.id), stored.revision, stored.value)
        for stored in links
        if not stored.value.undone_by
        and stored.value.statement in press.statements
        and (
            stored.value.statement in here
            or press.statements[stored.value.statement].origin in _witnesses(press, voices)
        )
    )


def _witnesses(press: Press, voices: Iterable[str | None]) -> set[str]:
    return {v for v in voices if v and press.sources[v].kind is SourceKind.WITNESS}


def _open(actor: Actor, today: dt.date) -> _Room:
    desk = read_desk(actor)
    press = press_on(desk)
    judged = judged_press(press, [s.value for s in desk.findings], [s.value for s in desk.links])
    leaders = leaders_of(list(press.statements.values()))
    over = {
        (told.testimony, told.paragraph): _OVER
        for stored in desk.findings
        for told in stored.value.testimonies
        if told.until and PartialDate.parse(told.until).last_day() < today
    }
    gone = {(t, p): _ENDED[step] for (t, p, use), step in ended(actor).items() if use is _NEEDED}
    return _Room(desk, press, judged, leaders, over | gone)


def _shown(room: _Room, finding: ReviewedFinding, ids: Sequence[str]) -> tuple[ShownStatement, ...]:
    statements = [room.press.statements[s] for s in ids]
    shown = []
    for group in _groups(statements, room.leaders):
        first = group[0]
        judged = room.judged.statements[first.id]
        shown.append(
            ShownStatement(
                id=StatementId(first.id),
                text=first.text,
                statement=judged,
                chain=_chain(judged, room.judged.sources),
                report=room.press.reports[first.report],
                others=len({s.report for s in group} - {first.report}),
                judgement=_judgement(finding, first.id),
            )
        )
    return tuple(shown)


def _told(
    actor: Actor, finding: ReviewedFinding, room: _Room, on: dt.date
) -> dict[Side, tuple[ShownStatement, ...]]:
    """The paragraphs of testimony under a finding, with their words where these may be shown."""
    found: dict[Side, tuple[ShownStatement, ...]] = {Side.FOR: (), Side.AGAINST: ()}
    if not finding.testimonies:
        return found
    readable = {told.id: told.testimony for told in testimonies(actor)}
    words: dict[tuple[str, str], str] = {
        (id_, p.id): p.text if isinstance(may_use(p, ANALYSIS, on), Allowed) else ""
        for id_, testimony in readable.items()
        for p in testimony.paragraphs
    }
    for told in finding.testimonies:
        place = (told.testimony, told.paragraph)
        text = "" if place in room.ended else words.get(place)
        judged = room.judged.statements[told.id]
        found[told.side] += (
            ShownStatement(
                id=told.id,
                text=text or (NOT_READABLE if text is None else NOT_AGREED),
                statement=judged,
                chain=_chain(judged, room.judged.sources),
                report=None,
                others=0,
                judgement=_judgement(finding, told.id),
                testimony=told,
                is_readable=bool(text),
            ),
        )
    return found


def _judgement(finding: ReviewedFinding, statement: str) -> Standing:
    return standing(j for j in finding.statement_judgements if j.statement == statement)


def _chain(statement: Statement, sources: Mapping[str, Source]) -> tuple[Source, ...]:
    """From who said it towards the reader."""
    steps = list(reversed(statement.chain))
    speaker = statement.speaker.source if statement.speaker else None
    if speaker is not None and speaker not in steps:
        steps.insert(0, speaker)
    return tuple(sources[step] for step in steps if step in sources)


def _groups(
    statements: Iterable[Statement], leaders: Mapping[str, Statement]
) -> tuple[tuple[Statement, ...], ...]:
    """Statements with the same words together, in the order in which they are first said."""
    gathered: dict[str, list[Statement]] = {}
    for one in statements:
        gathered.setdefault(leaders[one.id].id, []).append(one)
    return tuple(tuple(group) for group in gathered.values())


def _conflicts(press: Press, figures: Sequence[str]) -> tuple[Conflict, ...]:
    here = set(figures)
    return tuple(c for c in press.conflicts if here.intersection(c.figures))
