"""A member's second factor: sealed, proven before it counts, and each code good once.

Invariants:
- Every member has the row, with a factor or without: from outside they look the same, and one that
  is missing is refused rather than taken for "none".
- A code is used up in the store before anything is opened; of two processes with one code, one is
  refused.
"""

from __future__ import annotations

import msgspec

from holdfast.apps.accounts.contexts import second_factor_context
from holdfast.apps.accounts.errors import (
    AccountError,
    ChangedMeanwhileError,
    CodeNeededError,
    LostSecondFactorError,
    RepeatedCodeError,
)
from holdfast.apps.accounts.gate import Gate
from holdfast.apps.accounts.models import SecondFactorRow
from holdfast.apps.accounts.records import SecondFactor, decode, encode
from holdfast.apps.accounts.rules import UnlockedMember
from holdfast.apps.accounts.totp import TotpSecret, accepted_step, new_secret
from holdfast.vault.envelope import Sealed, open_sealed, seal


class NothingToProveError(AccountError):
    """No second factor waits for its first code."""

    code = "accounts.nothing_to_prove"
    says = "No second factor waits for its first code. Nothing was changed."
    next_step = "Make one with `holdfast key totp`."


def without_second_factor(unlocked: UnlockedMember) -> None:
    """The row of a new member, who has no second factor yet."""
    SecondFactorRow.objects.create(
        member=unlocked.id, revision=1, sealed=_sealed(unlocked, SecondFactor(), 1)
    )


def has_second_factor(unlocked: UnlockedMember) -> bool:
    """Whether the member is asked for a code. Raises LostSecondFactorError."""
    factor, _ = _read(unlocked)
    return bool(factor.secret)


def check_code(unlocked: UnlockedMember, typed: str, gate: Gate) -> None:
    """Return where the member has no second factor, or typed a code that is good now, for once.

    Raises CodeNeededError, WrongCodeError, RepeatedCodeError, ClockWentBackError,
    LostSecondFactorError.
    """
    factor, revision = _read(unlocked)
    if not factor.secret:
        return
    if not typed:
        raise CodeNeededError
    secret, used = TotpSecret(factor.secret), factor.used_step
    step = accepted_step(secret, typed, at=gate.clock(), used=used)
    used_up = msgspec.structs.replace(factor, used_step=step)
    if not _write(unlocked, used_up, after=revision):
        raise RepeatedCodeError


def begin_second_factor(unlocked: UnlockedMember) -> TotpSecret:
    """A new secret to be shown once. It counts only after `prove_second_factor`."""
    factor, revision = _read(unlocked)
    secret = new_secret()
    if not _write(unlocked, msgspec.structs.replace(factor, pending=secret), after=revision):
        raise ChangedMeanwhileError
    return secret


def prove_second_factor(unlocked: UnlockedMember, typed: str, gate: Gate) -> None:
    """Let the new secret count from now on, because the device shows its codes.

    Raises NothingToProveError, WrongCodeError, ChangedMeanwhileError.
    """
    factor, revision = _read(unlocked)
    if not factor.pending:
        raise NothingToProveError
    step = accepted_step(TotpSecret(factor.pending), typed, at=gate.clock(), used=0)
    proven = SecondFactor(secret=factor.pending, used_step=step)
    if not _write(unlocked, proven, after=revision):
        raise ChangedMeanwhileError


def end_second_factor(unlocked: UnlockedMember) -> None:
    """Let the member log in without a code from now on."""
    _, revision = _read(unlocked)
    if not _write(unlocked, SecondFactor(), after=revision):
        raise ChangedMeanwhileError


def _read(unlocked: UnlockedMember) -> tuple[SecondFactor, int]:
    row = SecondFactorRow.objects.filter(pk=unlocked.id).first()
    if row is None:
        raise LostSecondFactorError
    context = second_factor_context(unlocked.id, row.revision)
    plain = open_sealed(Sealed(bytes(row.sealed)), key=unlocked.keys.second_factor, context=context)
    return decode(plain, SecondFactor), row.revision


def _write(unlocked: UnlockedMember, factor: SecondFactor, *, after: int) -> bool:
    """Whether the row was still at revision `after`, and is now one further."""
    sealed = _sealed(unlocked, factor, after + 1)
    row = SecondFactorRow.objects.filter(pk=unlocked.id, revision=after)
    return bool(row.update(revision=after + 1, sealed=sealed))


def _sealed(unlocked: UnlockedMember, factor: SecondFactor, revision: int) -> Sealed:
    context = second_factor_context(unlocked.id, revision)
    return seal(encode(factor), key=unlocked.keys.second_factor, context=context)
