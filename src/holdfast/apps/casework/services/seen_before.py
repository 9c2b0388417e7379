"""Asking whether somebody was here before: bounded, counted, and known to those who coordinate.

By their names and numbers, or by the numbers that are kept of a case or a person of the network.

Invariants:
- The question is written down before it is answered; it answers within what the actor may open.
- Over the limit nothing is answered, so nothing is learnt; the first refusal of an hour is written
  down too.
"""

from __future__ import annotations

from dataclasses import dataclass

from holdfast.apps.accounts.rules import Permission, may
from holdfast.apps.casework.errors.cases import AskedTooOftenError, TooMuchAskedError
from holdfast.apps.casework.queries.cases import Similar, similar_cases
from holdfast.apps.casework.queries.same_number import same_number
from holdfast.apps.casework.queries.seen_before import asked_lately
from holdfast.apps.casework.queries.subjects import subject
from holdfast.apps.casework.records.seen_before import Asked
from holdfast.apps.casework.rules.cases import name_words, phone_ends
from holdfast.apps.casework.rules.seen_before import are_too_many, is_bounded
from holdfast.apps.intake.queries.callers import Alike, conversations_like
from holdfast.apps.intake.queries.line import is_open
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import Actor, Part, ScopeId, require
from holdfast.apps.keyring.services.bodies import add
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now


@dataclass(frozen=True, slots=True)
class SeenBefore:
    """Cases and conversations of the line in which somebody like that was met."""

    cases: tuple[Similar, ...] = ()
    conversations: tuple[Alike, ...] = ()


def seen_before(*, actor: Actor, words: str, clock: Clock = utc_now) -> SeenBefore:
    """Who was met under these names or numbers, in what the actor may open.

    Raises NotPermittedError, TooMuchAskedError (a list), AskedTooOftenError, StoreError.
    """
    if not may(actor.roles, Permission.WORK_CASES):
        require(actor, Permission.ANSWER_CONTACTS)
    if not is_bounded(words):
        raise TooMuchAskedError
    found = SeenBefore(_cases(actor, words, clock), _conversations(actor, words))
    if not _is_written_down(actor, len(found.cases) + len(found.conversations), clock):
        raise AskedTooOftenError
    return found


def compare_numbers(*, actor: Actor, subject_id: ScopeId, clock: Clock = utc_now) -> list[str]:
    """The aliases of whoever else has a telephone number of this case or person of the network.

    Raises NotPermittedError, AskedTooOftenError, StoreError, or as `queries.subjects.subject`.
    """
    require(actor, Permission.WORK_CASES)
    found = same_number(actor, subject(actor, subject_id, clock=clock).id, now=clock())
    if not _is_written_down(actor, len(found), clock):
        raise AskedTooOftenError
    return found


def _is_written_down(actor: Actor, hits: int, clock: Clock) -> bool:
    """Whether the question may be answered. Writers take turns, so two at once are counted."""
    with writing(actor) as write:
        lately = asked_lately(actor, clock=clock)
        if not are_too_many((one.at for one in lately if not one.is_refused), clock()):
            asked = Asked(by=actor.member, at=clock(), hits=hits)
        elif not any(one.is_refused for one in lately):
            asked = Asked(by=actor.member, at=clock(), hits=0, is_refused=True)
        else:
            return False
        add(write, create_unit(write, team_key(actor).scope, Part.TEAM), asked)
    return not asked.is_refused


def _cases(actor: Actor, words: str, clock: Clock) -> tuple[Similar, ...]:
    if not may(actor.roles, Permission.WORK_CASES):
        return ()
    return tuple(similar_cases(actor, words, clock=clock))


def _conversations(actor: Actor, words: str) -> tuple[Alike, ...]:
    """Those of the line, for who answers it; nothing for others, or where there is no line."""
    if not may(actor.roles, Permission.ANSWER_CONTACTS) or not is_open():
        return ()
    names, ends = name_words(words), phone_ends(words)

    def is_alike(name: str, reach: str) -> bool:
        known = name_words(name)
        is_named = bool(known) and len(known & names) >= min(2, len(known))
        return is_named or bool(phone_ends(reach) & ends)

    try:
        return tuple(conversations_like(actor=actor, is_alike=is_alike, named=names))
    except NotGrantedError:
        return ()
