"""What can be lost, as its list names it.

Invariants: a loss is named by an opaque id; what was lost of a case is named by the case.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

NODE_OF_CASE, NODE_OF_PHONE, NODE_OF_DOCUMENT = "case:", "phone:", "document:"


class LossKind(StrEnum):
    """What fell into hostile hands."""

    PLACE = "place"
    MEMBER = "member"
    PERSON = "person"
    PHONE = "phone"
    DOCUMENT = "document"


OF_A_CASE = frozenset({LossKind.PERSON, LossKind.PHONE, LossKind.DOCUMENT})
_PREFIX = {LossKind.PHONE: NODE_OF_PHONE, LossKind.DOCUMENT: NODE_OF_DOCUMENT}


class Lost(NamedTuple):
    """What was lost: its kind, and the id of the place, the member or the case."""

    kind: LossKind
    id: str

    @property
    def node(self) -> str:
        """Its id among the recorded ties."""
        return f"{_PREFIX.get(self.kind, '')}{self.id}"
