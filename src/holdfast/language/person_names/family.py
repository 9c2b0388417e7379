"""Family names: a woman's and a man's form folded to one.

Invariants:
- Folding is of the `sound`, and folding twice changes nothing more.
- It says nothing of sex by itself: `sex_of_family` answers only for endings that are a woman's.
"""

from __future__ import annotations

import re

_FOLDS = (
    (re.compile(r"(?<=..)(ov|ev)a$"), r"\1"),
    (re.compile(r"(?<=...)ina$"), "in"),
    (re.compile(r"(?<=.)(sk|ck)(?:aja|aia|aa|a|oi|ei|i|ie)$"), r"\1i"),
)
_WOMAN = re.compile(r"(?<=..)(?:(?:ov|ev)a|(?:sk|ck)a(?:ja|ia|a)?)$")
_FAMILY_ENDING = re.compile(
    r"(?<=..)(?:(?:ov|ev)a?|ic|ici|svili|enk[ou]|sk[ia]|skaja|(?:ei|[ji])an|aje|ije|uje|(?<=..)ei)$"
)


def folded_family(key: str) -> str:
    """The man's form of a family name's `sound`; other names as they are."""
    for pattern, replacement in _FOLDS:
        key = pattern.sub(replacement, key)
    return key


def sex_of_family(key: str) -> str | None:
    """`f` where the ending of a family name's `sound` is a woman's; a man's ending is not proof."""
    return "f" if _WOMAN.search(key) else None


def looks_like_family(key: str) -> bool:
    """Whether a `sound` ends as family names do (-ov, -ić, -shvili, -dze, -enko, -sky, -yan)."""
    return bool(_FAMILY_ENDING.search(key))
