"""Who or what threatens somebody, in the team's words, as pure functions.

Invariants: a threat is never deleted, it ends; what is dated lies in the past and in its order.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from holdfast.apps.casework.errors.cases import BadThreatError
from holdfast.apps.casework.errors.general import BadDateError
from holdfast.kernel.partial_date import PartialDate


class ThreatKind(StrEnum):
    """What threatens."""

    PERSON = "person"
    UNIT = "unit"
    AGENCY = "agency"


class Relation(StrEnum):
    """What they are to whom they threaten."""

    FATHER = "father"
    BROTHER = "brother"
    UNCLE = "uncle"
    SPOUSE = "spouse"
    CLAN = "clan"
    OFFICIAL = "official"
    BLACKMAILER = "blackmailer"
    FORMER = "former partner or client"
    OTHER = "other"


class Reach(StrEnum):
    """By what they can find somebody."""

    POLICE = "police"
    DATABASES = "databases"
    CAMERAS = "cameras"
    TELECOM = "telecom"
    BORDER = "border"
    MONEY = "money"
    ABROAD = "abroad"


class Knows(StrEnum):
    """What they know of them."""

    PHONE = "phone"
    CITY = "city"
    WORKPLACE = "workplace"
    PARTNER = "partner"


class Pretext(StrEnum):
    """By what law they let others search."""

    MISSING = "missing person"
    THEFT = "theft accusation"
    WANTED = "federal wanted list"
    EXTREMISM = "extremism"
    EXIT_BAN = "exit ban"


class PretextState(StrEnum):
    """How far it has come."""

    NONE = "none"
    SUSPECTED = "suspected"
    CONFIRMED = "confirmed"
    LIFTED = "lifted"


AT_BORDERS = frozenset({Pretext.WANTED, Pretext.EXTREMISM, Pretext.EXIT_BAN})


def past_date(text: str, today: dt.date) -> PartialDate | None:
    """A date as it was typed; None where none was. Raises BadDateError, BadThreatError (ahead)."""
    if not text.strip():
        return None
    try:
        found = PartialDate.parse(text)
    except ValueError:
        raise BadDateError from None
    if found.first_day() > today:
        raise BadThreatError
    return found


def check_order(last_contact: PartialDate | None, ended: PartialDate | None) -> None:
    """Refuse an end that lies surely before the last contact. Raises BadThreatError."""
    if last_contact and ended and ended.last_day() < last_contact.first_day():
        raise BadThreatError("It cannot have ended before the last contact. Nothing was saved.")
