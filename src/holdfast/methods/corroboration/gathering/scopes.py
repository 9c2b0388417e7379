"""Whether a figure counts everybody, or a group within: "100 men", "two presenters among them".

Invariants:
- Only the words right behind the figure are read, up to the verb.
- People as such (men, women, people, detainees) are everybody; any other noun is a group.
"""

from __future__ import annotations

import re

from holdfast.methods.corroboration.spans import Span

EVERYBODY = ""
_REACH = 60
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_STOP = re.compile(
    r"[.,;:!?()\"“”«»\n]|\b(?:was|were|is|are|had|has|have|been|being|be|who|which|that|in|on|at|of|"
    r"from|by|to|for|with|and|or|but|after|during|since|among|killed|detained|arrested|held|died|"
    r"dead|missing|были|был|была|было|в|на|из|от|по|за|и|или|с|со|которые|который|погибли|"
    r"задержаны|задержали|убиты)\b",
    re.IGNORECASE,
)
_PEOPLE = frozenset(
    "men man women woman people persons person boys girls males females adults children others "
    "individuals victims detainees prisoners inmates captives residents citizens civilians gays "
    "homosexuals lives "
    "человек человека людей люди мужчин мужчины мужчина женщин женщины женщина лиц жертв детей "
    "задержанных заключённых заключенных жителей граждан".split()
)


def scope_of(text: str, span: Span) -> str:
    """The group that a figure counts, in lower case, or `EVERYBODY`."""
    behind = text[span.end : span.end + _REACH]
    stop = _STOP.search(behind)
    phrase = behind[: stop.start()] if stop else behind
    words: list[str] = _WORD.findall(phrase.lower())
    if not words or not _PEOPLE.isdisjoint(words):
        return EVERYBODY
    return words[-1]
