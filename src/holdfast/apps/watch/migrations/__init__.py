"""Migrations of the keyring's tables, in both stores."""
