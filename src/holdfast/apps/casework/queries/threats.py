"""What a member sees of the threats to somebody; who they are, behind a reason of its own.

Invariants: a name is shown to whoever holds the identity key and said why.
"""

from __future__ import annotations

from holdfast.apps.casework.records.threats import Threat, ThreatIdentity
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import Actor, Part, RecordId
from holdfast.kernel.clock import Clock, utc_now

from .cases import read_file


def threats(actor: Actor, case: CaseId, *, clock: Clock = utc_now) -> list[Stored[Threat]]:
    """The threats of a case, those that ended last. Raises as `queries.cases.case`."""
    file = read_file(actor, case, clock=clock)
    return sorted(file.all(Threat), key=lambda t: (bool(t.value.ended_on), t.value.word))


def threat(
    actor: Actor, case: CaseId, record: RecordId, *, clock: Clock = utc_now
) -> Stored[Threat]:
    """One of them. Raises NotGrantedError, or as `threats`."""
    return read_file(actor, case, clock=clock).one(record, Threat)


def threat_identity(
    actor: Actor, case: CaseId, record: RecordId, *, clock: Clock = utc_now
) -> Stored[ThreatIdentity] | None:
    """Who it is; None where nobody wrote it yet.

    Raises NotGrantedError (no identity key), ReasonNeededError, or as `threats`.
    """
    file = read_file(actor, case, part=Part.IDENTITY, clock=clock)
    file.one(record, Threat)
    return next((one for one in file.all(ThreatIdentity) if one.value.threat == record), None)
