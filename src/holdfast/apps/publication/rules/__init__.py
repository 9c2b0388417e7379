"""Releases as values and pure functions: states, parts, what leaves, hits, signatures."""
