"""Verify one exhibit: `python verifier.py PROOF FILE [--key KEY]`. Python 3.8 or newer, no more.

This file stands alone on purpose. It imports nothing but the standard library, so that whoever
receives an exhibit can read all of it, run it without installing Holdfast, and keep it for as
long as the exhibit. Holdfast itself runs these very lines.

Invariants:
- Everything that is trusted is recomputed from the file and the proof; nothing is looked up.
- A check that cannot be made is a failed check or said to be open, never a passed one.
- Signatures are RFC 8032 Ed25519, strict: S below the group order, both points canonical and not
  of small order, and the equation without cofactor.

What a proof that holds says: this very file was entered in this ledger no later than when the
checkpoint was signed (and stamped, where there are stamps), and the ledger has not been rewritten
since. It does not say that what the file shows is true, who made it, or that the key belongs to the
organisation: compare the key with the one it published. A stamp's own signature is for
`openssl ts -verify`; here its digest is compared.

Exit: 0 every check holds, 1 a check fails, 2 the proof or the file cannot be read.

Sources: RFC 9162 sections 2.1.1, 2.1.3.2 and 2.1.4.2; RFC 8032 section 5.1; RFC 3161 section 2.4.2;
C2SP signed-note and tlog-checkpoint.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, TypeVar

if TYPE_CHECKING:
    _Point = tuple[int, int, int, int]  # extended: X, Y, Z, T with x = X/Z, y = Y/Z, xy = T/Z

FORMAT = "holdfast-proof-1"
LEAF_LABEL = b"holdfast/leaf\x00"
EVENT_LABEL = b"holdfast/event\x00"
_CHUNK_BYTES = 1 << 20
_KEY_TO_COMPARE = "key to compare"
_Part = TypeVar("_Part")


class ProofError(ValueError):
    """The proof is not one, or a part of it cannot be read."""


# ------------------------------------------------------------ Ed25519 (RFC 8032, section 5.1)

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT_OF_MINUS_ONE = pow(2, (_P - 1) // 4, _P)

_NEUTRAL = (0, 1, 1, 0)


def _add(one: _Point, other: _Point) -> _Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % _P
    b = (one[1] + one[0]) * (other[1] + other[0]) % _P
    c = 2 * one[3] * other[3] * _D % _P
    d = 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % _P, g * h % _P, f * g % _P, e * h % _P)


def _double(point: _Point) -> _Point:
    a, b = point[0] * point[0] % _P, point[1] * point[1] % _P
    c, h = 2 * point[2] * point[2] % _P, a + b
    e, g = h - (point[0] + point[1]) ** 2 % _P, a - b
    f = c + g
    return (e * f % _P, g * h % _P, f * g % _P, e * h % _P)


def _decode_point(data: bytes) -> _Point | None:
    """The point, or None where the 32 bytes are not the canonical form of one."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if len(data) != 32 or y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT_OF_MINUS_ONE % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    x = _P - x if (x & 1) != sign else x
    return (x, y, 1, x * y % _P)


