"""What the phone and the papers of a case lead to.

Invariants: what a trace leads to is named where the actor knows it, and counted where not; what an
expired grant still opens is not known.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from holdfast.apps.accounts.rules import MemberId
from holdfast.apps.casework.records.cases import Case
from holdfast.apps.casework.records.people import Helper
from holdfast.apps.casework.records.places import Place
from holdfast.apps.casework.records.traces import Trace
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.traces import LeadsTo
from holdfast.apps.keyring.queries.bodies import Stored, find
from holdfast.apps.keyring.rules import Actor, ScopeId
from holdfast.kernel.clock import Clock, utc_now

from .files import expired_scopes, read_file

Named = dict[LeadsTo, dict[str, str]]


@dataclass(frozen=True, slots=True)
class CaseTraces:
    """The traces of one case, newest first, each with the alias of what it leads to."""

    case: CaseId
    alias: str
    traces: list[tuple[Stored[Trace], str]]
    named: Named


def traces(
    actor: Actor, case: CaseId, *, people: Mapping[MemberId, str], clock: Clock = utc_now
) -> CaseTraces:
    """What is noted of one case. `people` are the aliases of the team.

    Raises as `queries.cases.case`.
    """
    file = read_file(actor, case, clock=clock)
    named = _named(actor, people, gone=expired_scopes(actor, clock()))
    held = sorted(file.all(Trace), key=lambda trace: trace.value.at, reverse=True)
    shown = [(stored, named[stored.value.leads_to].get(stored.value.id, "")) for stored in held]
    named[LeadsTo.CASE].pop(case, None)
    return CaseTraces(case, file.case.alias, shown, named)


def _named(actor: Actor, people: Mapping[MemberId, str], *, gone: Collection[ScopeId]) -> Named:
    cases = (one for one in find(actor, Case) if one.scope not in gone)
    return {
        LeadsTo.CASE: {str(one.scope): one.value.alias for one in cases},
        LeadsTo.MEMBER: {str(member): alias for member, alias in people.items()},
        LeadsTo.HELPER: {str(one.scope): one.value.alias for one in find(actor, Helper)},
        LeadsTo.PLACE: {str(one.scope): one.value.alias for one in find(actor, Place)},
    }
