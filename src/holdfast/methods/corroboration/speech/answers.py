"""Who gives the answers of an interview.

Invariants:
- A label that is a name means its bearer; "A" means the one whom the report has spoken of most.
- Where the report names several people as often, nobody is taken.
"""

from __future__ import annotations

from holdfast.methods.corroboration.document import MentionKind
from holdfast.methods.corroboration.record import Form

from .cast import Cast
from .drafts import Draft
from .interviews import Answer
from .members import Member
from .phrases import phrase_after
from .tokens import Token


def answer_draft(answer: Answer, tokens: list[Token], cast: Cast) -> Draft:
    """The answer as a direct utterance; `tokens` are those of its first paragraph."""
    draft = Draft(list(answer.spans), Form.DIRECT, answer.first, is_explicit=True)
    draft.mention = answer.label
    if answer.is_named:
        count = sum(token.end <= answer.label.end for token in tokens)
        phrase = phrase_after(tokens, 0, max(1, count))
        draft.speaker = cast.meant(tokens, phrase) if phrase is not None else None
    else:
        draft.speaker = _spoken_of_most(cast, answer)
    return draft


def _spoken_of_most(cast: Cast, answer: Answer) -> Member | None:
    """The named person, else the described one, who is mentioned most before the questions."""
    for is_named in (True, False):
        counts = [
            (_mentions(member, answer), member)
            for member in cast.members
            if not member.is_body and bool(member.words) is is_named
        ]
        most = max((count for count, _ in counts), default=0)
        best = [member for count, member in counts if count == most > 0]
        if len(best) == 1:
            return best[0]
        if best:
            firsts = sorted(best, key=lambda member: member.starts[0])
            return firsts[0] if not is_named or firsts[0].is_person else None
    return None


def _mentions(member: Member, answer: Answer) -> int:
    before = [s for s in member.sightings if s.span.start < answer.opening]
    return sum(2 if s.is_subject or s.kind is MentionKind.PRONOUN else 1 for s in before)
