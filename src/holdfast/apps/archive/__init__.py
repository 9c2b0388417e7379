"""Exhibits, testimony, consent, custody."""
