"""Sealed sessions: the key of each is half in a cookie and half in the server's memory.

Invariants:
- The disk alone, the cookie alone, both without the server's memory, and all of it after a
  restart: none of them opens a session.
- Ending all sessions of a member is one counter: every session carries the count under which it
  began, and one from before opens nothing from the same moment on.
- The root is not in a session: who steals one cannot make another way in.
"""

from __future__ import annotations

import base64
import binascii
from typing import NewType

import msgspec
from django.db.models import F

from holdfast.apps.accounts.contexts import session_context
from holdfast.apps.accounts.errors import (
    ClockWentBackError,
    IdleSessionError,
    NoSessionError,
    OldSessionError,
)
from holdfast.apps.accounts.gate import Gate
from holdfast.apps.accounts.models import Profile, SessionRow
from holdfast.apps.accounts.queries import active_member
from holdfast.apps.accounts.records import Session, decode, encode, session_of
from holdfast.apps.accounts.rules import (
    ActiveMember,
    MemberId,
    SessionState,
    UnlockedMember,
    session_state,
)
from holdfast.apps.accounts.server_secret import HALF_BYTES, random_half
from holdfast.kernel.clock import iso_week
from holdfast.kernel.identifiers import random_id
from holdfast.vault.envelope import Sealed, open_sealed, seal
from holdfast.vault.errors import VaultError

Cookie = NewType("Cookie", str)


def begin_session(unlocked: UnlockedMember, gate: Gate) -> Cookie:
    """A new session. The cookie is shown once, and stored nowhere."""
    profile = Profile.objects.get(pk=unlocked.id)
    now = gate.clock()
    session = session_of(unlocked, generation=profile.generation, now=now)
    row, half = SessionRow(id=random_id(), week=iso_week(now)), random_half()
    row.sealed = _sealed(session, row.pk, half, gate)
    row.save(force_insert=True)
    return Cookie(f"{row.pk}.{base64.urlsafe_b64encode(half).decode()}")


def resume_session(cookie: str, gate: Gate) -> ActiveMember:
    """The member whose session this is, at work.

    Raises NoSessionError (ended, unknown, or from before a restart), IdleSessionError,
    OldSessionError, ClockWentBackError; LeftError and the like where the member has changed.
    """
    name, half = _parts(cookie)
    session = _open(name, half, gate)
    _check_generation(session)
    _check_time(name, session, gate)
    active = active_member(session.unlocked())
    _touch(name, half, session, gate)
    return active


def end_session(cookie: str) -> None:
    """Log out: this session is gone. One that is gone already is no error."""
    name, _ = _parts(cookie)
    SessionRow.objects.filter(pk=name).delete()


def end_sessions(member: MemberId) -> None:
    """End all sessions of a member, in every process, at once. Needs no keys.

    Call it wherever keys are taken away from a member.
    """
    Profile.objects.filter(pk=member).update(generation=F("generation") + 1)


def end_all_sessions() -> None:
    """End the sessions of all members at once."""
    Profile.objects.update(generation=F("generation") + 1)
    SessionRow.objects.all().delete()


def sweep_sessions(gate: Gate) -> int:
    """Remove the rows of sessions of weeks past. Returns how many. Needs no keys."""
    now = gate.clock()
    weeks = {iso_week(now), iso_week(now - gate.lifetime.absolute)}
    return int(SessionRow.objects.exclude(week__in=weeks).delete()[0])


def _parts(cookie: str) -> tuple[str, bytes]:
    name, _, encoded = cookie.partition(".")
    try:
        half = base64.b64decode(encoded.encode(), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise NoSessionError from None
    if len(half) != HALF_BYTES:
        raise NoSessionError
    return name, half


def _open(name: str, half: bytes, gate: Gate) -> Session:
    row = SessionRow.objects.filter(pk=name).first()
    if row is None:
        raise NoSessionError
    key = gate.secret.session_key(name, half)
    try:
        plain = open_sealed(Sealed(bytes(row.sealed)), key=key, context=session_context(name))
    except VaultError:
        raise NoSessionError from None
    return decode(plain, Session)


def _check_generation(session: Session) -> None:
    profile = Profile.objects.filter(pk=session.member).first()
    if profile is None or profile.generation != session.generation:
        raise NoSessionError


def _check_time(name: str, session: Session, gate: Gate) -> None:
    state = session_state(
        started_at=session.started_at,
        seen_at=session.seen_at,
        now=gate.clock(),
        lifetime=gate.lifetime,
    )
    if state is SessionState.CLOCK_BACK:
        raise ClockWentBackError
    if state is not SessionState.OPEN:
        SessionRow.objects.filter(pk=name).delete()
        raise IdleSessionError if state is SessionState.IDLE else OldSessionError


def _touch(name: str, half: bytes, session: Session, gate: Gate) -> None:
    """Seal the session anew with the present moment, at most once in a while."""
    now = gate.clock()
    if now - session.seen_at < gate.lifetime.written_every:
        return
    sealed = _sealed(msgspec.structs.replace(session, seen_at=now), name, half, gate)
    if not SessionRow.objects.filter(pk=name).update(sealed=sealed):
        raise NoSessionError


def _sealed(session: Session, name: str, half: bytes, gate: Gate) -> Sealed:
    key = gate.secret.session_key(name, half)
    return seal(encode(session), key=key, context=session_context(name))
