"""What keys ask people to do.

Invariants: answers are opaque ids, of scopes that the actor holds; of others a number is all that
anybody learns.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from holdfast.apps.accounts.rules import MemberId
from holdfast.apps.keyring.models import Holding, ScopeKey
from holdfast.apps.keyring.rules import Actor, Part, ScopeId
from holdfast.kernel.clock import Clock, iso_week, utc_now


@dataclass(frozen=True, slots=True)
class DueRotation:
    """A scope whose key must be rotated, and since which ISO week."""

    scope: ScopeId
    part: Part
    since: str


def overdue_rotations(actor: Actor, *, weeks: int = 1, clock: Clock = utc_now) -> list[DueRotation]:
    """The rotations that nobody has made for `weeks`, of scopes the actor can open.

    Opening the scope makes them: `services.opening.open_scope`.
    """
    latest = iso_week(clock() - dt.timedelta(weeks=weeks))
    rows = ScopeKey.objects.filter(pk__in=_held_by(actor.member)).exclude(due_since="")
    due = rows.filter(due_since__lte=latest).order_by("due_since", "pk")
    return [DueRotation(ScopeId(row.scope), Part(row.part), row.due_since) for row in due]


def holders(actor: Actor, scope: ScopeId, part: Part) -> list[MemberId]:
    """Who can open one part of a scope; empty where the actor cannot open it themselves."""
    key = ScopeKey.objects.filter(scope=scope, part=part)
    rows = Holding.objects.filter(scope_key__in=key.values("pk")).order_by("member")
    found = [MemberId(member) for member in rows.values_list("member", flat=True)]
    return found if actor.member in found else []


def all_holders(actor: Actor) -> dict[tuple[ScopeId, Part], list[MemberId]]:
    """Who can open each part of each scope that the actor can open."""
    keys = ScopeKey.objects.filter(pk__in=_held_by(actor.member))
    places = {row.pk: (ScopeId(row.scope), Part(row.part)) for row in keys}
    found: dict[tuple[ScopeId, Part], list[MemberId]] = {place: [] for place in places.values()}
    rows = Holding.objects.filter(scope_key__in=keys.values("pk")).order_by("member")
    for scope_key, member in rows.values_list("scope_key", "member"):
        found[places[scope_key]].append(MemberId(member))
    return found


def held_beyond(actor: Actor, member: MemberId) -> int:
    """How many scopes a member can open that the actor cannot."""
    keys = ScopeKey.objects.filter(pk__in=_held_by(member)).values("scope")
    mine = ScopeKey.objects.filter(pk__in=_held_by(actor.member)).values("scope")
    return int(keys.exclude(scope__in=mine).distinct().count())


def beyond(actor: Actor) -> int:
    """How many scopes there are that the actor cannot open."""
    mine = ScopeKey.objects.filter(pk__in=_held_by(actor.member)).values("scope")
    return int(ScopeKey.objects.exclude(scope__in=mine).values("scope").distinct().count())


def held_by(member: MemberId) -> list[tuple[ScopeId, Part]]:
    """All that a member can open: to be taken back from who fell into wrong hands."""
    rows = ScopeKey.objects.filter(pk__in=_held_by(member)).order_by("pk")
    return [(ScopeId(row.scope), Part(row.part)) for row in rows]


def held_by_them_alone(member: MemberId) -> list[tuple[ScopeId, Part]]:
    """What would be lost with this member: to be granted to others before they leave."""
    others = Holding.objects.filter(scope_key=OuterRef("pk")).exclude(member=member)
    rows = ScopeKey.objects.filter(~Exists(others), pk__in=_held_by(member)).order_by("pk")
    return [(ScopeId(row.scope), Part(row.part)) for row in rows]


def _held_by(member: MemberId) -> QuerySet[Any]:
    return Holding.objects.filter(member=member).values("scope_key")
