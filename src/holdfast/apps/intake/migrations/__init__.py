"""Migrations of the tables of the line."""
