"""Migrations of the members' tables."""
