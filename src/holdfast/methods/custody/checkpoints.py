"""Checkpoints: the signed head of a ledger, in the C2SP forms that other tools read too.

Invariants:
- A checkpoint is three lines (origin, size, root in base64) and says nothing of any entry.
- Nothing here holds a key: signing and verifying are functions that are passed in.
- A head is only ever followed by one that it is provably the beginning of.

Sources: C2SP tlog-checkpoint and signed-note (c2sp.org); RFC 9162, section 2.1.4.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence

from .errors import ForeignCheckpointError, UnreadableProofError
from .merkle import check_consistency
from .verifier import (
    Checkpoint,
    ProofError,
    VerifierKey,
    parse_checkpoint,
    parse_verifier_key,
    split_note,
    verify_ed25519,
)

Sign = Callable[[bytes], bytes]  # the note's text -> a 64-byte Ed25519 signature
Verify = Callable[[bytes, bytes, bytes], bool]  # signature, message, public key


def checkpoint_text(checkpoint: Checkpoint) -> str:
    """The text that is signed, with its final newline.

    Raises ValueError where the origin is empty or has a control character, or the root is not 32
    bytes.
    """
    has_control = any(ord(sign) < 0x20 for sign in checkpoint.origin)
    if not checkpoint.origin or has_control or len(checkpoint.root) != 32 or checkpoint.size < 0:
        raise ValueError("a checkpoint has an origin of one line, a size and a root of 32 bytes")
    root = base64.b64encode(checkpoint.root).decode()
    return f"{checkpoint.origin}\n{checkpoint.size}\n{root}\n"


def sign_checkpoint(checkpoint: Checkpoint, *, key: VerifierKey, sign: Sign) -> str:
    """The checkpoint as a signed note, signed as `key` by `sign`.

    Raises ValueError where the origin is not the key's name, or where it has a space or a plus.
    """
    text = checkpoint_text(checkpoint)
    if checkpoint.origin != key.name or any(s.isspace() or s == "+" for s in key.name):
        raise ValueError("a ledger's origin is its key's name, without spaces or plus signs")
    line = base64.b64encode(key.key_id + sign(text.encode())).decode()
    return f"{text}\n\u2014 {key.name} {line}\n"


def verifier_key_text(key: VerifierKey) -> str:
    """The public key as it is published: name, check and key with plus signs between."""
    encoded = base64.b64encode(b"\x01" + key.public).decode()
    return f"{key.name}+{key.key_id.hex()}+{encoded}"


def read_verifier_key(text: str) -> VerifierKey:
    """The key of `verifier_key_text`. Raises UnreadableProofError."""
    try:
        return parse_verifier_key(text)
    except ProofError:
        raise UnreadableProofError from None


def open_checkpoint(note: str, *, key: VerifierKey, verify: Verify = verify_ed25519) -> Checkpoint:
    """The checkpoint of a note signed by `key`, checked by `verify` (pure Python by default).

    Raises UnreadableProofError for another form, ForeignCheckpointError where no signature by
    `key` is good or the origin is another. Lines by other signers are left aside.
    """
    try:
        text, signatures = split_note(note)
        checkpoint = parse_checkpoint(text)
    except ProofError:
        raise UnreadableProofError from None
    mine = [s for s in signatures if (s.name, s.key_id) == (key.name, key.key_id)]
    is_signed = any(verify(s.signature, text.encode(), key.public) for s in mine)
    if not is_signed or checkpoint.origin != key.name:
        raise ForeignCheckpointError
    return checkpoint


def check_growth(earlier: Checkpoint, later: Checkpoint, proof: Sequence[bytes]) -> None:
    """Return where the later head provably grew from the earlier one.

    Raises ForeignCheckpointError (two ledgers), ShrunkError (cut or rolled back), ForkError
    (rewritten). Says nothing of heads that nobody kept.
    """
    if earlier.origin != later.origin:
        raise ForeignCheckpointError
    check_consistency(earlier.size, earlier.root, later.size, later.root, proof)
