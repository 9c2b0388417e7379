"""What a member sees of cases: the queue, one case, who it is about, and its timeline.

Invariants:
- The queue shows alias, need, deadline and next action of what the actor may open; nothing more is
  shown before they said why they open it.
- Who the case is about needs a reason of its own.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.records.cases import (
    AccessNote,
    Aftercare,
    Case,
    Fact,
    Identity,
    Opening,
    ShredRequest,
)
from holdfast.apps.casework.records.household import HouseholdMember
from holdfast.apps.casework.records.journeys import CheckIn, Journey
from holdfast.apps.casework.rules.cases import (
    MOST_NUMBERS,
    MOST_WORDS,
    CaseId,
    CaseState,
    deadline,
    name_words,
    phone_ends,
)
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.queries.keys import open_keys
from holdfast.apps.keyring.queries.tasks import holders
from holdfast.apps.keyring.rules import CASE_PARTS, Actor, Part, require
from holdfast.kernel.clock import Clock, utc_now

from .files import CaseFile, case_files, check_held, read_file, terms_of
from .queue import Listed, heads
from .tasks import Task, tasks_over
from .warnings import CaseWarning, warnings_in

__all__ = [
    "CaseView", "Holder", "IdentityView", "Listed", "Moment", "Similar", "case", "cases",
    "check_held", "identity", "read_file", "similar_cases", "timeline", "who_can_open",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as its page shows it, with its timeline.

    `may_identify` says whether the actor holds the key of who it is about, `is_listed` whether the
    household is counted from its list.
    """

    id: CaseId
    revision: int
    case: Case
    deadline: dt.datetime
    journeys: list[Stored[Journey]]
    check_ins: list[Stored[CheckIn]]
    aftercare: Aftercare | None
    shred_request: ShredRequest | None
    may_identify: bool
    is_listed: bool
    moments: list[Moment]
    tasks: list[Task]
    warnings: list[CaseWarning]


@dataclass(frozen=True, slots=True)
class IdentityView:
    """Who the case is about, and the revision to hand back; 0 where nothing is written yet."""

    identity: Identity
    revision: int


@dataclass(frozen=True, slots=True)
class Similar:
    """A case that may be of the same person, and by what."""

    id: CaseId
    alias: str
    why: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a timeline."""

    at: dt.datetime
    on: str
    kind: str
    says: str
    by: MemberId


@dataclass(frozen=True, slots=True)
class Holder:
    """Who can open a case, which parts, and until when."""

    member: MemberId
    parts: tuple[Part, ...]
    reason: str
    until: dt.date | None
    is_expired: bool


def cases(actor: Actor, *, with_closed: bool = False, clock: Clock = utc_now) -> list[Listed]:
    """The queue: the most urgent need first, then the nearest deadline."""
    require(actor, Permission.WORK_CASES)
    now = clock()
    listed = [head.listed(now) for head in heads(actor, now=now)]
    return [c for c in listed if with_closed or c.case.state is not CaseState.CLOSED]


def case(actor: Actor, case: CaseId, *, clock: Clock = utc_now) -> CaseView:
    """One case, for whoever said why they open it.

    Raises NotGrantedError, ExpiredGrantError, ReasonNeededError.
    """
    file = read_file(actor, case, clock=clock)
    head = file.head
    aftercare, asked = file.all(Aftercare), file.all(ShredRequest)
    return CaseView(
        id=case,
        revision=head.revision,
        case=head.value,
        deadline=deadline(head.value.need, head.value.need_since),
        journeys=file.all(Journey),
        check_ins=sorted(file.all(CheckIn), key=lambda c: c.value.due_at),
        aftercare=aftercare[0].value if aftercare else None,
        shred_request=asked[0].value if asked else None,
        may_identify=bool(open_keys(actor, scope=case, part=Part.IDENTITY)),
        is_listed=bool(file.all(HouseholdMember)),
        moments=_moments(file),
        tasks=tasks_over(actor, [file], clock=clock),
        warnings=warnings_in(file, clock()),
    )


def identity(actor: Actor, case: CaseId, *, clock: Clock = utc_now) -> IdentityView:
    """Who a case is about.

    Raises NotGrantedError (no identity key), ExpiredGrantError, ReasonNeededError.
    """
    file = read_file(actor, case, part=Part.IDENTITY, clock=clock)
    kept = file.all(Identity)
    if not kept:
        return IdentityView(Identity(), 0)
    return IdentityView(kept[0].value, kept[0].revision)


def timeline(actor: Actor, case: CaseId, *, clock: Clock = utc_now) -> list[Moment]:
    """All that was entered about a case and all who opened it, newest first.

    Raises as `case` does.
    """
    return _moments(read_file(actor, case, clock=clock))


def _moments(file: CaseFile) -> list[Moment]:
    facts = [f.value for f in file.all(Fact)]
    moments = [Moment(f.at, f.on, str(f.kind), f.says, MemberId(f.by)) for f in facts]
    moments += [_opened(opening.value) for opening in file.all(Opening)]
    return sorted(moments, key=lambda m: (m.at, m.says), reverse=True)


def who_can_open(actor: Actor, case: CaseId, *, clock: Clock = utc_now) -> list[Holder]:
    """Who holds which keys of a case, why, and until when. Raises as `case` does."""
    file = read_file(actor, case, clock=clock)
    parts: dict[MemberId, list[Part]] = {}
    for part in CASE_PARTS:
        for member in holders(actor, case, part):
            parts.setdefault(member, []).append(part)
    terms, now = terms_of(actor, case), clock()
    notes = sorted((n.value for n in file.all(AccessNote)), key=lambda note: note.at)
    reasons = {note.member: note.reason for note in notes}
    return [
        Holder(
            member=member,
            parts=tuple(held),
            reason=reasons.get(member, ""),
            until=terms[member].value.until if member in terms else None,
            is_expired=member in terms and terms[member].value.until < now.date(),
        )
        for member, held in sorted(parts.items())
    ]


def similar_cases(actor: Actor, words: str, *, clock: Clock = utc_now) -> list[Similar]:
    """Cases that the actor may open in which a telephone number or a name agrees with these words.

    At most MOST_WORDS words and MOST_NUMBERS telephone numbers are looked for: it answers a caller,
    it does not match lists.
    """
    require(actor, Permission.WORK_CASES)
    text = " ".join(words.split()[:MOST_WORDS])
    names = set(sorted(name_words(text))[:MOST_WORDS])  # commas part words too
    phones = set(sorted(phone_ends(text))[:MOST_NUMBERS])
    found = [
        Similar(file.scope, file.case.alias, why)
        for file in case_files(actor, now=clock())
        if (why := _same(file, names, phones))
    ]
    return sorted(found, key=lambda similar: similar.alias)


def _same(file: CaseFile, names: set[str], phones: set[str]) -> str:
    people = [kept.value for kept in file.all(Identity)]
    numbers = [number for person in people for number in person.phones]
    if phones & {end for number in numbers for end in phone_ends(number)}:
        return "the same telephone number"
    known = [name_words(name) for person in people for name in person.names]
    if any(len(words & names) >= min(2, len(words)) for words in known if words):
        return "the same name"
    if name_words(file.case.alias) & names or file.case.short in names:
        return "the alias"
    return ""


def _opened(opening: Opening) -> Moment:
    what = "opened the case" if opening.part is Part.CONTENT else "opened who it is about"
    says = f"{what}: {opening.reason}"
    return Moment(opening.at, "", "opening", says, MemberId(opening.member))
