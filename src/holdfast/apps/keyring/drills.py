"""Which copy was proven: written down beside the site, because a later act depends on it.

Invariants:
- A proof is written only after a restore from that copy was opened and checked.
- It says that everything in the copy stands under weekly keys of at least `layer`: older ones may
  be destroyed, and no others.
- Nothing secret stands in it. Whoever can write it can also destroy a weekly key at once.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from holdfast.kernel.disk import place_file

from .archives import SITE_FILE

PROOF_FILE = "proven.json"


class Proof(msgspec.Struct, frozen=True):
    """A verified restore: the oldest weekly key in the copy, its ledger, its digest, the week."""

    layer: int
    tree_size: int
    keys_sha256: str
    week: str


def note_proof(site: Path, proof: Proof) -> None:
    """Write down that a restore was verified, durably. Raises OSError."""
    place_file(site / PROOF_FILE, msgspec.json.encode(proof))


def proven_layer(site: Path) -> int:
    """The oldest weekly key that the proven copy needs; 0 where none was proven."""
    try:
        return msgspec.json.decode((site / PROOF_FILE).read_bytes(), type=Proof).layer
    except (FileNotFoundError, msgspec.DecodeError, msgspec.ValidationError):
        return 0


def installation_of(site: Path) -> str:
    """Which installation a site's folder is of, without standing on it; empty where it is none."""
    try:
        says = tomllib.loads((site / SITE_FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    return str(says.get("installation", ""))
