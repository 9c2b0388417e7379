"""Interviews printed as transcripts: "WALSK: They came at night."

Invariants:
- A label is in capitals, or a name that stands before a colon at the head of several paragraphs;
  there are two labels at least, and one speaks again.
- A turn is the rest of its paragraph; a paragraph that opens with a quotation mark goes on with it.
- A question ("Q:") is nobody's statement.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.spans import Span, trimmed

_MARKS = "\"“”„'‘’«»"
_LABEL = re.compile(
    rf"[{_MARKS}]?(?P<label>[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){{0,3}}):\s+(?=\S)"
)
_QUESTION = frozenset(["q", "question", "interviewer"])
_NO_SPEAKER = frozenset(
    "update,photo,read,read more,watch,note,correction,clarification,source,sources,related,video,"
    "image,breaking,exclusive,caption,credit,see also,from,to,subject,date,title,outlet".split(",")
)
_FEWEST = 2  # labels; and turns of a label that is not in capitals


class Turn(NamedTuple):
    """What one speaker says without a break; `label` is the name before the colon."""

    label: Span
    spans: tuple[Span, ...]
    paragraphs: tuple[int, ...]


def turns(prose: Prose) -> tuple[Turn, ...]:
    """The turns of a transcript in the order of the text; none where the report is none."""
    found = [_LABEL.match(prose.text, *span) for span in prose.paragraphs]
    labels = _labels(Counter(m["label"] for m in found if m is not None))
    out: list[Turn] = []
    for number, match in enumerate(found if labels else ()):
        start, end = prose.paragraphs[number]
        if match is not None and match["label"] in labels:
            said = _bare(prose.text, match.end(), end)
            out.append(Turn(Span(*match.span("label")), (said,), (number,)))
        elif out and out[-1].paragraphs[-1] == number - 1 and _goes_on(prose.text, start, end):
            label, spans, numbers = out[-1]
            said = _bare(prose.text, start, end)
            more = () if prose.text[said.start] == "(" else (said,)  # "(Crosstalk.)"
            out[-1] = Turn(label, (*spans, *more), (*numbers, number))
    return tuple(t for t in out if all(s.start < s.end for s in t.spans))


def _labels(counted: Counter[str]) -> set[str]:
    """The labels that speak, if at least two do and one of them more than once."""
    labels = {
        label
        for label, count in counted.items()
        if label.lower() not in _NO_SPEAKER
        and (label.isupper() or (count >= _FEWEST and _is_name(label)))
    }
    is_exchange = len(labels) >= _FEWEST and sum(counted[w] for w in labels) > _FEWEST
    return labels if is_exchange else set()


def is_question(turn: Turn, text: str) -> bool:
    """Whether a turn is the interviewer's."""
    return turn.label.of(text).lower() in _QUESTION


def _goes_on(text: str, start: int, end: int) -> bool:
    is_bare = _bare(text, start, end)
    return text[start] in '"“' and is_bare.start < is_bare.end


def _is_name(label: str) -> bool:
    return all(word[0].isupper() for word in label.split())


def _bare(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _MARKS:
        start += 1
    while start < end and text[end - 1] in _MARKS:
        end -= 1
    return trimmed(text, start, end)
