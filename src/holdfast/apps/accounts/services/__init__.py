"""Writing: each module one kind of act of members."""

from .members import create_member, unlock

__all__ = ["create_member", "unlock"]
