"""Whether two names, or two bodies without a name, are one.

Invariants: words alone decide, in lower case; nothing is known of where they stand.
"""

from __future__ import annotations

from rapidfuzz.distance import OSA

from .kinds import BODY_HEADS, is_body_name

_LONG_SURNAME = 6  # letters: in a shorter one a single letter tells two people apart
_DIVIDED = BODY_HEADS | {"office", "service", "bureau"}


def are_two_bodies(head: str, one: str, other: str) -> bool:
    """Whether two bodies without names differ: "the prosecutor's office", "the rights office"."""
    if head not in _DIVIDED:
        return False
    mine, its = (set(name.casefold().split()) - {"the", "a", "an", head} for name in (one, other))
    return bool(mine and its) and mine.isdisjoint(its)


def fits_body(known: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """A body is meant by its telling word ("the Network"), not by its place ("Radio Karsk")."""
    short, long = sorted((known, words), key=len)
    if len(short) == len(long) or not is_body_name(list(long)):
        return True
    return is_body_name(list(short))


def is_same_name(known: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether a longer or a shorter form of one name is meant: "Brenn", "A. Brenn"."""
    if not known:
        return False
    if len(words) == 1:
        return words[0] in (known[-1], known[0])
    if len(known) == 1:
        return known[0] in (words[0], words[-1])
    return known[-1] == words[-1] and (
        known[0] == words[0] or (known[0][0] == words[0][0] and len(known[0]) == 1)
    )


def is_slip(known: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether the first names are the same, and one letter inside a long surname is wrong."""
    if len(words) < 2 or known[:-1] != words[:-1] or len(words[-1]) < _LONG_SURNAME:
        return False
    one, other = known[-1], words[-1]
    has_same_ends = one[0] == other[0] and one[-1] == other[-1]  # "Orlov" and "Orlova"
    return has_same_ends and OSA.distance(one, other, score_cutoff=1) <= 1
