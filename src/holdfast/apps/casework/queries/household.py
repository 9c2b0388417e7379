"""A household as its page shows it: members, what a child's consent lacks, and who is kept apart.

Invariants: another case or a helper is named to whoever can open it; to others it is "another
case" or "a helper".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from holdfast.apps.casework.records.cases import Case, HouseholdCard
from holdfast.apps.casework.records.devices import Device
from holdfast.apps.casework.records.documents import Document
from holdfast.apps.casework.records.household import HouseholdMember, HouseholdTie
from holdfast.apps.casework.records.people import Helper
from holdfast.apps.casework.records.places import Stay
from holdfast.apps.casework.rules.cases import CaseId, CaseState
from holdfast.apps.casework.rules.household import (
    KEPT_APART,
    Between,
    Gap,
    Tie,
    counted,
    gaps,
    others_of,
)
from holdfast.apps.casework.rules.names import as_typed
from holdfast.apps.casework.rules.people import HelperId
from holdfast.apps.keyring.queries.bodies import Stored, find
from holdfast.apps.keyring.rules import Actor, RecordId, ScopeId
from holdfast.kernel.clock import Clock, utc_now

from .asked import CaseWarning, Gravity
from .files import CaseFile, case_files, expired_scopes, read_file, team_cards
from .ties import hidden_helpers, kept_secret

_NOBODY_AGREED = "A child of this household goes without the consent that is needed."


@dataclass(frozen=True, slots=True)
class MemberLine:
    """Somebody of the household, and what a child's consent lacks."""

    stored: Stored[HouseholdMember]
    gaps: list[Gap]


@dataclass(frozen=True, slots=True)
class TieLine:
    """A tie, and the alias of the other (empty where the actor cannot open it); `is_theirs`
    where the other case says it of this one."""

    stored: Stored[HouseholdTie]
    other: str
    is_theirs: bool


@dataclass(frozen=True, slots=True)
class HouseholdView:
    """The household of a case."""

    members: list[MemberLine]
    ties: list[TieLine]


def household(actor: Actor, case: CaseId, *, clock: Clock = utc_now) -> HouseholdView:
    """The household of a case. Raises as `read_file` does."""
    file, gone = read_file(actor, case, clock=clock), expired_scopes(actor, clock())
    members = sorted(file.all(HouseholdMember), key=lambda stored: stored.value.alias)
    mine = [
        TieLine(one, _other(actor, one.value, gone), is_theirs=False)
        for one in file.all(HouseholdTie)
    ]
    theirs = [
        TieLine(one, _alias(actor, one.scope), is_theirs=True)
        for one in find(actor, HouseholdTie, where=lambda tie: tie.other_case == case)
        if one.scope not in gone
    ]
    return HouseholdView(
        members=[MemberLine(one, gaps(one.value.age, one.value.consent)) for one in members],
        ties=[*mine, *theirs],
    )


def case_named(actor: Actor, words: str, *, clock: Clock = utc_now) -> CaseId | None:
    """The case that the actor can open with this alias or short id; None where none is."""
    wanted = words.strip().casefold()
    for file in case_files(actor, now=clock()):
        if wanted in {file.case.alias.casefold(), file.case.short.casefold()}:
            return file.scope
    return None


def check_member(file: CaseFile, record: str) -> None:
    """Return where this is nobody in particular, or somebody of the household.

    Raises NotGrantedError.
    """
    if record:
        file.one(RecordId(record), HouseholdMember)


def members_of(file: CaseFile) -> list[tuple[str, str]]:
    """Who is in the household besides whom it is about: record and alias."""
    listed = [(str(one.id), one.value.alias) for one in file.all(HouseholdMember)]
    return sorted(listed, key=lambda one: one[1])


def relying_on(file: CaseFile, record: RecordId) -> int:
    """How many documents and devices are said to be of this member."""
    owners = [one.value.of for one in file.all(Document)]
    owners += [one.value.of for one in file.all(Device)]
    return owners.count(record)


