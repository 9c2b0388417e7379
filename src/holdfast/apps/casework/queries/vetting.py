"""What a member sees of somebody's vetting: claims, who agreed, the chain of vouchers, signals.

Invariants:
- What is derived is derived anew at each look, from what the actor may open and from nothing else.
- A signal is shown with who looked at it; one that stands on something new is to
  be looked at again.
- No numbers are compared here: who has the same one is handed in, by whoever asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from holdfast.apps.casework.records.people import Helper
from holdfast.apps.casework.records.vetting import Claim, SignalLook, SignalNote
from holdfast.apps.casework.rules.signals import Signal
from holdfast.apps.casework.rules.vetting import (
    Result,
    Standing,
    Step,
    counted,
)
from holdfast.apps.casework.rules.vouching import Chain, Mark, Person, chain_of
from holdfast.apps.keyring.queries.bodies import Stored, find
from holdfast.apps.keyring.rules import Actor, ScopeId
from holdfast.kernel.clock import Clock, utc_now

from .signals import Ground, basis_of, grounds_of, is_looked_at, result_of
from .subjects import Subject, people, subject


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim, where it stands, and what the actor can say of it."""

    stored: Stored[Claim]
    standing: Standing
    steps: frozenset[Step]


@dataclass(frozen=True, slots=True)
class SignalView:
    """Something to be looked at: what it stands on, and who looked. `basis` is handed back."""

    signal: Signal
    says: list[str]
    basis: str
    looks: list[SignalLook]
    is_looked_at: bool


@dataclass(frozen=True, slots=True)
class VettingView:
    """All that is known of somebody by vetting. `people` are those in the chain, by id."""

    subject: Subject
    overall: Result
    counted: list[Result]
    claims: list[ClaimView]
    signals: list[SignalView]
    chain: Chain
    people: dict[str, Person]


def vetting(
    actor: Actor,
    id_: ScopeId,
    *,
    members: Mapping[str, str],
    same_number: Sequence[str] = (),
    clock: Clock = utc_now,
) -> VettingView:
    """The vetting of a case or of a person of the network. `members` are aliases of the team;
    `same_number` those whom `services.seen_before.compare_numbers` found.

    Raises as `subject` does.
    """
    now, about = clock(), subject(actor, id_, clock=clock)
    claims = list(find(actor, Claim, scope=id_))
    known = _team(members)
    known.update(people(actor, id_, now=now))
    chain = chain_of(id_, known)
    results = counted((claim.value.result, claim.value.standing) for claim in claims)
    ends = [known[one].alias for one, mark in chain.marks.items() if mark is Mark.DETAINED]
    return VettingView(
        subject=about,
        overall=result_of(claims),
        counted=results,
        claims=[_claim(claim, actor) for claim in sorted(claims, key=_newest, reverse=True)],
        signals=_signals(actor, about, _derived(ends, same_number), now),
        chain=chain,
        people=known,
    )


def vouchers(actor: Actor, id_: ScopeId) -> list[tuple[str, str]]:
    """Who of the network whom the actor knows could vouch for somebody: id and alias."""
    known = ((helper.scope, helper.value.alias) for helper in find(actor, Helper))
    return sorted((one for one in known if one[0] != id_), key=lambda one: one[1])


def results(actor: Actor) -> dict[ScopeId, Result]:
    """What counts of everybody of the network whom the actor knows, by scope."""
    claims: dict[ScopeId, list[Stored[Claim]]] = {}
    for claim in find(actor, Claim):
        claims.setdefault(claim.scope, []).append(claim)
    return {one.scope: result_of(claims.get(one.scope, [])) for one in find(actor, Helper)}


def to_look_at(actor: Actor) -> set[ScopeId]:
    """Of whom the actor knows something that a member noticed and nobody looked at yet."""
    looks: dict[ScopeId, list[SignalLook]] = {}
    for look in find(actor, SignalLook):
        looks.setdefault(look.scope, []).append(look.value)
    notes: dict[ScopeId, list[Stored[SignalNote]]] = {}
    for note in find(actor, SignalNote):
        notes.setdefault(note.scope, []).append(note)
    return {
        scope
        for scope, noted in notes.items()
        for signal, grounds in grounds_of(noted, None).items()
        if not is_looked_at(signal, basis_of(grounds), looks.get(scope, []))
    }


def _claim(stored: Stored[Claim], actor: Actor) -> ClaimView:
    claim = stored.value
    return ClaimView(stored, claim.standing, claim.steps_of(actor.member))


def _newest(stored: Stored[Claim]) -> tuple[str, str]:
    return stored.value.week, stored.id


def _team(members: Mapping[str, str]) -> dict[str, Person]:
    """Members end a chain: they were vetted before they were let in."""
    return {id_: Person(alias, is_vetted=True, is_detained=False) for id_, alias in members.items()}


# ------------------------------------------------------------ signals


def _derived(detained: Sequence[str], same_number: Sequence[str]) -> dict[Signal, list[str]]:
    """What each stands on of the signals that nobody noticed, by the aliases of those they name."""
    return {
        Signal.CHAIN_ENDS_DETAINED: [f"{alias} was detained" for alias in sorted(detained)],
        Signal.REUSED_NUMBER: [f"the same number as {alias}" for alias in same_number],
    }


def _signals(
    actor: Actor, about: Subject, derived: Mapping[Signal, list[str]], now: dt.datetime
) -> list[SignalView]:
    looks = [stored.value for stored in find(actor, SignalLook, scope=about.id)]
    found = grounds_of(list(find(actor, SignalNote, scope=about.id)), about.file)
    for signal, says in derived.items():
        if says:
            found.setdefault(signal, []).extend(Ground(one, now) for one in says)
    return [_signal(signal, found[signal], looks) for signal in Signal if signal in found]


def _signal(signal: Signal, grounds: list[Ground], looks: list[SignalLook]) -> SignalView:
    basis = basis_of(grounds)
    own = sorted((look for look in looks if look.signal is signal), key=lambda look: look.at)
    says = [ground.says for ground in grounds]
    return SignalView(signal, says, basis, own, is_looked_at(signal, basis, looks))
