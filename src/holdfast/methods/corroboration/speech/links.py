"""Chains laid over what a paragraph says: who listened, who passed it on, who confirmed it.

Invariants: see `chains.py`, which finds the words; a voice is never its own relay or listener.
"""

from __future__ import annotations

from bisect import bisect_left

from holdfast.methods.corroboration.record import SourceKind
from holdfast.methods.corroboration.spans import Span

from .cast import Cast
from .chains import interview_in, meetings_in, opening_outlet, relays_in
from .drafts import Draft
from .kinds import kind_of
from .members import Member
from .memory import Memory
from .texts import text_spoken_in
from .tokens import Token, sentences


def link(tokens: list[Token], drafts: list[Draft], cast: Cast, memory: Memory) -> None:
    """Note on the paragraph's drafts every link that its sentences name."""
    ordered = sorted(drafts, key=lambda draft: draft.spans[0])
    starts = [draft.spans[0].start for draft in ordered]
    for start, end in sentences(tokens):
        first = max(0, bisect_left(starts, tokens[start].start) - 1)
        last = bisect_left(starts, tokens[end - 1].end)
        said = [d for d in ordered[first:last] if d.spans[-1].end > tokens[start].start]
        _link_sentence(tokens, said, cast, (start, end))
        for meeting in meetings_in(tokens, start, end):
            listener, speaker = (
                cast.meant(tokens, meeting.listener),
                cast.meant(tokens, meeting.speaker),
            )
            if listener is not None and speaker is not None and listener is not speaker:
                memory.meet(listener, speaker)
    _open_with(tokens, drafts, cast)
    for draft in drafts:
        _confirm(draft, cast, memory)


def _link_sentence(
    tokens: list[Token], said: list[Draft], cast: Cast, bounds: tuple[int, int]
) -> None:
    for relay in relays_in(tokens, *bounds):
        member = cast.meant(tokens, relay.phrase)
        for draft in said if member is not None else ():
            _pass_on(draft, member, is_origin=relay.is_origin)
    _note_author(tokens, said, cast, bounds)
    place = interview_in(tokens, *bounds)
    listener = None if place is None else cast.meant(tokens, place)
    if listener is None or place is None:
        return
    for draft in said:
        if draft.told_to is None and draft.speaker is not listener:
            draft.told_to = listener
            draft.told_at = Span(tokens[place.first].start, tokens[place.last].end)


def _note_author(
    tokens: list[Token], said: list[Draft], cast: Cast, bounds: tuple[int, int]
) -> None:
    """She said so in a statement: what "the statement" says further on is hers."""
    kind = text_spoken_in(tokens, *bounds, cast.lexis) if said else None
    speaker = said[-1].speaker if said else None
    if kind is not None and speaker is not None:
        cast.authors[kind] = speaker


def _pass_on(draft: Draft, member: Member | None, *, is_origin: bool) -> None:
    """Put a voice between the outlet and the speaker, or make the one cited the speaker."""
    if member is None or member is draft.speaker or member in draft.relays:
        return
    if is_origin and draft.speaker is not None:
        draft.relays.append(draft.speaker)
        draft.speaker, draft.mention = member, None
    else:
        draft.relays.append(member)


def _open_with(tokens: list[Token], drafts: list[Draft], cast: Cast) -> None:
    """Channel Nine: what the paragraph reports came through it."""
    opening = opening_outlet(tokens, 0, len(tokens))
    outlet = None if opening is None else cast.meant(tokens, opening)
    if outlet is None or kind_of(outlet) is not SourceKind.OUTLET:
        return
    for draft in drafts:
        if draft.speaker is not None:
            _pass_on(draft, outlet, is_origin=False)


def _confirm(draft: Draft, cast: Cast, memory: Memory) -> None:
    """X confirmed the reports of Y: what Y said before is confirmed by X."""
    if draft.lemma not in ("confirm", "corroborate", "verify") or draft.speaker is None:
        return
    for member in cast.seen_in(draft.spans[0].start, draft.spans[-1].end):
        if member is draft.speaker or not member.words:
            continue
        for earlier in memory.said_by.get(member.number, ()):
            if draft.speaker not in earlier.confirmed_by:
                earlier.confirmed_by.append(draft.speaker)
