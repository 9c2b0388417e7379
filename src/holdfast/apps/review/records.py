"""What the review desk seals.

Invariants:
- A report is one record with its statements, its figures, its sources and its share of each
  finding: bringing it in again replaces it, and judgements hang on ids that survive that.
- What people judge stands apart from what the machine gathered, in `ReviewedFinding`.
- Of a testimony only its opaque id, the changed name and the language stand here, never its words.
"""

from __future__ import annotations

import msgspec

from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded
from holdfast.methods.corroboration.record import Conflict, Figure, Report, Source, Statement

from .rules import CountedBefore, FromTestimony, Judgement, StatementJudgement


class ReviewCard(Sealable, frozen=True, kw_only=True):
    """Which scope the review desk is. Sealed under the team's key."""

    KIND = "review.card"
    KEPT = UntilShredded("without it nobody finds the review desk")
    scope: str
    unit: str


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """What one report has of one finding."""

    finding: str
    statements: tuple[str, ...]
    against: tuple[str, ...]
    figures: tuple[str, ...]


class BroughtReport(Sealable, frozen=True, kw_only=True):
    """A report as `corroborate` read it. `place` is its place in the order of coming in."""

    KIND = "review.report"
    KEPT = UntilShredded("a finding cannot be checked without the reports it rests on")
    place: int
    report: Report
    sources: tuple[Source, ...]
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    shares: tuple[Share, ...]


class BroughtConflicts(Sealable, frozen=True, kw_only=True):
    """The figures that one record found in conflict; `record` is the SHA-256 of its file."""

    KIND = "review.conflicts"
    KEPT = UntilShredded("it belongs to the reports that were brought in with it")
    record: str
    conflicts: tuple[Conflict, ...]


class ReviewedFinding(Sealable, frozen=True, kw_only=True):
    """An act, and what people did about it. `id` is that of the finding in a record."""

    KIND = "review.finding"
    KEPT = UntilShredded("judgements are answered for as long as anything rests on them")
    id: str
    act: str
    title: str
    counted_before: tuple[CountedBefore, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    statement_judgements: tuple[StatementJudgement, ...] = ()
    testimonies: tuple[FromTestimony, ...] = ()


class WitnessLink(Sealable, frozen=True, kw_only=True):
    """That a statement's origin and the person of a testimony are one; perhaps undone since."""

    KIND = "review.witness_link"
    KEPT = UntilShredded("without it one witness would count twice")
    statement: str
    testimony: str
    changed_name: str
    reason: str
    by: str
    day: str
    undone_by: str = ""
    undone_day: str = ""
    undone_reason: str = ""
