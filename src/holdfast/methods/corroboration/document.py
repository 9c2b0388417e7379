"""One report on its way through: as it was read, and what was found in it alone.

These values travel between processes, so they are plain structs. Nothing here knows of another
report; what needs more than one (sources, origins, passages, findings) comes later.

Invariants:
- Every span refers to `Document.text`.
- A `Voice` is numbered by its place in `Reading.voices`; the outlet itself is voice 0.
- The same document gives the same reading.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from .record import Form, Modality, SourceKind, StatementKind
from .spans import Span


class FurnitureKind(StrEnum):
    """Why a stretch of text is not evidence."""

    CAPTION = "caption"
    BYLINE = "byline"
    NAVIGATION = "navigation"  # share buttons, menus, "sign in", "subscribe"
    RELATED = "related"  # "Related |", "Read more:"
    COMMENTS = "comments"
    NOTICE = "notice"  # cookies, terms, copyright
    REPEATED = "repeated"  # the same line in several reports


class Furniture(msgspec.Struct, frozen=True):
    """A stretch that belongs to the page and not to the report."""

    span: Span
    kind: FurnitureKind


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A report as it was read. `problems` are whole sentences for a person."""

    path: str
    sha256: str
    text: str
    is_plain: bool  # spans refer to the file itself, not to texts/ID.txt
    language: str  # ISO 639-1, or "und"
    title: str | None = None
    outlet: str | None = None
    published: str | None = None  # ISO, perhaps partial
    furniture: tuple[Furniture, ...] = ()
    problems: tuple[str, ...] = ()


class MentionKind(StrEnum):
    """How a voice is mentioned."""

    NAME = "name"
    ROLE = "role"
    PRONOUN = "pronoun"


class Mention(msgspec.Struct, frozen=True):
    """A voice in its place in the text."""

    span: Span
    kind: MentionKind


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """Someone who speaks, is told, or is cited in this report.

    `name` is the fullest form found ("Alvi Karimov"; for the unnamed the role, "a representative
    of the Russian LGBT Network"). `role` keeps the description ("spokesman for the mayor").
    `member_of` is the index of the organisation's own voice.
    """

    name: str
    kind: SourceKind
    is_anonymous: bool = False
    is_pseudonym: bool = False
    is_person: bool = False  # a title, a given name or a role says so
    aliases: tuple[str, ...] = ()
    role: str | None = None
    member_of: int | None = None
    mentions: tuple[Mention, ...] = ()


class VoiceAt(msgspec.Struct, frozen=True):
    """A voice and the words that name it here; no span where it is only understood."""

    voice: int
    span: Span | None = None


class Utterance(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody says, or the outlet asserts, before it is weighed.

    `spans` leave quotation marks out; an interrupted quotation has several. `relays` are the
    voices between this outlet and the speaker, nearest to the outlet first ("the agency, citing
    the radio, ..." gives agency, radio). `cue` is the word of saying and `cue_lemma` its base form.
    """

    spans: tuple[Span, ...]
    form: Form
    cue: Span | None = None
    cue_lemma: str | None = None
    speaker: VoiceAt | None = None
    told_to: VoiceAt | None = None
    relays: tuple[int, ...] = ()
    confirmed_by: tuple[int, ...] = ()


class Meaning(msgspec.Struct, frozen=True, kw_only=True):
    """What an utterance does and which acts of the lexicon it speaks of."""

    kind: StatementKind
    negated: bool
    modality: Modality
    acts: tuple[str, ...]


class FigureFound(msgspec.Struct, frozen=True, kw_only=True):
    """A figure in its place; see `record.Figure` for the bounds."""

    span: Span
    low: float | None
    high: float | None
    value: float | None
    approximate: bool
    counts: str
    unit: str


class DateFound(msgspec.Struct, frozen=True, kw_only=True):
    """A date in its place, `date` in ISO form and perhaps partial."""

    span: Span
    date: str | None
    relative: bool


class PlaceFound(msgspec.Struct, frozen=True, kw_only=True):
    """A place in its place in the text."""

    span: Span
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """Everything found in one document alone."""

    document: Document
    voices: tuple[Voice, ...]
    utterances: tuple[Utterance, ...]
    meanings: tuple[Meaning, ...]  # one for each utterance
    figures: tuple[FigureFound, ...]
    dates: tuple[DateFound, ...]
    places: tuple[PlaceFound, ...]
