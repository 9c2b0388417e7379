"""All that stands in a case's scope, opened in one scan and sorted by kind.

Invariants:
- What an expired grant still opens is refused here, before anything of it is shown.
- Nothing is handed out by `read_file` before the actor said why they open it.
- Other apps' records in the same scope are passed over, not opened as ours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.errors.cases import NotACaseError
from holdfast.apps.casework.errors.general import ExpiredGrantError, ReasonNeededError
from holdfast.apps.casework.records import KINDS
from holdfast.apps.casework.records.cases import AccessTerm, Case, Opening
from holdfast.apps.casework.rules.cases import CaseId, is_open, is_past
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import (
    Opened,
    Stored,
    as_stored,
    find,
    of_each_scope,
    of_scope,
    of_scopes_with,
    while_remembered,
)
from holdfast.apps.keyring.queries.keys import open_keys, team_key
from holdfast.apps.keyring.records import Sealable, kind_of
from holdfast.apps.keyring.rules import Actor, Part, RecordId, ScopeId, require
from holdfast.kernel.clock import Clock, utc_now

T = TypeVar("T", bound=Sealable)


class CaseFile:
    """The records of one case that the actor may open, by kind, each decoded when asked for.

    In a session that remembers, the same file is handed out until a record of it changes: nobody
    changes its lists, and `worked_out` keeps what somebody worked out of them.
    """

    __slots__ = ("_decoded", "_opened", "scope", "worked_out")

    def __init__(
        self,
        scope: CaseId,
        held: dict[type[Sealable], list[Stored[Any]]] | None = None,
        *,
        opened: dict[type[Sealable], list[Opened]] | None = None,
    ) -> None:
        self.scope = scope
        self.worked_out: dict[object, Any] = {}
        self._decoded = {} if held is None else held
        self._opened = {} if opened is None else opened

    @property
    def held(self) -> dict[type[Sealable], list[Stored[Any]]]:
        """All records, by kind."""
        for kind in list(self._opened):
            self.all(kind)
        return self._decoded

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that this app knows."""
        return not (self._decoded or self._opened)

    @property
    def head(self) -> Stored[Case]:
        """The head of the case. Raises NotACaseError where the scope is none of a case."""
        heads = self.all(Case)
        if not heads:
            raise NotACaseError
        return heads[0]

    @property
    def case(self) -> Case:
        """What the head says."""
        return self.head.value

    def all(self, kind: type[T]) -> list[Stored[T]]:
        """The records of this kind."""
        opened = self._opened.get(kind)
        if opened is not None:
            self._decoded[kind] = [as_stored(one, kind) for one in opened]
            self._opened.pop(kind, None)
        return self._decoded.get(kind, [])

    def one(self, record: RecordId, kind: type[T]) -> Stored[T]:
        """The record with this id. Raises NotGrantedError."""
        for stored in self.all(kind):
            if stored.id == record:
                return stored
        raise NotGrantedError


def case_file(actor: Actor, case: CaseId, *, now: dt.datetime) -> CaseFile:
    """The records of a case.

    Raises NotGrantedError, ExpiredGrantError, NotACaseError, or what opening raises.
    """
    if case in expired_scopes(actor, now):
        raise ExpiredGrantError
    file = scope_file(actor, case)
    _ = file.head
    return file


def scope_file(actor: Actor, scope: ScopeId) -> CaseFile:
    """The records of casework in any one scope. Raises NotGrantedError, or what opening raises."""
    file = of_scope(actor, scope, _file)
    if file is None or file.is_empty:
        raise NotGrantedError
    return file


def case_files(actor: Actor, *, now: dt.datetime) -> list[CaseFile]:
    """The records of every case that the actor may open. Raises as opening does."""
    today = now.date()  # nothing else of the moment counts here

    def sort_out() -> list[CaseFile]:
        return _of_cases(actor, of_each_scope(actor, _file), now)

    return list(while_remembered(actor, (case_files, today), sort_out))


def case_files_with(actor: Actor, *kinds: type[Sealable], now: dt.datetime) -> list[CaseFile]:
    """The same, of the cases alone in which a record of one of these kinds stands."""
    return _of_cases(actor, of_scopes_with(actor, kinds, _file), now)


def team_cards(actor: Actor, kind: type[T]) -> Iterator[Stored[T]]:
    """The team's cards of a kind."""
    return find(actor, kind, scope=team_key(actor).scope)


def expired_scopes(actor: Actor, now: dt.datetime) -> set[ScopeId]:
    """The scopes that were given to the actor until a day that is past."""
    return {
        ScopeId(card.value.scope)
        for card in team_cards(actor, AccessTerm)
        if card.value.member == actor.member and is_past(card.value.until, now)
    }


def terms_of(actor: Actor, case: CaseId) -> dict[MemberId, Stored[AccessTerm]]:
    """The last day of each grant of a case that has one."""
    cards = team_cards(actor, AccessTerm)
    return {MemberId(card.value.member): card for card in cards if card.value.scope == case}


def check_held(actor: Actor, case: CaseId, part: Part, *, clock: Clock = utc_now) -> None:
    """Return where the actor could open this part, once they said why.

    Raises NotPermittedError, NotGrantedError, ExpiredGrantError.
    """
    _held_file(actor, case, part, clock)


def read_file(
    actor: Actor, case: CaseId, *, part: Part = Part.CONTENT, clock: Clock = utc_now
) -> CaseFile:
    """The records of a case, for whoever holds the part and said why they open it.

    Raises NotPermittedError, NotGrantedError, ExpiredGrantError, ReasonNeededError.
    """
    file, now = _held_file(actor, case, part, clock), clock()
    mine = [o.value for o in file.all(Opening) if o.value.member == actor.member]
    if not any(o.part is part and is_open(o.at, now) for o in mine):
        raise ReasonNeededError
    return file


def _held_file(actor: Actor, case: CaseId, part: Part, clock: Clock) -> CaseFile:
    require(actor, Permission.WORK_CASES)
    file = case_file(actor, case, now=clock())
    if not open_keys(actor, scope=case, part=part):
        raise NotGrantedError
    return file


def _of_cases(actor: Actor, files: Sequence[CaseFile], now: dt.datetime) -> list[CaseFile]:
    gone = expired_scopes(actor, now)
    return [file for file in files if file.scope not in gone and file.all(Case)]


def _file(scope: ScopeId, opened: Sequence[Opened]) -> CaseFile:
    by_kind: dict[type[Sealable], list[Opened]] = {}
    for record in opened:
        kind = KINDS.get(record.kind or kind_of(record.plaintext))
        if kind is not None:
            by_kind.setdefault(kind, []).append(record)
    return CaseFile(CaseId(scope), opened=by_kind)
