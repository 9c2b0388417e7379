"""What the watch is told of the line, sealed to its key.

Invariants: no alias, no count, no conversation; where it is left, its length says nothing.
"""

from __future__ import annotations

import datetime as dt

from holdfast.apps.intake.rules import Danger
from holdfast.apps.intake.team.notices import NoticeKind, Reached, ToldOnce
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded


class BellNote(Sealable, frozen=True, kw_only=True):
    """That a letter came: when, and in how much danger its own words put somebody."""

    KIND = "intake.bell"
    KEPT = UntilShredded("it is a letter to the watch, and no record")
    written_at: dt.datetime
    danger: Danger
    rings: bool = True


class NoticePlan(Sealable, frozen=True, kw_only=True):
    """Whom the watch tells of the line, where, how often, in which words."""

    KIND = "intake.notice_plan"
    KEPT = UntilShredded("there is one, which each change replaces")
    subject: str
    says: dict[NoticeKind, str]
    every: dict[NoticeKind, int]
    promises: dict[Danger, int]
    people: tuple[Reached, ...]


class LineLook(Sealable, frozen=True, kw_only=True):
    """What waited inside when the desk was last used: whether danger, when the newest danger was
    heard, and the first promise due."""

    KIND = "intake.line_look"
    KEPT = UntilShredded("there is one, which each use of the desk replaces")
    at: dt.datetime
    is_danger: bool
    due_at: dt.datetime | None
    danger_at: dt.datetime | None = None


class ToldNotices(Sealable, frozen=True, kw_only=True):
    """Who was told what when, so that nobody is told it again at once."""

    KIND = "intake.told_notices"
    KEPT = UntilShredded("there is one, which each notice replaces")
    told: tuple[ToldOnce, ...]
