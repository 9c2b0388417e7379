"""Who else has a telephone number of somebody: asked through `services.seen_before` only.

Invariants:
- Nothing is compared that the actor may not open, nor what an expired grant still opens.
- It tells who was met before, so nobody asks it but by the counted question.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator

from holdfast.apps.casework.records.cases import Identity
from holdfast.apps.casework.records.people import HelperIdentity
from holdfast.apps.casework.rules.signals import marks_of, sharing
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.rules import Actor, ScopeId

from .files import expired_scopes
from .subjects import person


def same_number(actor: Actor, id_: ScopeId, *, now: dt.datetime) -> list[str]:
    """The aliases of whoever else has a number of theirs, where the actor may open who both are."""
    gone, key = expired_scopes(actor, now), secrets.token_bytes(32)
    marks = {scope: marks_of(phones, key) for scope, phones in _numbers(actor) if scope not in gone}
    return sorted(_alias(actor, one, now) for one in sharing(marks.pop(id_, set()), marks))


def _numbers(actor: Actor) -> Iterator[tuple[str, tuple[str, ...]]]:
    for named in find(actor, Identity):
        yield named.scope, named.value.phones
    for helper in find(actor, HelperIdentity):
        yield helper.scope, helper.value.phones


def _alias(actor: Actor, id_: str, now: dt.datetime) -> str:
    known = person(actor, ScopeId(id_), now=now)
    return known.alias if known else "somebody you may not open"
