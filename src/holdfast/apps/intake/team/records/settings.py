"""What the team chose for the line, and where each member is told.

Invariants: the whole team may read it; members stand in it by opaque id, and nobody who reached us.
"""

from __future__ import annotations

import msgspec

from holdfast.apps.intake.rules import PROMISES, Danger
from holdfast.apps.intake.team.notices import EVERY_MINUTES, SAYS, By, NoticeKind, Quiet
from holdfast.apps.intake.team.rota import Hours
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded

NEUTRAL = "Something on your desk needs you."


def _minutes() -> dict[Danger, int]:
    return {danger: int(length.total_seconds() // 60) for danger, length in PROMISES.items()}


class TeamSettings(Sealable, frozen=True, kw_only=True):
    """When the line is open, what it promises, and what notices say."""

    KIND = "intake.team_settings"
    KEPT = UntilShredded("the line works by it")
    zone: str = "UTC"
    hours: tuple[Hours, ...] = ()
    promises: dict[Danger, int] = msgspec.field(default_factory=_minutes)
    subject: str = NEUTRAL
    says: dict[NoticeKind, str] = msgspec.field(default_factory=lambda: dict(SAYS))
    every: dict[NoticeKind, int] = msgspec.field(default_factory=lambda: dict(EVERY_MINUTES))


class OwnNotices(Sealable, frozen=True, kw_only=True):
    """How a member is told of the line. No kinds: they are not told."""

    KIND = "intake.own_notices"
    KEPT = UntilShredded("without it this member is not told; they change it themselves")
    member: str
    by: By = By.MAIL
    address: str = ""
    kinds: tuple[NoticeKind, ...] = ()
    quiet: Quiet | None = None

    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """What must not stand in anything that leaves."""
        return (("account", self.address),)
