"""The ledger's tree over a million leaves, batches, and what verifying in plain Python costs."""

from __future__ import annotations

import hashlib
import sys
from time import perf_counter

from nacl import bindings as sodium

from benchmarks.report import print_figure
from holdfast.methods.custody.merkle import (
    CompactRange,
    MemoryTree,
    consistency_proof,
    inclusion_path,
    leaf_hash,
    root_of,
)
from holdfast.methods.custody.verifier import blinded_leaf, verify_ed25519

LEAVES = 1_000_000
BATCH = 2_000


def main() -> int:
    """Print each figure beside its limit. Returns how many fell short."""
    return _million() + _batches() + _proofs() + _signatures()


def _million() -> int:
    begun = perf_counter()
    root = root_of(leaf_hash(number.to_bytes(32, "big")) for number in range(LEAVES))
    seconds = perf_counter() - begun
    assert len(root) == 32
    return print_figure(
        "a million leaves recomputed",
        f"{seconds:.2f} s",
        held_against="under 10 s",
        is_met=seconds < 10,
    )


def _batches() -> int:
    events = [
        {"kind": "exhibit", "number": number, "sha256": hashlib.sha256(b"").hexdigest()}
        for number in range(BATCH)
    ]
    whole, blinding = CompactRange(), bytes(32)
    begun = perf_counter()
    whole.extend(leaf_hash(blinded_leaf(event, blinding)) for event in events)
    whole.root()
    rate = BATCH / (perf_counter() - begun)
    return print_figure(
        "leaves a second in a batch of 2,000, blinded, in memory",
        f"{rate:,.0f}",
        held_against="at least 2,000",
        is_met=rate >= 2000,
    )


def _proofs() -> int:
    tree = MemoryTree(number.to_bytes(32, "big") for number in range(100_000))
    begun = perf_counter()
    for index in range(0, 100_000, 100):
        inclusion_path(index, tree.size, tree.subtree)
    inclusion = (perf_counter() - begun) / 1000
    begun = perf_counter()
    for size in range(1, 100_000, 100):
        consistency_proof(size, tree.size, tree.subtree)
    consistency = (perf_counter() - begun) / 1000
    print_figure("inclusion path among 100,000", f"{inclusion * 1e6:.0f} µs")
    return print_figure("consistency proof to 100,000", f"{consistency * 1e6:.0f} µs")


def _signatures() -> int:
    public, private = sodium.crypto_sign_seed_keypair(bytes(32))
    signature = sodium.crypto_sign(b"checkpoint", private)[:64]
    begun = perf_counter()
    for _ in range(100):
        assert verify_ed25519(signature, b"checkpoint", public)
    ours = (perf_counter() - begun) / 100
    begun = perf_counter()
    for _ in range(100):
        sodium.crypto_sign_open(signature + b"checkpoint", public)
    theirs = (perf_counter() - begun) / 100
    return print_figure(
        "one Ed25519 signature verified in plain Python",
        f"{ours * 1000:.1f} ms",
        held_against=f"libsodium {theirs * 1000:.2f} ms",
    )


if __name__ == "__main__":
    sys.exit(main())
