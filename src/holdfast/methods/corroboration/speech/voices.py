"""From the cast to numbered voices, and from drafts to utterances.

Invariants: voice 0 is the outlet; a member of the cast becomes a voice only if it speaks, is told,
relays, confirms or is the body of one who does; voices keep the order of the text.
"""

from __future__ import annotations

import re

import msgspec

from holdfast.methods.corroboration.document import Mention, MentionKind, Utterance, Voice, VoiceAt
from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.record import SourceKind
from holdfast.methods.corroboration.spans import Span

from .drafts import Draft
from .kinds import kind_of
from .lexis import NAME_CHANGED
from .members import Member


class Speech(msgspec.Struct, frozen=True):
    """The voices of a report and what they say; voice 0 is the outlet."""

    voices: tuple[Voice, ...]
    utterances: tuple[Utterance, ...]


def assemble(
    prose: Prose, members: list[Member], drafts: list[Draft], *, outlet: str | None
) -> Speech:
    """The voices that matter and the utterances that refer to them."""
    listeners = {d.told_to.number for d in drafts if d.told_to}
    listeners |= {m.number for d in drafts for m in d.relays}
    numbers = _numbers(members, drafts, outlet)
    voices = [Voice(name=outlet or "this report", kind=SourceKind.OUTLET)]
    voices += [
        _voice(prose, members, members[m], numbers, is_told=m in listeners)
        for m, n in sorted(numbers.items(), key=lambda item: item[1])
        if n
    ]
    return Speech(tuple(voices), tuple(_utterance(d, numbers) for d in drafts))


def _numbers(members: list[Member], drafts: list[Draft], outlet: str | None) -> dict[int, int]:
    used: list[Member] = []
    for draft in drafts:
        used += [m for m in (draft.speaker, draft.told_to) if m is not None]
        used += [*draft.relays, *draft.confirmed_by]
    used += [members[m.member_of] for m in used if m.member_of is not None]
    wanted = {m.number: m for m in used}
    out: dict[int, int] = {}
    count = 0
    for number, member in sorted(wanted.items(), key=lambda item: (item[1].starts[:1], item[0])):
        if outlet and member.words and member.name.casefold() == outlet.casefold():
            out[number] = 0
            continue
        count += 1
        out[number] = count
    return out


def _voice(
    prose: Prose, members: list[Member], member: Member, numbers: dict[int, int], *, is_told: bool
) -> Voice:
    kind = kind_of(member)
    body = members[member.member_of] if member.member_of is not None else None
    if body is not None and not member.is_body:
        of_body = kind_of(body)
        if of_body is not SourceKind.UNKNOWN and kind is not SourceKind.OFFICIAL:
            kind = of_body
    if is_told and kind is SourceKind.UNKNOWN and member.words and not member.is_person:
        kind = SourceKind.OUTLET
    is_pseudonym = _is_pseudonym(prose, member)
    if is_pseudonym and kind is SourceKind.UNKNOWN:
        kind = SourceKind.WITNESS  # who must hide a name has seen or suffered what is told
    return Voice(
        name=member.name,
        kind=kind,
        is_anonymous=not member.words and not member.is_body,
        is_pseudonym=is_pseudonym,
        is_person=member.is_person,
        aliases=tuple(a for a in member.aliases if a != member.name),
        role=member.role,
        member_of=numbers.get(body.number) if body is not None else None,
        mentions=tuple(Mention(s.span, s.kind) for s in member.sightings),
    )


_SENTENCE_END = re.compile(r"[.!?]")


def _is_pseudonym(prose: Prose, member: Member) -> bool:
    """A name with an asterisk, in marks of its own, or with words that say so beside it."""
    text = prose.text
    if not member.words:
        return False
    for sighting in member.sightings:
        if sighting.kind is not MentionKind.NAME:
            continue
        start, end = sighting.span
        after = text[end : end + 3]
        if "*" in after:
            return True
        paragraph = prose.paragraph_at(start)
        rest = text[end : min(end + 90, paragraph.end if paragraph else end)]
        rest = _SENTENCE_END.split(rest, maxsplit=1)[0]
        if NAME_CHANGED.search(" ".join(rest.split())):
            return True
    return False


def _utterance(draft: Draft, numbers: dict[int, int]) -> Utterance:
    return Utterance(
        spans=tuple(draft.spans),
        form=draft.form,
        cue=draft.cue,
        cue_lemma=draft.lemma,
        speaker=_at(draft.speaker, draft.mention, numbers, is_outlet=draft.is_outlet),
        told_to=_at(draft.told_to, draft.told_at, numbers, is_outlet=draft.is_outlet_told),
        relays=tuple(numbers[m.number] for m in draft.relays),
        confirmed_by=tuple(numbers[m.number] for m in draft.confirmed_by),
    )


def _at(
    member: Member | None, span: Span | None, numbers: dict[int, int], *, is_outlet: bool
) -> VoiceAt | None:
    if member is None:
        return VoiceAt(0, span) if is_outlet else None
    return VoiceAt(numbers[member.number], span)
