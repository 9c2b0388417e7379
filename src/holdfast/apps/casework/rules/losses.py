"""What can be lost, as its list names it.

Invariants: a loss is named by an opaque id; what was lost of a case is named by the case.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

NODE_OF_CASE, NODE_OF_PHONE, NODE_OF_DOCUMENT = "case:", "phone:", "document:"
NODE_OF_NUMBER, NODE_OF_LEG = "number:", "leg:"


class LossKind(StrEnum):
    """What fell into hostile hands."""

    PLACE = "place"
    MEMBER = "member"
    PERSON = "person"
    PHONE = "phone"
    NUMBER = "number"
    DOCUMENT = "document"
    HELPER = "helper"
    VEHICLE = "vehicle"


OF_A_CASE = frozenset({LossKind.PERSON, LossKind.PHONE, LossKind.NUMBER, LossKind.DOCUMENT})
_PREFIX = {
    LossKind.PHONE: NODE_OF_PHONE,
    LossKind.NUMBER: NODE_OF_NUMBER,
    LossKind.DOCUMENT: NODE_OF_DOCUMENT,
}


def node_of_leg(journey: str, number: int) -> str:
    """The id of a leg among the recorded ties."""
    return f"{NODE_OF_LEG}{journey}:{number}"


class Lost(NamedTuple):
    """What was lost: its kind, and the id of the place, the member or the case."""

    kind: LossKind
    id: str

    @property
    def node(self) -> str:
        """Its id among the recorded ties."""
        return f"{_PREFIX.get(self.kind, '')}{self.id}"
