"""How many independent origins a finding rests on, and between which bounds.

Invariants:
- `min <= count <= max`; `count` is the number of `sources`.
- Same words are one statement; several interviews of one body are one origin; what nobody is
  named for counts for none. Everything left out is named with the reason.
- This is a machine's count. It is never proof, and it is marked as not reviewed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from holdfast.methods.corroboration.record import (
    Modality,
    NotCounted,
    Origins,
    Source,
    SourceKind,
    Statement,
)


def count_origins(
    statements: Sequence[Statement],
    *,
    leaders: Mapping[str, Statement],
    sources: Mapping[str, Source],
    setting_aside: Iterable[Statement] = (),
) -> Origins:
    """The origins of `statements`, all of which speak for the finding.

    `leaders` gives for a statement the first with the same words. `setting_aside` are statements
    that name the act and do not assert that it happened; they count for nothing and are listed.
    """
    origins = _origins(statements, leaders)
    echoes = _echoes(origins, sources)
    counted = [origin for origin in origins if origin not in echoes]
    return Origins(
        count=len(counted),
        min=_least(counted, origins, sources),
        max=len(origins),
        sources=tuple(sorted(counted)),
        not_counted=tuple(
            _not_counted(statements, setting_aside, set(counted), echoes, leaders, sources)
        ),
    )


def _least(
    counted: Sequence[str],
    origins: Mapping[str, Sequence[Statement]],
    sources: Mapping[str, Source],
) -> int:
    """The fewest people and bodies that these origins can be.

    Unnamed witnesses may all be one person, and that one any witness whose name was changed.
    Whoever only passes on a report, or says what may be, may know no more than the others.
    """
    unnamed = {origin for origin in counted if _is_unnamed(sources[origin])}
    doubtful = {
        origin
        for origin in counted
        if all(s.modality in _DOUBTFUL for s in origins[origin]) and origin not in unnamed
    }
    firm = set(counted) - unnamed - doubtful
    has_witness = any(sources[origin].kind is SourceKind.WITNESS for origin in firm)
    least = len(firm) + (1 if unnamed and not has_witness else 0)
    return max(least, min(1, len(counted)))


_DOUBTFUL = frozenset({Modality.POSSIBLE, Modality.REPORTED})


def _origins(
    statements: Sequence[Statement], leaders: Mapping[str, Statement]
) -> dict[str, list[Statement]]:
    """Statements by origin; the same words in two mouths count for the first mouth only."""
    mouth: dict[str, str] = {}
    for statement in statements:
        lead = leaders[statement.id]
        origin = lead.origin or statement.origin
        if origin is not None:
            mouth.setdefault(lead.id, origin)
    origins: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        lead = leaders[statement.id]
        if lead.id in mouth:
            origins[mouth[lead.id]].append(statement)
    return dict(origins)


def _echoes(
    origins: Mapping[str, Sequence[Statement]], sources: Mapping[str, Source]
) -> dict[str, str]:
    """Outlets and bodies that say what a witness told them: the outlet, and that witness."""
    echoes: dict[str, str] = {}
    for origin, statements in origins.items():
        if sources[origin].kind is not SourceKind.WITNESS:
            continue
        for statement in statements:
            for link in statement.chain[:-1]:
                if link in origins and sources[link].kind is SourceKind.OUTLET:
                    echoes.setdefault(link, origin)
    return echoes


def _not_counted(
    statements: Sequence[Statement],
    setting_aside: Iterable[Statement],
    counted: set[str],
    echoes: Mapping[str, str],
    leaders: Mapping[str, Statement],
    sources: Mapping[str, Source],
) -> list[NotCounted]:
    why: dict[str, str] = {}
    for link, origin in echoes.items():
        why[link] = f"says what it heard from {sources[origin].name}, who is counted"
    for statement in statements:
        lead = leaders[statement.id]
        outlet = statement.chain[0]
        if statement.origin is None and lead.origin is None:
            if outlet not in counted:
                why.setdefault(outlet, _NOBODY[statement.modality is Modality.REPORTED])
        elif statement.origin is not None and statement.origin not in counted | set(echoes):
            first = sources[lead.origin or statement.origin].name
            why.setdefault(statement.origin, f"is given words that {first} is counted for")
        for link in statement.chain[:-1]:
            if link not in counted and statement.origin is not None:
                why.setdefault(link, _passes_on(sources[link], sources[statement.origin]))
    for statement in setting_aside:
        speaker = statement.origin or statement.chain[0]
        if speaker not in counted:
            why.setdefault(speaker, _ASIDE.get(statement.modality, "does not itself assert it"))
    return [NotCounted(source=source, why=why[source]) for source in sorted(why)]


_ASIDE = {
    Modality.DEMANDED: "demands something about it and does not assert that it happened",
    Modality.FUTURE: "speaks of what is to come and not of what happened",
}


_NOBODY = {
    False: "asserts it and names nobody as the source",
    True: "says that it is reported and names nobody",
}


def _passes_on(link: Source, origin: Source) -> str:
    if link.member_of == origin.id:
        return f"speaks for {origin.name}, which is counted"
    return f"passes on the words of {origin.name}"


def _is_unnamed(source: Source) -> bool:
    kinds = (SourceKind.WITNESS, SourceKind.UNKNOWN)
    return source.anonymous and not source.pseudonym and source.kind in kinds
