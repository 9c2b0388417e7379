"""Writing on the line.

Invariants: `mailboxes` and `uploads` are the door's: they import no member's key, no table of
another app, and run in the source process. All others are the desk's.
"""
