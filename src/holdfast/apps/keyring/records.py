"""What is sealed: one msgpack value a record, with its kind and schema version inside.

Invariants:
- Of a record's kind, version, fields and age nothing stands in clear.
- A record shows its kind in a `repr`, and nothing else.
- Every kind says how long it is kept (`retention`): `KEPT`, beside its name.
- An older version is upgraded in memory and saved as the newest at the next write; a newer one is
  refused, so that no field that this release does not know is ever lost.

    plaintext = msgpack [kind, schema version, fields, ISO week in which it was saved]
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Protocol, TypeVar, runtime_checkable

import msgspec

from .errors import NewerRecordError, WrongTypeError
from .retention import Rule, UntilShredded

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
T = TypeVar("T", bound="Sealable")


class Sealable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The base of every record type. `UPGRADES[n]` turns the fields of version n into n + 1."""

    KIND: ClassVar[str]
    KEPT: ClassVar[Rule | UntilShredded] = UntilShredded("nobody has said how long")
    SCHEMA: ClassVar[int] = 1
    UPGRADES: ClassVar[Mapping[int, Upgrade]] = {}

    def __repr__(self) -> str:
        """The kind alone: whatever shows a record, a log or a trace, shows nothing of it."""
        return f"<{self.KIND}>"


@runtime_checkable
class Identifying(Protocol):
    """A record that says who somebody is. What it names must not stand in anything that leaves."""

    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """Each as kind and text. Kinds: person, nickname, phone, address, place, account,
        birth date, document; what is of none of these may carry any other word.
        """


class _Whole(msgspec.Struct, frozen=True, array_like=True):
    """A record's plaintext, its fields not looked at yet."""

    kind: str
    schema: int
    fields: msgspec.Raw
    week: str = ""


_WHOLE = msgspec.msgpack.Decoder(_Whole)
_ENCODER = msgspec.msgpack.Encoder()
_decoders: dict[type[Sealable], msgspec.msgpack.Decoder[Any]] = {}


def encode(value: Sealable, *, week: str = "") -> bytes:
    """The plaintext of a record that is saved in this ISO week."""
    return _ENCODER.encode((value.KIND, value.SCHEMA, value, week))


def is_kind(plaintext: bytes, kind: type[Sealable]) -> bool:
    """Whether the plaintext is a record of this kind, of any version."""
    mark = kind.KIND.encode()
    return plaintext[2 : 2 + len(mark)] == mark and kind_of(plaintext) == kind.KIND


def kind_of(plaintext: bytes) -> str:
    """The kind of a record. Raises WrongTypeError where it is not one."""
    return _whole(plaintext).kind


def kind_and_week(plaintext: bytes) -> tuple[str, str]:
    """The kind of a record, and the ISO week in which it was saved. Raises WrongTypeError."""
    whole = _whole(plaintext)
    return whole.kind, whole.week


def known_kinds() -> dict[str, type[Sealable]]:
    """Every kind of record that was imported, by its name."""
    found, left = {}, [Sealable]
    while left:
        kind = left.pop()
        left += kind.__subclasses__()
        if hasattr(kind, "KIND"):
            found[kind.KIND] = kind
    return found


def decode(plaintext: bytes, kind: type[T]) -> T:
    """The record, brought to the newest version of its kind.

    Raises WrongTypeError (another kind, or not of its form), NewerRecordError.
    """
    whole = _whole(plaintext)
    schema, fields = whole.schema, whole.fields
    if whole.kind != kind.KIND:
        raise WrongTypeError
    if schema > kind.SCHEMA:
        raise NewerRecordError
    try:
        if schema == kind.SCHEMA:
            return _decoder(kind).decode(fields)
        return msgspec.convert(_upgraded(msgspec.msgpack.decode(fields), schema, kind), kind)
    except (msgspec.DecodeError, msgspec.ValidationError, KeyError):
        raise WrongTypeError from None


def _whole(plaintext: bytes) -> _Whole:
    try:
        return _WHOLE.decode(plaintext)
    except (msgspec.DecodeError, msgspec.ValidationError):
        raise WrongTypeError from None


def _upgraded(fields: dict[str, Any], schema: int, kind: type[Sealable]) -> dict[str, Any]:
    for version in range(schema, kind.SCHEMA):
        fields = kind.UPGRADES[version](fields)
    return fields


def _decoder(kind: type[T]) -> msgspec.msgpack.Decoder[T]:
    if kind not in _decoders:
        _decoders[kind] = msgspec.msgpack.Decoder(kind)
    return _decoders[kind]


# ------------------------------------------------------------ what the keyring itself seals


class RosterCard(Sealable, frozen=True, kw_only=True):
    """By which public keys the team knows a member. Sealed as the record `<member id>`."""

    KIND = "keyring.roster_card"
    KEPT = UntilShredded("grants of members who left are still known by it")
    box: bytes
    signing: bytes


class LedgerRoot(Sealable, frozen=True, kw_only=True):
    """The root of the key that signs the ledger's heads. Sealed under the team's key."""

    KIND = "keyring.ledger_root"
    KEPT = UntilShredded("without it no head of the ledger is signed")
    root: bytes


class EventRecord(Sealable, frozen=True, kw_only=True):
    """An event that was entered in the ledger: all that is needed to prove it."""

    KIND = "keyring.event"
    KEPT = UntilShredded("it proves what stands in the same unit, and goes with it")
    event: dict[str, str | int]
    blinding: bytes
    index: int
    public_key: bytes
    signature: bytes


class SeenHead(msgspec.Struct, frozen=True):
    """The head of the ledger that a member remembers."""

    size: int
    root: bytes
