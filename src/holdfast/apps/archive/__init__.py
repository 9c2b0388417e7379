"""Exhibits, testimony, consent and custody."""
