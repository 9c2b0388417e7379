"""Reading requests of the press.

Invariants:
- What a member sees is what their keys open. Who asks and whom they met comes apart, for those
  alone who hold the identity key.
"""

from __future__ import annotations

from dataclasses import dataclass

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.intake.team.interviews import InterviewId
from holdfast.apps.intake.team.records.interviews import Interview, Journalist
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import Stored, find
from holdfast.apps.keyring.queries.tasks import holders
from holdfast.apps.keyring.rules import Actor, Part, ScopeId, require


@dataclass(frozen=True, slots=True)
class InterviewView:
    """A request as its page shows it. `journalist` is None for who may not know it."""

    id: InterviewId
    revision: int
    interview: Interview
    journalist: Journalist | None
    known_to: tuple[MemberId, ...]


def interviews(actor: Actor) -> list[tuple[InterviewId, Interview]]:
    """The requests that the actor may open, the newest first."""
    require(actor, Permission.TAKE_TESTIMONY)
    found = [(InterviewId(one.scope), one.value) for one in find(actor, Interview)]
    return sorted(found, key=lambda one: (one[1].asked_on, one[0]), reverse=True)


def interview(actor: Actor, interview: InterviewId) -> InterviewView:
    """One request. Raises NotPermittedError, NotGrantedError."""
    stored, who = stored_interview(actor, interview), stored_journalist(actor, interview)
    return InterviewView(
        id=interview,
        revision=stored.revision,
        interview=stored.value,
        journalist=who.value if who else None,
        known_to=tuple(holders(actor, ScopeId(interview), Part.CONTENT)),
    )


def stored_interview(actor: Actor, interview: InterviewId) -> Stored[Interview]:
    """The record of a request. Raises NotPermittedError, NotGrantedError."""
    require(actor, Permission.TAKE_TESTIMONY)
    stored = next(find(actor, Interview, scope=ScopeId(interview)), None)
    if stored is None:
        raise NotGrantedError
    return stored


def stored_journalist(actor: Actor, interview: InterviewId) -> Stored[Journalist] | None:
    """The record of who asks, or None for who does not hold the identity key."""
    return next(find(actor, Journalist, scope=ScopeId(interview)), None)
