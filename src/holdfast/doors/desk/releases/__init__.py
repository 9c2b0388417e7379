"""Releases: drafting, the gate, two signatures, what leaves, and calling it back."""
