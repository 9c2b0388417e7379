"""What is handed to another organisation, how its address is written, and what can become of it.

Invariants:
- A bundle holds the parts that were chosen and no other; the person agreed to each of them.
- A file is one bundle sealed to one letterbox: `HOLDFAST REFERRAL 1`, its id, the letter.
- What was handed over cannot be called back: revoked means that it was asked for.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

import msgspec

from holdfast.apps.casework.errors.referrals import BadAddressError, BadBundleError
from holdfast.apps.keyring.letterbox import PublicKey, fingerprint, is_public

HEAD = "Holdfast referral address 1"
_MAGIC = b"HOLDFAST REFERRAL 1\n"
_ID_BYTES = 26
_ID = re.compile(rb"[a-z2-7]{26}")
_INSTALLATION = re.compile(r"[a-z0-9-]{1,64}")
MOST_FILE_BYTES = 2 * 1024 * 1024


class Handed(StrEnum):
    """The parts that can be handed over, each chosen for itself."""

    SUMMARY = "what it is about"
    HOUSEHOLD = "household"
    DOCUMENTS = "documents"
    DEVICES = "devices"
    TIMELINE = "timeline"
    IDENTITY = "who it is about"
    HEALTH = "health"


class ReferralState(StrEnum):
    """What became of a bundle."""

    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    REVOKED = "revoked"


_S = ReferralState
MOVES: Mapping[ReferralState, frozenset[ReferralState]] = {
    _S.SENT: frozenset({_S.ACCEPTED, _S.REFUSED, _S.REVOKED}),
    _S.ACCEPTED: frozenset({_S.REVOKED}),
    _S.REFUSED: frozenset(),
    _S.REVOKED: frozenset(),
}


# ------------------------------------------------------------ addresses


class Address(NamedTuple):
    """Where bundles for an organisation are sealed to."""

    installation: str
    public: PublicKey

    @property
    def fingerprint(self) -> str:
        """What two people compare by voice."""
        return fingerprint(self.public, installation=self.installation)


def write_address(address: Address) -> str:
    """The text that another organisation is given."""
    return (
        f"{HEAD}\n"
        f"installation: {address.installation}\n"
        f"public: {address.public.hex()}\n"
        f"fingerprint: {address.fingerprint}\n"
    )


def read_address(text: str) -> Address:
    """The address in a text. Raises BadAddressError."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    pairs = (line.partition(":") for line in lines[1:])
    said = {name.strip(): value.strip() for name, _, value in pairs}
    try:
        address = Address(said["installation"], PublicKey(bytes.fromhex(said["public"])))
    except (KeyError, ValueError):
        raise BadAddressError from None
    is_ours = bool(lines) and lines[0] == HEAD
    if not is_ours or not _INSTALLATION.fullmatch(address.installation):
        raise BadAddressError
    if not is_public(address.public) or said.get("fingerprint") != address.fingerprint:
        raise BadAddressError
    return address


def is_same_fingerprint(heard: str, address: Address) -> bool:
    """Whether these digits, however they are grouped, are those of the address."""
    digits = "".join(c for c in heard if c.isdecimal())
    return digits == address.fingerprint.replace(" ", "")


# ------------------------------------------------------------ bundles


class Person(msgspec.Struct, frozen=True):
    """Who it is about, where that was chosen."""

    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    address: str = ""
    documents: str = ""


class Summary(msgspec.Struct, frozen=True):
    """What it is about, where that was chosen."""

    need: str
    region: str = ""
    says: str = ""
    people: int = 1
    children: int = 0


class Section(msgspec.Struct, frozen=True):
    """One part as lines: of a day where it has one, and what it says."""

    part: Handed
    lines: tuple[tuple[str, str], ...]


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """What is handed over. `sender` is what the sending team calls itself."""

    id: str
    sender: str
    made_at: dt.datetime
    consent: str
    consent_on: dt.date
    summary: Summary | None = None
    person: Person | None = None
    sections: tuple[Section, ...] = ()


def encode_bundle(bundle: Bundle) -> bytes:
    """The bundle as it is sealed."""
    return msgspec.msgpack.encode(bundle)


def decode_bundle(data: bytes) -> Bundle:
    """The bundle. Raises BadBundleError."""
    try:
        return msgspec.msgpack.decode(data, type=Bundle)
    except (msgspec.DecodeError, msgspec.ValidationError):
        raise BadBundleError from None


def as_file(bundle_id: str, letter: bytes) -> bytes:
    """The file that is handed over."""
    return _MAGIC + bundle_id.encode() + b"\n" + letter


def from_file(data: bytes) -> tuple[str, bytes]:
    """The id and the letter in a file. Raises BadBundleError."""
    start = len(_MAGIC)
    end = start + _ID_BYTES
    id_ = data[start:end]
    if not data.startswith(_MAGIC) or not _ID.fullmatch(id_) or data[end : end + 1] != b"\n":
        raise BadBundleError
    return id_.decode(), data[end + 1 :]


def place_of(bundle_id: str) -> str:
    """Where a bundle's letter belongs."""
    return f"referral/{bundle_id}"
