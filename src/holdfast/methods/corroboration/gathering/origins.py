"""How many independent origins a finding rests on, and between which bounds.

Invariants:
- `min <= count <= max`; `count` is the number of `sources`.
- Same words are one statement; several interviews of one body are one origin; what nobody is
  named for counts for none. Everything left out is named with the reason.
- This is a machine's count. It is never proof, and it is marked as not reviewed.
"""

from __future__ import annotations

import re
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
    groups = _like_groups([o for o in origins if o not in echoes], sources)
    counted = [origin for origin in origins if origin not in echoes and origin not in groups]
    return Origins(
        count=len(counted),
        min=_least(counted, origins, sources),
        max=len(origins),
        sources=tuple(sorted(counted)),
        not_counted=tuple(
            _not_counted(statements, setting_aside, set(counted), echoes | groups, leaders, sources)
        ),
    )


def _least(
    counted: Sequence[str],
    origins: Mapping[str, Sequence[Statement]],
    sources: Mapping[str, Source],
) -> int:
    """The fewest people and bodies that these origins can be.

    Unnamed witnesses may all be one person, and that one any witness whose name was changed; so
    may unnamed officials, or people of organisations, be one, and that one of those who are named.
    Whoever only passes on a report, or says what may be, may know no more than the others.
    """
    unnamed = {origin for origin in counted if _is_unnamed(sources[origin])}
    doubtful = {
        origin
        for origin in counted
        if all(s.modality in _DOUBTFUL for s in origins[origin]) and origin not in unnamed
    }
    firm = set(counted) - unnamed - doubtful
    known = {_kind_of_unnamed(sources[origin]) for origin in firm}
    least = len(firm) + len({_kind_of_unnamed(sources[origin]) for origin in unnamed} - known)
    return max(least, min(1, len(counted)))


def _kind_of_unnamed(source: Source) -> SourceKind:
    """The kind within which two unnamed sources may be one: nobody knows what a witness is."""
    is_anybody = source.kind is SourceKind.UNKNOWN and source.anonymous
    return SourceKind.WITNESS if is_anybody else source.kind


def _like_groups(origins: Sequence[str], sources: Mapping[str, Source]) -> dict[str, str]:
    """Groups that may be those of another report, by nothing but a role: "lawyers", "activists".

    Each maps to the first of its role, which is counted for all.
    """
    firsts: dict[tuple[SourceKind, str], str] = {}
    like: dict[str, str] = {}
    for origin in origins:
        role = _group_role(sources[origin])
        if role:
            first = firsts.setdefault((sources[origin].kind, role), origin)
            if first != origin:
                like[origin] = first
    return like


def _group_role(source: Source) -> str:
    """The noun of an unnamed group of officials or of an organisation's people, or nothing."""
    if not _is_unnamed(source) or source.kind not in _GROUPED:
        return ""
    words = _OF_GROUP.split(source.name.lower(), maxsplit=1)[0].split()
    is_group = bool(words) and words[0] not in _SINGLE and words[-1].endswith("s")
    return words[-1] if is_group else ""


_GROUPED = frozenset({SourceKind.ORGANISATION, SourceKind.OFFICIAL})
_SINGLE = frozenset("a an one another two three his her".split())
_OF_GROUP = re.compile(r"\s(?:of|in|from|with|for|on|at|near|working|who|representing)\s")


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
    named = counted.union(echoes)
    for link, origin in echoes.items():
        is_group = sources[link].kind in _GROUPED
        says = "may be the same people as" if is_group else "says what it heard from"
        why[link] = f"{says} {sources[origin].name}, who {_IS[is_group]} counted"
    for statement in statements:
        lead = leaders[statement.id]
        outlet = statement.chain[0]
        if statement.origin is None and lead.origin is None:
            if outlet not in counted:
                why.setdefault(outlet, _NOBODY[statement.modality is Modality.REPORTED])
        elif statement.origin is not None and statement.origin not in named:
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


_IS = {False: "is", True: "are"}
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
    return source.anonymous and not source.pseudonym and source.kind is not SourceKind.OUTLET
