"""Which paragraphs are headlines, so that nothing is counted as said twice.

Invariants: the title is a headline wherever it stands; besides it only one of the first paragraphs
can be, without a full stop and with words that the report goes on to repeat.
"""

from __future__ import annotations

import re

from holdfast.methods.corroboration.prose import Prose

_WORD = re.compile(r"\w{4,}")
_AMONG = 3  # paragraphs at the head of a page
_LONGEST = 180  # characters
_MARKS = "#*_= \t"
_ENDS = (".", "!", "?", "…", ":", ";", ",")
_STEM = 5
_REPEATED = 0.75


def headlines(prose: Prose, title: str | None) -> frozenset[int]:
    """The numbers of the paragraphs that only announce what the report says."""
    wanted = (title or "").strip(_MARKS)
    out = {
        number
        for number, span in enumerate(prose.paragraphs)
        if wanted and span.of(prose.text).strip(_MARKS) == wanted
    }
    early = [n for n in range(min(_AMONG, len(prose.paragraphs) - 1)) if n not in out]
    candidates = [n for n in early if _is_short(prose.paragraphs[n].of(prose.text))]
    if candidates:
        body = _stems(prose.text[prose.paragraphs[candidates[-1]].end :])
        out |= {n for n in candidates if _is_repeated(prose.paragraphs[n].of(prose.text), body)}
    return frozenset(out)


def _is_short(words: str) -> bool:
    is_open = not words.rstrip("\"'”’»").endswith(_ENDS)
    return is_open and len(words) <= _LONGEST and words[:1] not in '"“‘«„—–'


def _is_repeated(words: str, body: set[str]) -> bool:
    own = _stems(words)
    return len(own) > 2 and len(own & body) >= _REPEATED * len(own)


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.lower())}
