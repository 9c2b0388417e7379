"""The record, ready to be looked things up in.

Invariants:
- Nothing is copied or changed; everything hangs on ids, and an id the record does not hold is an
  error here and not a hole on a page.
- Statements that are the same words (`same_as`) form one telling group, named by its root.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from holdfast.kernel.errors import HoldfastError
from holdfast.methods.corroboration.record import Figure, Finding, Record, Report, Source, Statement

Key = TypeVar("Key")
Value = TypeVar("Value")


class BrokenRecordError(HoldfastError):
    """The record refers to something that is not in it."""

    code = "corroboration.broken-record"


@dataclass(frozen=True, slots=True)
class Shelf:
    """One record and its look-up tables. `numbers` counts the statements of a report from 1."""

    record: Record
    reports: Mapping[str, Report]
    sources: Mapping[str, Source]
    statements: Mapping[str, Statement]
    figures: Mapping[str, Figure]
    of_report: Mapping[str, tuple[Statement, ...]]
    figures_of_report: Mapping[str, tuple[Figure, ...]]
    numbers: Mapping[str, int]
    roots: Mapping[str, str]
    tellings: Mapping[str, tuple[Statement, ...]]
    findings_of: Mapping[str, tuple[Finding, ...]]
    said_by: Mapping[str, tuple[Statement, ...]]

    def groups(self, statements: Iterable[str]) -> tuple[tuple[Statement, ...], ...]:
        """The statements gathered by telling group, each group in the order given."""
        gathered: dict[str, list[Statement]] = {}
        for name in statements:
            gathered.setdefault(self.roots[name], []).append(self.statements[name])
        return tuple(tuple(group) for group in gathered.values())

    def others_telling(self, statement: Statement) -> tuple[Statement, ...]:
        """The same words in other reports, one for each report."""
        found: dict[str, Statement] = {}
        for other in self.tellings[self.roots[statement.id]]:
            if other.report != statement.report:
                found.setdefault(other.report, other)
        return tuple(found.values())


def shelve(record: Record) -> Shelf:
    """The look-up tables of the record. Raises `BrokenRecordError` where a reference dangles."""
    statements = {s.id: s for s in record.statements}
    of_report = _by_report(record)
    roots = {s.id: _root(s, statements) for s in record.statements}
    shelf = Shelf(
        record=record,
        reports={r.id: r for r in record.reports},
        sources={s.id: s for s in record.sources},
        statements=statements,
        figures={f.id: f for f in record.figures},
        of_report=of_report,
        figures_of_report=_grouped((f.report, f) for f in record.figures),
        numbers={s.id: n for each in of_report.values() for n, s in enumerate(each, start=1)},
        roots=roots,
        tellings=_grouped((roots[s.id], s) for s in record.statements),
        findings_of=_grouped(
            (name, finding)
            for finding in record.findings
            for name in dict.fromkeys((*finding.statements, *finding.against))
        ),
        said_by=_grouped((who, s) for s in record.statements for who in _voices(s)),
    )
    _check(shelf)
    return shelf


def _voices(statement: Statement) -> Iterable[str]:
    """Whose statement it is: the speaker and the origin, once where they are one."""
    speaker = statement.speaker.source if statement.speaker else None
    return dict.fromkeys(name for name in (statement.origin, speaker) if name is not None)


def _by_report(record: Record) -> dict[str, tuple[Statement, ...]]:
    ordered = sorted(record.statements, key=lambda s: (s.report, s.spans, s.id))
    return _grouped((s.report, s) for s in ordered)


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, tuple[Value, ...]]:
    gathered: defaultdict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        gathered[key].append(value)
    return {key: tuple(values) for key, values in gathered.items()}


def _root(statement: Statement, statements: Mapping[str, Statement]) -> str:
    seen = {statement.id}
    while statement.same_as is not None and statement.same_as not in seen:
        seen.add(statement.same_as)
        if statement.same_as not in statements:
            raise _dangling("statement")
        statement = statements[statement.same_as]
    return min(seen) if statement.same_as is not None else statement.id


def _check(shelf: Shelf) -> None:
    for statement in shelf.record.statements:
        parties = (p.source for p in (statement.speaker, statement.told_to) if p is not None)
        named = {*statement.chain, *statement.confirmed_by, *parties, statement.origin} - {None}
        if not named <= shelf.sources.keys():
            raise _dangling("source")
        if statement.report not in shelf.reports:
            raise _dangling("report")
    for finding in shelf.record.findings:
        if not {*finding.statements, *finding.against} <= shelf.statements.keys():
            raise _dangling("statement")
        if not set(finding.origins.sources) <= shelf.sources.keys():
            raise _dangling("source")
        if not set(finding.figures) <= shelf.figures.keys():
            raise _dangling("figure")
    for conflict in shelf.record.conflicts:
        if not set(conflict.figures) <= shelf.figures.keys():
            raise _dangling("figure")


def _dangling(what: str) -> BrokenRecordError:
    return BrokenRecordError(
        f"The record names a {what} that it does not hold. No page was written; the reports are "
        "unchanged.",
        hint="Make the record again; if that does not help, report it as a defect.",
    )