def card_of(members: Sequence[HouseholdMember], before: HouseholdCard) -> HouseholdCard:
    """The counts that places ask for; as they were where nobody is listed."""
    if not members:
        return before
    travelling = [(one.kin, one.age) for one in members if one.is_travelling]
    people, children = counted(travelling)
    return HouseholdCard(people, children, before.has_pets, before.avoids_stairs)


def of_consent(file: CaseFile, _now: dt.datetime) -> Iterator[CaseWarning]:
    """That a child goes without the consent that is needed."""
    if file.case.state is CaseState.CLOSED:
        return
    members = [one.value for one in file.all(HouseholdMember) if one.value.is_travelling]
    lacking = {gap: None for one in members for gap in gaps(one.age, one.consent)}
    if lacking:
        yield CaseWarning(Gravity.DANGER, _NOBODY_AGREED, " ".join(lacking))


def kept_apart(actor: Actor, case: CaseId, *, clock: Clock = utc_now) -> frozenset[CaseId]:
    """The cases that this one must not be placed with, whichever of the two says so.

    Only what the actor can open is known here, and nothing by a grant that expired.
    """
    between = _between(actor, clock)
    return frozenset(
        CaseId(ScopeId(o)) for tie in KEPT_APART for o in others_of(case, tie, between)
    )


def hidden_from(actor: Actor, case: CaseId, *, clock: Clock = utc_now) -> frozenset[HelperId]:
    """The helpers who must not know of a case, as far as the actor can open both."""
    gone = expired_scopes(actor, clock())
    ties = [one for one in find(actor, HouseholdTie, scope=case) if one.scope not in gone]
    helpers = hidden_helpers(ties, find(actor, Helper)) if ties else {}
    return frozenset(HelperId(ScopeId(id_)) for id_ in helpers.get(case, ()))


def company_of(actor: Actor, case: CaseId, *, clock: Clock = utc_now) -> frozenset[CaseId]:
    """The cases that travel with this one and are not kept from it, as far as the actor can open
    them."""
    between = _between(actor, clock)
    with_them = others_of(case, Tie.TRAVELS_WITH, between)
    return frozenset(CaseId(ScopeId(o)) for o in with_them) - kept_apart(actor, case, clock=clock)


def secret_places(actor: Actor, *, clock: Clock = utc_now) -> dict[str, frozenset[str]]:
    """For each helper the places where somebody sleeps from tonight on of whom they must not know,
    as far as the actor can open both."""
    gone = expired_scopes(actor, clock())
    ties = [one for one in find(actor, HouseholdTie) if one.scope not in gone]
    hidden = hidden_helpers(ties, find(actor, Helper)) if ties else {}
    stays = (card.value for card in team_cards(actor, Stay)) if hidden else ()
    return kept_secret(hidden, stays, today=clock().date())


def helper_named(actor: Actor, words: str) -> HelperId | None:
    """The helper that the actor can open with this alias or short id; None where none is."""
    wanted = as_typed(words)
    for found in find(actor, Helper):
        if wanted in {as_typed(found.value.alias), as_typed(found.value.short)} - {""}:
            return found.scope
    return None


def holds(actor: Actor, case: str) -> bool:
    """Whether the actor can open this as a case."""
    return next(find(actor, Case, scope=CaseId(case)), None) is not None


def _between(actor: Actor, clock: Clock) -> list[Between]:
    gone = expired_scopes(actor, clock())
    return [
        Between(one.scope, one.value.tie, one.value.other_case)
        for one in find(actor, HouseholdTie)
        if one.scope not in gone
    ]


def _other(actor: Actor, tie: HouseholdTie, gone: set[ScopeId]) -> str:
    if tie.other_helper:
        found = find(actor, Helper, scope=ScopeId(tie.other_helper))
        return next((stored.value.alias for stored in found), "")
    if not tie.other_case:
        return tie.other_alias
    return "" if tie.other_case in gone else _alias(actor, CaseId(ScopeId(tie.other_case)))


def _alias(actor: Actor, case: CaseId) -> str:
    return next((stored.value.alias for stored in find(actor, Case, scope=case)), "")
