"""Bringing a record of `corroborate` to the desk.

Invariants:
- A file that is not a whole, consistent record changes nothing.
- A report is known by its id, which comes from its bytes: brought in twice, it is one.
- What people judged stays: it hangs on ids that a new reading of the same bytes keeps.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import Actor, Part, UnitId, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.writing import Write, writing
from holdfast.apps.review.errors import WrongFileError
from holdfast.apps.review.queries.desk import OnDesk, read_desk
from holdfast.apps.review.records import (
    BroughtConflicts,
    BroughtReport,
    ReviewedFinding,
    Share,
)
from holdfast.apps.review.rules import CountedBefore
from holdfast.kernel.clock import Clock, utc_now
from holdfast.methods.corroboration.presentation.shelf import BrokenRecordError, Shelf, shelve
from holdfast.methods.corroboration.record import (
    FORMAT,
    Finding,
    Record,
    Source,
    Statement,
    from_json,
)

MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Brought:
    """How many reports were new, read anew, or there already as they are."""

    new: int
    renewed: int
    unchanged: int


def bring_in(*, actor: Actor, record_json: bytes, clock: Clock = utc_now) -> Brought:
    """Lay the reports, statements and findings of a record on the desk.

    Raises NotPermittedError, NoReviewError, NotGrantedError, WrongFileError, StoreError.
    """
    require(actor, Permission.JUDGE_REPORTS)
    record = read_record(record_json)
    shelf = shelve(record)
    day = clock().date().isoformat()
    with writing(actor) as write:
        desk = read_desk(actor)
        unit = create_unit(write, desk.place.scope, Part.CONTENT)
        brought = _bring_reports(write, unit, desk, shelf)
        digest = hashlib.sha256(record_json).hexdigest()
        if record.conflicts and digest not in {c.value.record for c in desk.conflicts}:
            add(write, unit, BroughtConflicts(record=digest, conflicts=record.conflicts))
        for finding in record.findings:
            _bring_finding(write, desk, finding, day)
    return brought


def read_record(data: bytes) -> Record:
    """The record in a file, whole and consistent. Raises WrongFileError."""
    if len(data) > MOST_BYTES:
        raise WrongFileError(
            "This file is larger than the desk takes at once. Nothing was brought in.",
            hint="Run corroborate on fewer reports at a time, and bring the records in one by one.",
        )
    try:
        record = from_json(data)
        shelve(record)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise WrongFileError from None
    except BrokenRecordError:
        raise WrongFileError(
            "This record names something that it does not hold. Nothing was brought in.",
            hint="Make the record again with corroborate.",
        ) from None
    if record.format != FORMAT:
        raise WrongFileError(
            "Another release of Holdfast made this record. Nothing was brought in.",
            hint="Make the record again with this release.",
        )
    _check_ids(record)
    return record


def _check_ids(record: Record) -> None:
    reports = {report.id for report in record.reports}
    statements = {statement.id for statement in record.statements}
    whole = len(reports) == len(record.reports) and len(statements) == len(record.statements)
    if not whole or any(figure.report not in reports for figure in record.figures):
        raise WrongFileError(
            "This record says the same thing twice, or of no report. Nothing was brought in.",
            hint="Make the record again with corroborate.",
        )
    if any(not statement.chain for statement in record.statements):
        raise WrongFileError(
            "This record has statements that nobody said. Nothing was brought in.",
            hint="Make the record again with corroborate.",
        )


def brought_reports(shelf: Shelf, *, first_place: int = 1) -> list[BroughtReport]:
    """The reports of a record, each with all that is its own."""
    statements: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in shelf.record.statements:
        statements[statement.report].append(statement)
    shares = _shares(shelf)
    return [
        BroughtReport(
            place=place,
            report=report,
            sources=_sources_of(statements[report.id], shelf),
            statements=tuple(statements[report.id]),
            figures=shelf.figures_of_report.get(report.id, ()),
            shares=tuple(shares[report.id].values()),
        )
        for place, report in enumerate(shelf.record.reports, start=first_place)
    ]


def _sources_of(statements: Iterable[Statement], shelf: Shelf) -> tuple[Source, ...]:
    """Whoever says, hears, passes on or confirms something, and the bodies they speak for."""
    used: set[str] = set()
    for s in statements:
        parties = [party.source for party in (s.speaker, s.told_to) if party]
        used.update(s.chain, s.confirmed_by, parties, [s.origin] if s.origin else [])
    bodies = {body for body in (shelf.sources[name].member_of for name in used) if body}
    return tuple(shelf.sources[name] for name in sorted(used | bodies) if name in shelf.sources)


def _shares(shelf: Shelf) -> defaultdict[str, dict[str, Share]]:
    """By report and finding: what the report has of the finding, in the finding's order."""
    found: defaultdict[str, dict[str, Share]] = defaultdict(dict)

    def give(finding: Finding, report: str, field: str, name: str) -> None:
        empty = Share(finding=finding.id, statements=(), against=(), figures=())
        old = found[report].get(finding.id, empty)
        more = (*getattr(old, field), name)
        found[report][finding.id] = msgspec.structs.replace(old, **{field: more})

    for finding in shelf.record.findings:
        for field in ("statements", "against"):
            for name in getattr(finding, field):
                give(finding, shelf.statements[name].report, field, name)
        for name in finding.figures:
            give(finding, shelf.figures[name].report, "figures", name)
    return found


def _bring_reports(write: Write, unit: UnitId, desk: OnDesk, shelf: Shelf) -> Brought:
    known = {stored.value.report.id: stored for stored in desk.reports}
    place = 1 + max((stored.value.place for stored in desk.reports), default=0)
    new = renewed = unchanged = 0
    for fresh in brought_reports(shelf, first_place=place):
        old = known.get(fresh.report.id)
        ours = fresh if old is None else msgspec.structs.replace(fresh, place=old.value.place)
        if old is None:
            add(write, unit, ours)
            new += 1
        elif _same(old, ours):
            unchanged += 1
        else:
            save(write, old.id, ours, revision=old.revision)
            renewed += 1
    return Brought(new, renewed, unchanged)


def _same(old: Stored[BroughtReport], new: BroughtReport) -> bool:
    return msgspec.msgpack.encode(old.value) == msgspec.msgpack.encode(new)


def _bring_finding(write: Write, desk: OnDesk, finding: Finding, day: str) -> None:
    counted = finding.origins
    before = CountedBefore(count=counted.count, least=counted.min, most=counted.max, day=day)
    ours = [before] if counted.reviewed else []
    stored = next((s for s in desk.findings if s.value.id == finding.id), None)
    if stored is None:
        fresh = ReviewedFinding(
            id=finding.id, act=finding.act, title=finding.title, counted_before=tuple(ours)
        )
        add(write, desk.place.unit, fresh)
    elif ours and not any(_says_same(before, c) for c in stored.value.counted_before):
        more = (*stored.value.counted_before, before)
        changed = msgspec.structs.replace(stored.value, counted_before=more)
        save(write, stored.id, changed, revision=stored.revision)


def _says_same(one: CountedBefore, other: CountedBefore) -> bool:
    return (one.count, one.least, one.most) == (other.count, other.least, other.most)
