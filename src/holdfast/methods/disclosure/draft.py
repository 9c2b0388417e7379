"""What goes in and what comes out: fields of a draft, secrets, and disclosures.

Invariants:
- A disclosure points (field, first and last character, secret's id); it repeats no word of the
  draft and no secret, so that it can be kept and shown where neither may stand.
- A secret's text and a field's text are in no `repr`.
- Nothing here decides: a disclosure is a question to a person.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class SecretKind(StrEnum):
    """What a secret is; it decides how the draft is searched for it."""

    PERSON = "person"
    NICKNAME = "nickname"
    PHONE = "phone"
    ADDRESS = "address"
    PLACE = "place"
    ACCOUNT = "account"
    BIRTH_DATE = "birth date"
    DOCUMENT = "document"
    OTHER = "other"


class Manner(StrEnum):
    """In what way a secret stands in the draft."""

    AS_WRITTEN = "as written"
    DISGUISED = "disguised"
    INFLECTED = "inflected"
    RESPELLED = "respelled"
    OTHER_FORM = "other form"
    MISSPELT = "misspelt"
    INITIALS = "initials"
    REORDERED = "reordered"
    IN_PART = "in part"
    REGROUPED = "regrouped"
    SPLIT = "split"


class Certainty(IntEnum):
    """How surely it is the secret; a lower one asks for a closer look, never for none."""

    POSSIBLE = 1
    LIKELY = 2
    CERTAIN = 3


@dataclass(frozen=True, slots=True)
class DraftField:
    """One named text of a draft: a title, a paragraph, a caption, a file name, a chart's label."""

    name: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Secret:
    """Something that must not be told. `id` is opaque and may stand anywhere."""

    id: str
    kind: SecretKind
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A span of one field, in code points of its text as it was given."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A place of the draft that would give secrets away, and how.

    There are two places where it runs over the border of a field. `secrets` are the ids of all
    that are met at this place in this manner, sorted.
    """

    places: tuple[Place, ...]
    kind: SecretKind
    secrets: tuple[str, ...]
    manners: tuple[Manner, ...]
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Hit:
    """One secret met over the characters `start` to `end` of the stream (see `stream`)."""

    secret: int
    start: int
    end: int
    manners: frozenset[Manner]
    certainty: Certainty
