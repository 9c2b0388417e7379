"""What a second machine says it holds: which site, how long its ledger was, and the ledger's root.

Invariants: a receipt names no record and opens nothing; it is one line, so that it can be piped.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from .archives import Copied, verify
from .copy_errors import NoReceiptError

MOST_BYTES = 1024
_HASH_BYTES = 32


class Receipt(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That a copy of the bodies was read to its last byte."""

    installation: str
    tree_size: int
    tree_root: str
    sha256: str


def receipt_for(copy: Path) -> Receipt:
    """The receipt for a copy of the bodies that lies here.

    Raises NotACopyError, DamagedCopyError, NewerCopyError, WrongPartError.
    """
    found, sha256 = verify(copy, Copied.BODIES)
    return Receipt(
        installation=found.installation,
        tree_size=found.tree_size,
        tree_root=found.tree_root,
        sha256=sha256,
    )


def written(receipt: Receipt) -> str:
    """The receipt as one line."""
    return msgspec.json.encode(receipt).decode()


def read_receipt(line: bytes) -> Receipt:
    """The receipt in a line. Raises NoReceiptError."""
    try:
        receipt = msgspec.json.decode(line[:MOST_BYTES], type=Receipt)
        root = bytes.fromhex(receipt.tree_root)
    except (ValueError, msgspec.MsgspecError):
        raise NoReceiptError from None
    if len(root) != _HASH_BYTES or receipt.tree_size < 0:
        raise NoReceiptError
    return receipt
