"""The record: what `holdfast corroborate` hands to other programs (`holdfast-record/1`).

The field names and their meaning are a contract, described in `docs/guide/record.md`. Every struct
here is written to JSON as it stands, in this order.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import msgspec

from .spans import Span

FORMAT = "holdfast-record/1"
_ROWS_A_PIECE = 1_000


class SourceKind(StrEnum):
    """Who a source is, as far as the report tells."""

    WITNESS = "witness"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    OFFICIAL = "official"
    UNKNOWN = "unknown"


class StatementKind(StrEnum):
    """What a statement does."""

    ALLEGATION = "allegation"
    DENIAL = "denial"
    CONFIRMATION = "confirmation"
    APPEAL = "appeal"
    FIGURE = "figure"
    ASSERTION = "assertion"


class Modality(StrEnum):
    """How far the speaker commits to it."""

    STATED = "stated"
    REPORTED = "reported"
    POSSIBLE = "possible"
    DEMANDED = "demanded"
    FUTURE = "future"


class Form(StrEnum):
    """Whose words they are: quoted, reported, both in one sentence, or the outlet's own."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    UNATTRIBUTED = "unattributed"


class Relation(StrEnum):
    """How two or more figures for the same thing stand to each other."""

    COMPATIBLE = "compatible"
    SAME_ORIGIN = "same origin"
    OTHER_SCOPE = "different scope or time"
    CONTRADICTORY = "contradictory"


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One published text, by its hash."""

    id: str
    path: str
    sha256: str
    characters: int
    language: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    problems: tuple[str, ...] = ()


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Someone who says something in at least one report."""

    id: str
    name: str
    kind: SourceKind
    anonymous: bool = False
    pseudonym: bool = False
    aliases: tuple[str, ...] = ()
    member_of: str | None = None


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """A source in its place in the text; no span where it is only understood."""

    source: str
    span: Span | None = None


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A span of a report: who says what, to whom, and from whom it comes."""

    id: str
    report: str
    spans: tuple[Span, ...]
    text: str
    kind: StatementKind
    negated: bool
    modality: Modality
    form: Form
    speaker: Party | None
    told_to: Party | None
    chain: tuple[str, ...]
    origin: str | None
    same_as: str | None
    confirmed_by: tuple[str, ...]
    acts: tuple[str, ...]
    judged: bool = False


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """How many of what, with the bounds that the words carry and no others."""

    id: str
    report: str
    statement: str | None
    span: Span
    text: str
    low: float | None
    high: float | None
    value: float | None
    approximate: bool
    counts: str
    unit: str


class DateMention(msgspec.Struct, frozen=True, kw_only=True):
    """A date in the text; `date` is ISO and perhaps partial, None where it cannot be told."""

    report: str
    span: Span
    text: str
    date: str | None
    relative: bool


class PlaceMention(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the text, resolved in the gazetteer as far as that is possible."""

    report: str
    span: Span
    text: str
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None


class SpanInReport(msgspec.Struct, frozen=True, kw_only=True):
    """A span and the report it lies in."""

    report: str
    span: Span


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """Words that stand in two or more places."""

    id: str
    spans: tuple[SpanInReport, ...]
    similarity: float
    within_report: bool


class NotCounted(msgspec.Struct, frozen=True, kw_only=True):
    """A source that adds no origin, and why."""

    source: str | None
    why: str


class Origins(msgspec.Struct, frozen=True, kw_only=True):
    """How many independent origins a finding rests on: a machine's count, never proof."""

    count: int
    min: int
    max: int
    sources: tuple[str, ...]
    not_counted: tuple[NotCounted, ...]
    reviewed: bool = False


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """An act, and what is said for and against it."""

    id: str
    act: str
    title: str
    statements: tuple[str, ...]
    against: tuple[str, ...]
    reports: int
    origins: Origins
    figures: tuple[str, ...]


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """Figures for the same thing that are not simply one figure."""

    counts: str
    figures: tuple[str, ...]
    relation: Relation
    why: str


class MadeWith(msgspec.Struct, frozen=True, kw_only=True):
    """What made the record, so that it can be made again."""

    holdfast: str
    lexicon: str


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """All of it."""

    format: str
    made_with: MadeWith
    reports: tuple[Report, ...]
    sources: tuple[Source, ...]
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    dates: tuple[DateMention, ...]
    places: tuple[PlaceMention, ...]
    passages: tuple[Passage, ...]
    findings: tuple[Finding, ...]
    conflicts: tuple[Conflict, ...]


def to_json(record: Record) -> bytes:
    """The record as indented UTF-8 JSON, the same bytes for the same record."""
    return b"".join(_json_pieces(record))


def write_json(record: Record, path: Path) -> None:
    """Write what `to_json` gives to the file `path`, never holding all of it in memory."""
    with path.open("wb") as file:
        file.writelines(_json_pieces(record))


def _json_pieces(record: Record) -> Iterator[bytes]:
    before = b"{"
    for field in record.__struct_fields__:
        value = getattr(record, field)
        yield before + f'\n "{field}": '.encode()
        yield from _list_pieces(value) if isinstance(value, tuple) else [_deeper(value)]
        before = b","
    yield b"\n}\n"


def _list_pieces(values: tuple[object, ...]) -> Iterator[bytes]:
    for start in range(0, len(values), _ROWS_A_PIECE):
        rows = _deeper(values[start : start + _ROWS_A_PIECE])
        yield (b"," if start else b"[") + rows.removeprefix(b"[").removesuffix(b"\n ]")
    yield b"\n ]" if values else b"[]"


def _deeper(value: object) -> bytes:
    """The value as indented JSON that stands within another; no string holds a bare line end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1).replace(b"\n", b"\n ")


def from_json(data: bytes) -> Record:
    """The record in `data`; raises msgspec.ValidationError where the contract is broken."""
    return msgspec.json.decode(data, type=Record)