def _encode_point(point: _Point) -> bytes:
    inverse: int = pow(point[2], _P - 2, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _is_small(point: _Point) -> bool:
    eightfold = _double(_double(_double(point)))
    return eightfold[0] % _P == 0 and (eightfold[1] - eightfold[2]) % _P == 0


_BASE = _decode_point((4 * pow(5, _P - 2, _P) % _P).to_bytes(32, "little")) or _NEUTRAL


def verify_ed25519(signature: bytes, message: bytes, public: bytes) -> bool:
    """Whether the 64-byte `signature` is by the 32-byte key `public` over `message`, strictly.

    RFC 8032 section 5.1.7 without the cofactor; S not below the group order, points that are not
    canonical, and points of small order are refused (a key of small order signs anything).
    """
    if len(signature) != 64 or len(public) != 32:
        return False
    key, commitment = _decode_point(public), _decode_point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or scalar >= _L or _is_small(key) or _is_small(commitment):
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    challenge = int.from_bytes(digest, "little") % _L
    minus_key = (_P - key[0], key[1], 1, _P - key[3])
    return _encode_point(_two_products(scalar, challenge, minus_key)) == signature[:32]


def _two_products(scalar: int, challenge: int, key: _Point) -> _Point:
    """`scalar` times the base point plus `challenge` times `key`, in one pass over the bits."""
    table = (_NEUTRAL, _BASE, key, _add(_BASE, key))
    total = _NEUTRAL
    for bit in range(max(scalar.bit_length(), challenge.bit_length()) - 1, -1, -1):
        total = _double(total)
        index = (scalar >> bit & 1) | (challenge >> bit & 1) << 1
        if index:
            total = _add(total, table[index])
    return total


# ------------------------------------------------------------ Merkle tree (RFC 9162, section 2.1)


def leaf_hash(data: bytes) -> bytes:
    """SHA-256 of 0x00 and the leaf (RFC 9162, section 2.1.1)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256 of 0x01 and two hashes of 32 bytes (RFC 9162, section 2.1.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_from_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root of a tree of `size` that has the leaf hash `leaf` at `index`, from its path.

    Raises ProofError where the path is too long or too short. RFC 9162, section 2.1.3.2.
    """
    if not 0 <= index < size:
        raise ProofError("the leaf's place lies outside the tree")
    place, last, root = index, size - 1, leaf
    for step in path:
        if last == 0:
            raise ProofError("the path is too long")
        if place & 1 or place == last:
            root = node_hash(step, root)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            root = node_hash(root, step)
        place, last = place >> 1, last >> 1
    if last:
        raise ProofError("the path is too short")
    return root


# ------------------------------------------------------------ canonical JSON


def canonical_json(value: object) -> bytes:
    """The one UTF-8 form of a JSON value: sorted keys, no spaces, no escapes that are not needed.

    Raises ProofError for what has no single form: a float, an integer beyond 2**53 - 1, a key that
    is not ASCII, a lone surrogate. Source: RFC 8785, cut down to what needs no number formatting.
    """
    _refuse_ambiguous(value)
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise ProofError("a text holds half a character") from None


def _refuse_ambiguous(value: object) -> None:
    if isinstance(value, dict):
        if not all(isinstance(key, str) and key.isascii() for key in value):
            raise ProofError("a key is not plain ASCII")
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for part in value:
            _refuse_ambiguous(part)
    elif isinstance(value, float) or (isinstance(value, int) and abs(value) >= 2**53):
        raise ProofError("a number is not a whole number below 2**53")
    elif not (value is None or isinstance(value, (str, int, bool))):
        raise ProofError("a value is none that JSON has")


def blinded_leaf(event: object, blinding: bytes) -> bytes:
    """The leaf of an event: HMAC-SHA-256 under its 32 random bytes, over its canonical JSON.

    Without the blinding a leaf says nothing, even to somebody who can guess the event.
    """
    if len(blinding) != 32:
        raise ProofError("a blinding is 32 bytes")
    return hmac.new(blinding, LEAF_LABEL + canonical_json(event), hashlib.sha256).digest()


# ------------------------------------------------------------ signed notes (C2SP)


class Checkpoint(NamedTuple):
    """The head of a ledger: whose, how many leaves, and their root."""

    origin: str
    size: int
    root: bytes


class NoteSignature(NamedTuple):
    """One signature line of a note: whose, the 4-byte key id, and the signature."""

    name: str
    key_id: bytes
    signature: bytes


class VerifierKey(NamedTuple):
    """A note verifier key: a name and an Ed25519 public key of 32 bytes."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The first 4 bytes of SHA-256(name, newline, 0x01, public key)."""
        return hashlib.sha256(self.name.encode() + b"\n\x01" + self.public).digest()[:4]


def parse_verifier_key(text: str) -> VerifierKey:
    """The key written as `name+8 hex digits+base64`. Raises ProofError where it is not one."""
    name, plus, rest = text.strip().partition("+")
    digits, plus_again, encoded = rest.partition("+")
    data = _base64(encoded)
    if not (name and plus and plus_again and len(data) == 33 and data[0] == 1):
        raise ProofError("this is not an Ed25519 verifier key")
    if " " in name or not name.isprintable():  # it is printed to terminals
        raise ProofError("a key's name has no space in it, nor signs that do not show")
    key = VerifierKey(name, data[1:])
    if key.key_id.hex() != digits:
        raise ProofError("the verifier key does not fit its own check")
    return key


def split_note(note: str) -> tuple[str, list[NoteSignature]]:
    """The text of a signed note and its signature lines. Raises ProofError for another form."""
    if any(ord(sign) < 0x20 and sign != "\n" for sign in note):
        raise ProofError("a note has a control character")
    text, blank, lines = note.rpartition("\n\n")
    if not (blank and lines.endswith("\n")):
        raise ProofError("a note has no signatures")
    return text + "\n", [_note_signature(line) for line in lines[:-1].split("\n")]


def _note_signature(line: str) -> NoteSignature:
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != "\u2014" or not parts[1] or "+" in parts[1]:
        raise ProofError("a signature line is not one")
    data = _base64(parts[2])
    if len(data) < 5:
        raise ProofError("a signature line is too short")
    return NoteSignature(parts[1], data[:4], data[4:])


def parse_checkpoint(text: str) -> Checkpoint:
    """The checkpoint that is the text of a note. Raises ProofError where it is not one."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
        raise ProofError("a checkpoint has at least three lines")
    digits, root = lines[1], _base64(lines[2])
    is_size = digits.isascii() and digits.isdigit() and len(digits) < 17
    if not is_size or digits != str(int(digits)) or len(root) != 32:
        raise ProofError("a checkpoint has a size and a root of 32 bytes")
    return Checkpoint(lines[0], int(digits), root)


def is_signed_by(note: str, key: VerifierKey) -> bool:
    """Whether a note carries a good signature by `key`. Raises ProofError where it is no note."""
    text, signatures = split_note(note)
    mine = [s for s in signatures if (s.name, s.key_id) == (key.name, key.key_id)]
    return any(verify_ed25519(s.signature, text.encode(), key.public) for s in mine)


# ------------------------------------------------------------ time stamps (RFC 3161), digest only

_SHA256_OID = bytes.fromhex("608648016503040201")
_TST_INFO_OID = bytes.fromhex("2a864886f70d0109100104")
_SEQUENCE, _INTEGER, _OCTETS, _OID, _TIME, _CONTEXT_0 = 0x30, 0x02, 0x04, 0x06, 0x18, 0xA0


class Stamp(NamedTuple):
    """What a time stamp says: the digest stamped and the authority's time (UTC, as written)."""

    digest: bytes
    stamped_at: str


def parse_stamp(token: bytes) -> Stamp:
    """What a DER TimeStampToken or TimeStampResp says, unverified. Raises ProofError.

    The authority's signature is not looked at: use `openssl ts -verify` for that.
    """
    outer = _children(_one(token, _SEQUENCE))
    if outer and outer[0][0] == _SEQUENCE and len(outer) > 1:  # a response: status, then token
        outer = _children(outer[1][1])
    signed = _children(_one(_typed(outer, 1, _CONTEXT_0), _SEQUENCE))
    content = _children(_typed(signed, 2, _SEQUENCE))
    if _typed(content, 0, _OID) != _TST_INFO_OID:
        raise ProofError("this is not a time stamp")
    info = _children(_one(_one(_typed(content, 1, _CONTEXT_0), _OCTETS), _SEQUENCE))
    imprint = _children(_typed(info, 2, _SEQUENCE))
    if _typed(_children(_typed(imprint, 0, _SEQUENCE)), 0, _OID) != _SHA256_OID:
        raise ProofError("the time stamp is not over SHA-256")
    stamped_at = _typed(info, 4, _TIME).decode("ascii", "replace")
    if (
        not (stamped_at.endswith("Z") and stamped_at[:14].isdigit())
        or len(stamped_at) > 30
        or not stamped_at.isprintable()
    ):
        raise ProofError("the time stamp's time is not in UTC")
    return Stamp(_typed(imprint, 1, _OCTETS), stamped_at)


def _children(data: bytes) -> list[tuple[int, bytes]]:
    out, at = [], 0
    while at < len(data):
        tag, start, end = _header(data, at)
        out.append((tag, data[start:end]))
        at = end
    return out


def _header(data: bytes, at: int) -> tuple[int, int, int]:
    """Tag, start and end of the element at `at`: definite lengths of at most 4 bytes only."""
    if at + 2 > len(data):
        raise ProofError("the time stamp ends early")
    tag, length, start = data[at], data[at + 1], at + 2
    if length & 0x80:
        count = length & 0x7F
        if not 1 <= count <= 4 or start + count > len(data):
            raise ProofError("the time stamp has a length that cannot be read")
        length, start = int.from_bytes(data[start : start + count], "big"), start + count
    if start + length > len(data):
        raise ProofError("the time stamp ends early")
    return tag, start, start + length


def _one(data: bytes, tag: int) -> bytes:
    return _typed(_children(data), 0, tag)


def _typed(elements: list[tuple[int, bytes]], index: int, tag: int) -> bytes:
    if index >= len(elements) or elements[index][0] != tag:
        raise ProofError("the time stamp is not built as RFC 3161 says")
    return elements[index][1]


# ------------------------------------------------------------ the proof of one exhibit


class Check(NamedTuple):
    """One thing looked at: its name, whether it holds, and what to tell the reader."""

    name: str
    holds: bool
    says: str


def read_proof(data: bytes) -> dict[str, Any]:
    """The proof file's JSON. Raises ProofError where it is none, or says a thing twice."""
    try:
        proof = json.loads(data.decode("utf-8"), object_pairs_hook=_without_repeats)
        _refuse_ambiguous(proof)
    except ProofError:
        raise
    except (ValueError, RecursionError):
        raise ProofError("the proof is not JSON") from None
    if not isinstance(proof, dict) or proof.get("format") != FORMAT:
        raise ProofError("this is not a proof of format " + FORMAT)
    return proof


def verify(proof: dict[str, Any], file: BinaryIO, key: str | None = None) -> list[Check]:
    """Every check of a proof against a file, in order; the exhibit is proved if all hold.

    `key` is the ledger's verifier key from a source other than the proof; without it the one in
    the proof is used, and the last check says that its owner is for the reader to establish.
    Raises ProofError where a part of the proof cannot be read.
    """
    event = _part(proof, "event", dict)
    note = _part(proof, "checkpoint", str)
    log_key = parse_verifier_key(key if key is not None else _part(proof, "key", str))
    text, _ = split_note(note)
    checkpoint = parse_checkpoint(text)
    checks = [
        _check_file(event, file),
        _check_inclusion(proof, event, checkpoint),
        _check_note(note, checkpoint, log_key),
    ]
    checks += [_check_signature(event, entry) for entry in _part(proof, "signatures", list)]
    checks += [_check_stamp(text, entry) for entry in _part(proof, "stamps", list)]
    return [*checks, _check_key(proof, key)]


def _check_file(event: dict[str, Any], file: BinaryIO) -> Check:
    digest, size = hashlib.sha256(), 0
    for chunk in iter(lambda: file.read(_CHUNK_BYTES), b""):
        digest.update(chunk)
        size += len(chunk)
    holds = event.get("sha256") == digest.hexdigest() and event.get("size_bytes") == size
    says = "is the one that was entered" if holds else "is NOT the one that was entered"
    return Check("file", holds, "The file " + says + ". SHA-256 " + digest.hexdigest())


def _check_inclusion(proof: dict[str, Any], event: object, checkpoint: Checkpoint) -> Check:
    index = _part(proof, "index", int)
    path = [_hex(step) for step in _part(proof, "path", list)]
    if any(len(step) != 32 for step in path):
        raise ProofError("a step of the path is not 32 bytes")
    leaf = leaf_hash(blinded_leaf(event, _hex(_part(proof, "blinding", str))))
    try:
        holds = root_from_inclusion(leaf, index, checkpoint.size, path) == checkpoint.root
    except ProofError:
        holds = False
    says = "stands in" if holds else "does NOT stand in"
    place = " the ledger as entry " + str(index + 1) + " of " + str(checkpoint.size) + "."
    return Check("ledger", holds, "The entry " + says + place)


def _check_note(note: str, checkpoint: Checkpoint, key: VerifierKey) -> Check:
    holds = is_signed_by(note, key) and checkpoint.origin == key.name
    says = "is signed" if holds else "is NOT signed"
    return Check("checkpoint", holds, "The ledger's head " + says + " by " + key.name + ".")


def _check_signature(event: object, entry: object) -> Check:
    public, signature = _hex(_part(entry, "public_key", str)), _hex(_part(entry, "signature", str))
    holds = verify_ed25519(signature, EVENT_LABEL + canonical_json(event), public)
    says = "is" if holds else "is NOT"
    return Check("signature", holds, "The entry " + says + " signed by the key " + public.hex())


def _check_stamp(text: str, entry: object) -> Check:
    if not isinstance(entry, str):
        raise ProofError("a time stamp is base64 text")
    stamp = parse_stamp(_base64(entry))
    holds = stamp.digest == hashlib.sha256(text.encode()).digest()
    says = "is over this head; it says " + stamp.stamped_at if holds else "is NOT over this head"
    return Check("stamp", holds, "A time stamp " + says + ". Check who signed it with openssl.")


def _check_key(proof: dict[str, Any], given: str | None) -> Check:
    if given is not None:
        return Check("key", True, "The ledger's key is the one you gave.")
    words = "The ledger's key comes from the proof itself. Compare it with the published one: "
    return Check(_KEY_TO_COMPARE, True, words + _part(proof, "key", str).strip())


def verdict(checks: Sequence[Check]) -> str:
    """The checks in one line: verified, verified provided that a key is compared, or not."""
    if not all(check.holds for check in checks):
        return "NOT VERIFIED"
    if any(check.name == _KEY_TO_COMPARE for check in checks):
        return "VERIFIED, provided that the key above is the one the organisation published"
    return "VERIFIED"


def _part(proof: object, name: str, kind: type[_Part]) -> _Part:
    value = proof.get(name) if isinstance(proof, dict) else None
    if not isinstance(value, kind) or isinstance(value, bool):
        raise ProofError("the proof's part '" + name + "' is missing or of the wrong form")
    return value


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    out = dict(pairs)
    if len(out) != len(pairs):
        raise ProofError("the proof says something twice")
    return out


def _hex(text: object) -> bytes:
    try:
        data = bytes.fromhex(text) if isinstance(text, str) else None
    except ValueError:
        data = None
    if data is None or data.hex() != text:
        raise ProofError("a part that should be lower-case hexadecimal is not")
    return data


def _base64(text: str) -> bytes:
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        raise ProofError("a part that should be base64 is not") from None
    if base64.b64encode(data).decode() != text:
        raise ProofError("a part in base64 is not in its one form")
    return data


def main(arguments: list[str]) -> int:
    """Verify from the command line, print each check, and return the exit code."""
    key = None
    if len(arguments) == 4 and arguments[2] == "--key":
        key = arguments[3]
    elif len(arguments) != 2:
        sys.stderr.write("usage: python verifier.py PROOF FILE [--key KEY]\n")
        return 2
    try:
        with Path(arguments[1]).open("rb") as file:
            checks = verify(read_proof(Path(arguments[0]).read_bytes()), file, key)
    except (OSError, ProofError) as error:
        sys.stderr.write("Nothing was verified: " + str(error) + "\n")
        return 2
    for check in checks:
        sys.stdout.write(("  holds  " if check.holds else "  FAILS  ") + check.says + "\n")
    sys.stdout.write(verdict(checks) + "\n")
    return 0 if all(check.holds for check in checks) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
