"""What a case's own records ask to be looked at, and what its claims make of it, as pure functions.

Invariants: a signal that stands on something new is to be looked at again; what speaks against
somebody warns, and is never hidden by what speaks for them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from holdfast.apps.casework.records.cases import Fact
from holdfast.apps.casework.records.vetting import Claim, SignalLook, SignalNote
from holdfast.apps.casework.rules.cases import FactKind
from holdfast.apps.casework.rules.signals import Signal, resumed_after_detention
from holdfast.apps.casework.rules.vetting import ADVERSE, Result, Standing, counted, overall
from holdfast.apps.keyring.queries.bodies import Stored

from .asked import CaseWarning, Due, Gravity, TaskKind
from .files import CaseFile

LOOK_WITHIN = dt.timedelta(days=1)


class Ground(NamedTuple):
    """What a signal stands on, and since when it is known."""

    says: str
    at: dt.datetime


Grounds = dict[Signal, list[Ground]]


def of_signals(file: CaseFile, _now: dt.datetime) -> Iterator[Due]:
    """Signals of a case's own records that nobody looked at yet."""
    looks = [stored.value for stored in file.all(SignalLook)]
    for signal, grounds in grounds_of(file.all(SignalNote), file).items():
        if not is_looked_at(signal, basis_of(grounds), looks):
            since = max(ground.at for ground in grounds)
            yield Due(since + LOOK_WITHIN, TaskKind.LOOK, f"Look at this: {signal}")


def of_vetting(file: CaseFile, _now: dt.datetime) -> Iterator[CaseWarning]:
    """What speaks against them and counts, and what was said so and waits for a second member."""
    found = result_of(file.all(Claim))
    if found in ADVERSE:
        yield CaseWarning(Gravity.DANGER, f"Vetting: {found}.", "See who found it, under Vetting.")
        return
    waits = [c.value.result for c in file.all(Claim) if c.value.standing is Standing.AWAITS]
    for result in ADVERSE:
        if result in waits:
            more = "It counts once a second member agrees, under Vetting."
            yield CaseWarning(Gravity.WARN, f"A member says: {result}.", more)


def grounds_of(notes: list[Stored[SignalNote]], file: CaseFile | None) -> Grounds:
    """What members noticed, and what the dated facts of a case tell, by signal."""
    found: Grounds = {}
    for note in sorted((stored.value for stored in notes), key=lambda note: (note.at, note.says)):
        found.setdefault(note.signal, []).append(Ground(note.says, note.at))
    resumed = _resumed(file) if file is not None else None
    if resumed is not None:
        found.setdefault(Signal.CONTACT_AFTER_DETENTION, []).append(resumed)
    return found


def basis_of(grounds: list[Ground]) -> str:
    """What a signal stands on, to be compared with what somebody looked at."""
    return "\n".join(ground.says for ground in grounds)


def is_looked_at(signal: Signal, basis: str, looks: list[SignalLook]) -> bool:
    """Whether somebody looked at it as it stands now."""
    return any(look.signal is signal and look.basis == basis for look in looks)


def result_of(claims: list[Stored[Claim]]) -> Result:
    """What these claims make of somebody."""
    return overall(counted((claim.value.result, claim.value.standing) for claim in claims))


def _resumed(file: CaseFile) -> Ground | None:
    facts = [stored.value for stored in file.all(Fact)]
    detained = [fact.on for fact in facts if fact.kind is FactKind.DETENTION]
    contacts = [fact for fact in facts if fact.kind is FactKind.CONTACT]
    last = resumed_after_detention(detained, (fact.on for fact in contacts))
    if last is None:
        return None
    return Ground(f"contact of {last}", max(fact.at for fact in contacts))
