"""Sources of the record, made from the cast.

Invariant: a source's id comes from its name, or for the unnamed from the place where it first
speaks, so that it stays the same when other reports are added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from holdfast.kernel.identifiers import derived_id
from holdfast.methods.corroboration.document import Voice
from holdfast.methods.corroboration.record import Source, SourceKind

from .cast import Cast, is_named
from .names import name_words, outlet_words

_RANK = {
    SourceKind.OFFICIAL: 0,
    SourceKind.ORGANISATION: 1,
    SourceKind.OUTLET: 2,
    SourceKind.WITNESS: 3,
    SourceKind.UNKNOWN: 4,
}


def make_sources(cast: Cast, report_ids: Sequence[str]) -> tuple[dict[int, str], list[Source]]:
    """The id of each root in the cast, and the sources in the order in which they first speak."""
    members = cast.members()
    best = {root: _fullest([cast.voices[i] for i in group]) for root, group in members.items()}
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for root, voice in best.items():
        place = _place(cast, members[root], report_ids)
        source_id = _source_id(voice, place)
        ids[root] = source_id if source_id not in taken else derived_id("s", source_id, place)
        taken.add(ids[root])
    bodies = cast.bodies()
    sources = []
    for root, voice in best.items():
        body = bodies.get(root)
        voices = [cast.voices[i] for i in members[root]]
        sources.append(_source(ids[root], voices, voice, None if body is None else ids[body]))
    return ids, sources


def _source(source_id: str, voices: list[Voice], best: Voice, body: str | None) -> Source:
    spellings = {alias for voice in voices for alias in (voice.name, *voice.aliases)}
    return Source(
        id=source_id,
        name=best.name,
        kind=min((voice.kind for voice in voices), key=lambda kind: _RANK[kind]),
        anonymous=best.is_anonymous,
        pseudonym=best.is_pseudonym,
        aliases=tuple(sorted(spellings - {best.name})),
        member_of=body,
    )


def _fullest(voices: list[Voice]) -> Voice:
    """The voice whose name to show: a real name before a role, then the longest, the commonest."""
    named = [voice for voice in voices if is_named(voice)] or [
        voice for voice in voices if not voice.is_anonymous
    ]
    pool = named or voices
    count = Counter(voice.name for voice in pool)

    def weight(voice: Voice) -> tuple[int, int, str]:
        return (-min(len(voice.name.split()), 3), -count[voice.name], voice.name)

    return min(pool, key=weight) if named else pool[0]


def _source_id(voice: Voice, place: str) -> str:
    if not is_named(voice):
        return derived_id("s", "unnamed", place)
    words = outlet_words(voice.name) if voice.kind is SourceKind.OUTLET else name_words(voice.name)
    family = "outlet" if voice.kind is SourceKind.OUTLET else "named"
    return derived_id("s", family, " ".join(words))


def _place(cast: Cast, members: list[int], report_ids: Sequence[str]) -> str:
    def first_span(index: int) -> str:
        place = cast.opens_at(index)
        number = index - cast.index(cast.report_of[index], 0)
        return f"{report_ids[cast.report_of[index]]}:{f'v{number}' if place is None else place}"

    return min(first_span(index) for index in members)
