"""Quotations in a language whose words of saying are not known here.

Invariants: words in quotation marks are found in any language; a speaker is given only where a name
stands before a colon and the quotation after it. Nothing else is guessed.
"""

from __future__ import annotations

import re

from holdfast.methods.corroboration.document import MentionKind
from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.record import Form
from holdfast.methods.corroboration.spans import Span, span_at

from .drafts import Draft, stands_alone
from .members import Member, Sighting
from .quotations import Lead, Quotation, find_quotations

_NAME_BEFORE_COLON = re.compile(r"((?:[^\W\d_a-z][\w'’-]+ ){1,3}[^\W\d_a-z][\w'’-]+): ?$")
_BACK = 80


def read_quotations(prose: Prose) -> tuple[list[Member], list[Draft]]:
    """The statements in quotation marks, with the few speakers that a colon makes sure of."""
    members: dict[str, Member] = {}
    drafts = []
    for quotation in find_quotations(prose):
        if not stands_alone(quotation):
            continue
        number = span_at(prose.paragraphs, quotation.start) or 0
        draft = Draft(list(quotation.spans), Form.DIRECT, number)
        name = _name_before(prose, quotation)
        if name is not None:
            draft.speaker, draft.mention = _member(members, name.of(prose.text), name), name
        drafts.append(draft)
    return list(members.values()), drafts


def _name_before(prose: Prose, quotation: Quotation) -> Span | None:
    if quotation.lead is not Lead.COLON:
        return None
    paragraph = prose.paragraph_at(quotation.start)
    if paragraph is None:
        return None
    start = max(paragraph.start, quotation.start - _BACK)
    found = _NAME_BEFORE_COLON.search(prose.text[start : quotation.start])
    return None if found is None else Span(start + found.start(1), start + found.end(1))


def _member(members: dict[str, Member], name: str, span: Span) -> Member:
    member = members.get(name)
    if member is None:
        member = Member(len(members), name, tuple(name.lower().split()))
        members[name] = member
    member.see(Sighting(span, MentionKind.NAME, True, False))
    return member
