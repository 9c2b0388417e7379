"""Who belongs to a household, who agreed for a child, and from whom they are kept.

Invariants:
- For a child somebody agreed, or it is said that nobody has yet.
- Where the guardian is the threat, or that is not known, the guardian's word does not count alone:
  somebody else agreed, a reason is written, and a second member of the team confirmed it.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from .answers import Answer


class Age(StrEnum):
    """What it decides: who agrees for them, and which places take them."""

    ADULT = "adult"
    CHILD = "child"


class Kin(StrEnum):
    """Who they are to whom the case is about."""

    THEMSELVES = "whom the case is about"
    PARTNER = "partner"
    CHILD = "child"
    PARENT = "parent"
    SIBLING = "sibling"
    RELATIVE = "relative"
    FRIEND = "friend"
    OTHER = "other"


class Agreed(StrEnum):
    """Who agreed that a child goes."""

    NOBODY = "nobody yet"
    GUARDIAN = "guardian"
    OTHER_PARENT = "other parent"
    ADULT_RELATIVE = "adult relative"
    AUTHORITY = "court or authority"
    CHILD = "the child, old enough to decide"


class Tie(StrEnum):
    """What is between a household and somebody else."""

    TRAVELS_WITH = "travels with"
    APART = "must not be placed with"
    MUST_NOT_KNOW = "must not know"


class Consent(NamedTuple):
    """Who agreed for a child, and what is known of the guardian."""

    agreed: Agreed
    guardian_is_threat: Answer
    reason: str
    entered_by: str
    confirmed_by: str


class Gap(StrEnum):
    """What a child's consent lacks."""

    NOBODY = "Nobody has agreed for this child."
    GUARDIAN_ALONE = "The guardian is the threat, or that is not known: somebody else must agree."
    REASON = "Why somebody other than the guardian agrees is not written."
    SECOND = "A second person has not confirmed it."


KEPT_APART = frozenset({Tie.APART, Tie.MUST_NOT_KNOW})


def gaps(age: Age, consent: Consent) -> list[Gap]:
    """What is missing before a child may go; nothing for an adult."""
    if age is Age.ADULT:
        return []
    if consent.agreed is Agreed.NOBODY:
        return [Gap.NOBODY]
    if consent.guardian_is_threat is Answer.NO:
        return []
    if consent.agreed is Agreed.GUARDIAN:
        return [Gap.GUARDIAN_ALONE]
    lacking = {Gap.REASON: not consent.reason.strip(), Gap.SECOND: not consent.confirmed_by}
    return [gap for gap, is_lacking in lacking.items() if is_lacking]


class Between(NamedTuple):
    """That one case says something of another."""

    case: str
    tie: Tie
    other: str


def others_of(case: str, tie: Tie, between: Iterable[Between]) -> set[str]:
    """The cases that this one says so of, or that say so of it: it holds both ways."""
    named = [one for one in between if one.tie is tie and one.other]
    return {one.other for one in named if one.case == case} | {
        one.case for one in named if one.other == case
    }


def is_of_minors(people: int, children: int) -> bool:
    """Whether everybody who travels is a child."""
    return people > 0 and people == children


class Counted(NamedTuple):
    """How many travel together."""

    people: int
    children: int


def counted(travelling: Iterable[tuple[Kin, Age]]) -> Counted:
    """How many travel, with whom the case is about among them, listed or not."""
    listed = list(travelling)
    everybody = listed
    if not any(kin is Kin.THEMSELVES for kin, _ in listed):
        everybody = [*listed, (Kin.THEMSELVES, Age.ADULT)]
    return Counted(len(everybody), sum(age is Age.CHILD for _, age in everybody))
