"""Codes of a second factor that change every half minute.

Invariants:
- A code is good in its own step and one on either side, and never again once it was used, nor is
  any code of an earlier step.
- A clock behind the last use is refused in its own words: it would make used codes good again.

    code = truncated HMAC-SHA-1(secret, step) modulo 10**6,   step = seconds since 1970 // 30

Sources: TOTP, RFC 6238; HOTP and its truncation, RFC 4226, section 5.3. SHA-1 because every
authenticator knows it; as a keyed MAC of six digits its collisions do not matter.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
from os import urandom
from typing import NewType
from urllib.parse import urlencode

from holdfast.vault.word_lists import digits_of

from .errors import ClockWentBackError, RepeatedCodeError, WrongCodeError

TotpSecret = NewType("TotpSecret", bytes)

SECRET_BYTES = 20
STEP_SECONDS = 30
DIGITS = 6
DRIFT_STEPS = 1


def new_secret() -> TotpSecret:
    """A fresh secret: 20 bytes, as long as the hash (RFC 4226, requirement R6)."""
    return TotpSecret(urandom(SECRET_BYTES))


def as_typed(secret: TotpSecret) -> str:
    """The secret as an authenticator takes it: base 32 in groups of four."""
    letters = base64.b32encode(secret).decode()
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def as_link(secret: TotpSecret) -> str:
    """The secret as the link in a QR code. Its label is neutral: a phone shows it to anyone."""
    return "otpauth://totp/account?" + urlencode({"secret": base64.b32encode(secret).decode()})


def step_at(moment: dt.datetime) -> int:
    """The step that a moment falls in."""
    return int(moment.timestamp()) // STEP_SECONDS


def code_at(secret: TotpSecret, step: int, *, digits: int = DIGITS) -> str:
    """The code of a step."""
    mac = hmac.digest(secret, step.to_bytes(8, "big"), hashlib.sha1)
    offset = mac[-1] & 15
    number = int.from_bytes(mac[offset : offset + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**digits:0{digits}d}"


def accepted_step(secret: TotpSecret, typed: str, *, at: dt.datetime, used: int) -> int:
    """The step whose code was typed, later than `used`, the last one that was accepted.

    Raises WrongCodeError, RepeatedCodeError, ClockWentBackError.
    """
    now = step_at(at)
    if now + DRIFT_STEPS < used:
        raise ClockWentBackError
    code = digits_of(typed) or ""
    steps = range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1)
    found = [step for step in steps if hmac.compare_digest(code_at(secret, step), code)]
    if not found:
        raise WrongCodeError
    if max(found) <= used:
        raise RepeatedCodeError
    return max(found)
