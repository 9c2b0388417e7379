"""Reading on the line.

Invariants: `replies` is the door's and runs in the source process. All others are the desk's.
"""
