"""What somebody's phone or papers lead to, as plain words."""

from __future__ import annotations

from enum import StrEnum


class TraceIn(StrEnum):
    """What holds the trace."""

    PHONE = "phone"
    DOCUMENT = "document"


class LeadsTo(StrEnum):
    """Whom or what it leads to."""

    CASE = "case"
    MEMBER = "member"
    HELPER = "helper"
    PLACE = "place"
