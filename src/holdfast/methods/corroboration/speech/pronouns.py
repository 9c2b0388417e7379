"""Who "he", "she", "they" or "it" stands for.

Invariants: somebody named before, within reach, of fitting gender and number, or nobody; reasons
add up in a score whose weights are set by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from holdfast.language.given_names import Gender
from holdfast.methods.corroboration.record import SourceKind

from .kinds import BODY_HEADS, kind_of
from .members import Member, Sighting
from .tokens import Token

FAR = 1600  # characters: beyond this a pronoun is not trusted
_LEAST = -9.0


class Places(NamedTuple):
    """Where the pronoun's sentence, the sentence before it and its paragraph begin."""

    sentence: int
    before: int
    paragraph: int


def meant_by(
    token: Token, places: Places, members: Iterable[Member], spoke: list[Member]
) -> Member | None:
    """The member whom the pronoun `token` stands for, or None; `spoke` are the speakers so far."""
    gender = {"he": Gender.MALE, "she": Gender.FEMALE}.get(token.low)
    best: tuple[float, Member] | None = None
    for member in members:
        seen = member.last_before(token.start)
        if (
            seen is None
            or token.start - seen.span.start > FAR
            or not _fits(member, token.low, gender)
            or (token.low == "they" and _is_mute_outlet(member, spoke))
            or (seen.is_oblique and not _TEXTS.isdisjoint(member.heads))  # "said in a statement"
        ):
            continue
        score = _closeness(member, seen, token.start - seen.span.start)
        is_here = seen.span.start >= places.paragraph
        score += 1.0 * (seen.span.start >= places.sentence) + 2.5 * is_here
        score += 2.0 * (seen.is_subject and places.before <= seen.span.start < places.sentence)
        score += _has_spoken(member, spoke, is_here=is_here)
        score += 2.0 * (gender is not None and member.gender is gender)
        score += 2.0 * (token.low == "it" and spoke[-1:] == [member])  # "it added"
        if best is None or score > best[0]:
            best = (score, member)
    return best[1] if best is not None and best[0] >= _LEAST else None


def _is_mute_outlet(member: Member, spoke: list[Member]) -> bool:
    """An outlet that has said nothing: people who do things are "they", not the radio."""
    return kind_of(member) is SourceKind.OUTLET and member not in spoke


def _closeness(member: Member, seen: Sighting, distance: int) -> float:
    """Near, a subject, named often, and plainly a person."""
    score = -distance / 150
    score += 1.5 * seen.is_subject - 1.5 * seen.is_oblique
    score += 0.1 * min(len(member.starts), 10)
    is_doubtful = not member.is_person and bool(member.words) and not member.gender
    return score - 2.0 * is_doubtful


def _has_spoken(member: Member, spoke: list[Member], *, is_here: bool) -> float:
    if spoke and spoke[-1] is member:
        return 3.2 if is_here else 1.0
    return 0.8 if member in spoke[-4:] else 0.0


def _fits(member: Member, pronoun: str, gender: Gender | None) -> bool:
    if gender is not None:
        is_one = not member.is_body and not member.is_plural and not member.is_mere_place
        return is_one and member.gender in (None, gender)
    if pronoun == "they":
        return member.is_plural or member.is_body
    if not _MANY.isdisjoint(member.heads) or not _MANY.isdisjoint(member.words):
        return False
    return member.is_body or not BODY_HEADS.isdisjoint(member.heads)


_TEXTS = frozenset("statement report letter document article study survey post".split())
_MANY = frozenset(["police", "authorities"])  # these are "they"
