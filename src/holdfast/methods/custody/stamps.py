"""RFC 3161 time stamps over a checkpoint: what to ask for, and what came back.

Invariants:
- An authority sees the SHA-256 of a head of the ledger and nothing else; no nonce names us.
- A stamp is taken only where its digest is the one asked for. Its signature is not judged here.

A stamp says that the head existed at the authority's time. Full validation (certificate chain,
signature, purpose) is `openssl ts -verify`; the command is in docs/guide/verify.md.
"""

from __future__ import annotations

import hashlib

from .errors import ForeignCheckpointError, UnreadableProofError
from .verifier import ProofError, Stamp, parse_stamp

# SEQUENCE { version 1, messageImprint { sha256 with NULL, 32 bytes }, certReq TRUE }
_REQUEST_HEAD = bytes.fromhex("30390201013031300d060960864801650304020105000420")
_REQUEST_TAIL = bytes.fromhex("0101ff")


def stamp_request(text: str) -> bytes:
    """The DER TimeStampReq for a checkpoint's text: 59 bytes. RFC 3161, section 2.4.1."""
    return _REQUEST_HEAD + hashlib.sha256(text.encode()).digest() + _REQUEST_TAIL


def read_stamp(token: bytes, text: str) -> Stamp:
    """What a token or response says, where it is over this checkpoint's text.

    Raises UnreadableProofError where it is no time stamp over SHA-256, ForeignCheckpointError where
    it is over something else. Does not prove who stamped it.
    """
    try:
        stamp = parse_stamp(token)
    except ProofError:
        raise UnreadableProofError from None
    if stamp.digest != hashlib.sha256(text.encode()).digest():
        raise ForeignCheckpointError("This time stamp is over another head of the ledger.")
    return stamp
