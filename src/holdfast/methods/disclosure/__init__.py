"""Disclosure: a draft, and what must not be known, to what the draft would give away."""
