"""The team: one folder an app."""
