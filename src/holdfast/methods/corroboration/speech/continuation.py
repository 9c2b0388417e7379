"""Whether a quotation that nobody frames goes on with what was quoted just before it.

Invariants:
- That one quotation follows another is no reason: closed marks tell of another speaker as often.
- The reasons are words of the two quotations alone: a connective that opens the second, the same
  first person in both, or a telling word that both have.
- One who says "I" where nobody did before is somebody else, unless a connective joins them.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CONNECTIVES = frozenset(
    "then and but so because afterwards afterward later also otherwise".split()
)
_ONE = frozenset("i i'm i've i'd i'll me my mine myself".split())
_MANY = frozenset("we we're we've we'd we'll us our ours ourselves".split())
_TELLING = 5  # letters; shorter words and the ones below are anybody's
_ANYBODYS = frozenset(
    "about after again against because been before being could don't every first going great have "
    "into just know like more most much other people right should some than that that's their them "
    "then there these they they're thing things think this those through time very want well were "
    "what when where which while will with would years".split()
)


def goes_on(before: str, here: str) -> bool:
    """Whether the quotation `here` is the same person's as the one `before` it."""
    earlier, later = _words(before), _words(here)
    if later[:1] and later[0] in _CONNECTIVES:
        return True
    old, new = set(earlier), set(later)
    for persons in (_ONE, _MANY):
        if new & persons:
            return bool(old & persons)
    return bool(_telling(old) & _telling(new))


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def _telling(words: set[str]) -> set[str]:
    return {w for w in words if len(w) >= _TELLING} - _ANYBODYS
