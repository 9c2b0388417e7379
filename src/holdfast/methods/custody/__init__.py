"""Digests to a Merkle tree to proofs, and their stand-alone verifier."""
