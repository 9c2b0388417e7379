"""Mailboxes and messages of the people who make contact."""
