"""Founding the review desk, and letting in those who judge.

Invariants: there is one desk; whoever is let in gets its key, and nothing else.
"""

from __future__ import annotations

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import Actor, Part, ScopeId, require
from holdfast.apps.keyring.services.bodies import add
from holdfast.apps.keyring.services.grants import grant
from holdfast.apps.keyring.services.scopes import create_case_scope, create_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.apps.review.errors import ReviewFoundedError
from holdfast.apps.review.queries.desk import find_place, is_founded
from holdfast.apps.review.records import ReviewCard


def found_review(*, actor: Actor) -> ScopeId:
    """The review desk of the team, held by the actor.

    Raises NotPermittedError, ReviewFoundedError, StoreError.
    """
    require(actor, Permission.JUDGE_REPORTS)
    with writing(actor) as write:
        if is_founded(actor):
            raise ReviewFoundedError
        scope = create_case_scope(write)
        unit = create_unit(write, scope, Part.CONTENT)
        team = team_key(actor).scope
        card = ReviewCard(scope=scope, unit=unit)
        add(write, create_unit(write, team, Part.TEAM), card)
    return scope


def join_review(*, actor: Actor, member: MemberId) -> None:
    """Let a member read and judge.

    Raises NotPermittedError, NoReviewError, NotGrantedError, AlreadyHoldsError, StoreError.
    """
    require(actor, Permission.JUDGE_REPORTS)
    with writing(actor) as write:
        grant(write, find_place(actor).scope, Part.CONTENT, member)
