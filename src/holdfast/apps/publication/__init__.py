"""Releases, submissions and appeals."""
