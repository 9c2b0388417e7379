"""What can stand in a release.

Invariants: a part is a copy of what may be used on that day; nothing is looked up later.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from holdfast.apps.archive.rules import ConsentAct, ExhibitId, Paragraph, TestimonyId
from holdfast.apps.publication.errors import IncompleteReleaseError
from holdfast.apps.review.rules import FindingId
from holdfast.kernel.identifiers import random_id


class PartKind(StrEnum):
    """What a part of a release is."""

    WORDS = "words"
    TESTIMONY = "testimony"
    FINDING = "finding"
    EXHIBIT = "exhibit"


class ReleasePart(msgspec.Struct, frozen=True, kw_only=True):
    """One part, copied when it was added. Only `heading`, `said_by`, `texts`, `sha256`,
    `size_bytes` and `proof` leave; the rest says where it came from and on what ground.
    """

    id: str
    kind: PartKind
    heading: str = ""
    said_by: str = ""
    texts: tuple[str, ...] = ()
    sha256: str = ""
    size_bytes: int = 0
    proof: str = ""
    testimony: str = ""
    paragraph: str = ""
    conditions: str = ""
    acts: tuple[ConsentAct, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Our own words: an introduction, a note on method."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A paragraph of testimony, under the changed name."""

    testimony: TestimonyId
    paragraph: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An exhibit's proof, without its file, under a heading that may be read by all."""

    exhibit: ExhibitId
    heading: str


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of the review, in sentences that hold nobody's judgement but its count."""

    finding: FindingId


Source = Words | Quoted | Shown | Found


def words_part(source: Words) -> ReleasePart:
    """Our own words as a part. Raises IncompleteReleaseError."""
    paragraphs = tuple(text.strip() for text in source.text.split("\n\n") if text.strip())
    if not paragraphs:
        raise IncompleteReleaseError(hint="Write the words that are to be released.")
    return ReleasePart(
        id=random_id(), kind=PartKind.WORDS, heading=source.heading.strip(), texts=paragraphs
    )


def finding_part(source: Found, *, title: str, sentences: tuple[str, ...]) -> ReleasePart:
    """A finding as a part."""
    return ReleasePart(
        id=random_id(),
        kind=PartKind.FINDING,
        heading=title,
        texts=sentences,
        source=source.finding,
    )


def quoted_part(
    source: Quoted, paragraph: Paragraph, *, said_by: str, conditions: str
) -> ReleasePart:
    """A paragraph of testimony as a part, with the consent it stands on."""
    return ReleasePart(
        id=random_id(),
        kind=PartKind.TESTIMONY,
        said_by=said_by,
        texts=(paragraph.text,),
        testimony=source.testimony,
        paragraph=paragraph.id,
        conditions=conditions,
        acts=paragraph.acts,
    )


def paragraph_of(part: ReleasePart) -> Paragraph:
    """The paragraph of testimony as it was when the part was added."""
    return Paragraph(id=part.paragraph, text="\n\n".join(part.texts), acts=part.acts)
