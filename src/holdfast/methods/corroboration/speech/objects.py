"""Where the object of a verb begins that no list knows: what is left of it is no part of a name.

Invariants: tags and a closed list of verbs decide; an index of the tokens comes back.
"""

from __future__ import annotations

from .kinds import head_of
from .tokens import Tag, Token


def past_verb(tokens: list[Token], first: int, last: int) -> int:
    """Where the object begins in "The song angered a group": a participle would have none."""
    for at in range(last - 1, first, -1):
        is_past = tokens[at].tag == Tag.WORD and tokens[at].low.endswith("ed")
        if is_past and tokens[at + 1].tag in "DO" and tokens[at - 1].tag in "WX":
            return at + 1
    return first


def has_verb(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a deed and its object stand there: "the raids prompted an outcry from groups"."""
    return any(
        tokens[at].tag == Tag.WORD
        and tokens[at].low.endswith("ed")
        and (tokens[at + 1].low in ("a", "an", "the") or _has_actor(tokens, at))
        for at in range(first + 1, last)
    )


def _has_actor(tokens: list[Token], at: int) -> bool:
    """Whether a name or a plural does the deed to something: "Lantern published testimonies of"."""
    before, after = tokens[at - 1], tokens[at + 1]
    is_actor = before.tag == Tag.NAME or (before.tag == Tag.WORD and before.low.endswith("s"))
    return is_actor and after.tag in "W#"


def shown_from(tokens: list[Token], at: int, floor: int) -> int | None:
    """Where those begin who are shown or heard before token `at`: "video showed two guards"."""
    first = at
    while first > floor and tokens[first - 1].tag in "DW#" and tokens[first - 1].low not in _SHOWN:
        first -= 1
    is_shown = floor < first < at and tokens[first - 1].low in _SHOWN
    return first if is_shown and head_of([tokens[at - 1].low]) is not None else None


_SHOWN = frozenset(
    "show shows showed shown hear hears heard see saw seen film filmed record recorded "
    "captured captures".split()
)
