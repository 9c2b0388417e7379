"""What kind of source a name or a role tells of.

Invariants: word lists alone decide; what they do not tell is unknown; being told something by
somebody changes nothing of what that somebody is.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from holdfast.methods.corroboration.record import SourceKind

from .lexis import english


class Known(Protocol):
    """What must be known of a member of the cast to tell its kind."""

    @property
    def words(self) -> tuple[str, ...]: ...
    @property
    def heads(self) -> set[str]: ...
    @property
    def kind(self) -> SourceKind | None: ...


_ROLE_KINDS = {
    "roles_outlet": SourceKind.OUTLET,
    "roles_witness": SourceKind.WITNESS,
    "roles_organisation": SourceKind.ORGANISATION,
    "roles_official": SourceKind.OFFICIAL,
    "roles_anonymous": SourceKind.UNKNOWN,
}
_NAME_KINDS = {
    "official_names": SourceKind.OFFICIAL,
    "organisation_names": SourceKind.ORGANISATION,
    "outlet_names": SourceKind.OUTLET,
}


# Nouns of roles that stand for a body and not for one of its people.
BODY_HEADS = frozenset(
    "organisation organization group network newspaper paper agency channel station broadcaster "
    "magazine ministry government department association union party company committee foundation "
    "council court outlet website administration watchdog charity coalition movement embassy "
    "report statement letter study survey document article poll commission radio site campaign ngo "
    "authorities kremlin police".split()
)


@lru_cache(maxsize=1)
def _roles() -> dict[str, SourceKind]:
    words = english().words
    return {w: kind for key, kind in _ROLE_KINDS.items() for w in words[key]}


@lru_cache(maxsize=1)
def _names() -> dict[str, SourceKind]:
    words = english().words
    return {w: kind for key, kind in _NAME_KINDS.items() for w in words[key]}


def head_of(words: list[str]) -> str | None:
    """The last word that is the noun of a role, or None."""
    roles = _roles()
    for word in reversed(words):
        if word in roles:
            return word
    return None


def kind_of_role(head: str) -> SourceKind:
    """The kind of source that the noun of a role tells."""
    return _roles().get(head, SourceKind.UNKNOWN)


def is_body_name(words: list[str]) -> bool:
    """Whether a name is that of an organisation, office or outlet."""
    names = _names()
    return any(w.removesuffix("'s") in names or w == "rights" for w in words)


def kind_of_name(words: tuple[str, ...]) -> SourceKind:
    """The kind of source that the name of a body tells; the last telling word decides."""
    names = _names()
    if "rights" in words:
        return SourceKind.ORGANISATION
    return next((names[w] for w in reversed(words) if w in names), SourceKind.UNKNOWN)


def kind_of(member: Known) -> SourceKind:
    """The kind of a member by itself, without the body it belongs to."""
    if member.kind is not None:
        return member.kind
    by_role = [kind_of_role(head) for head in sorted(member.heads)]
    for kind in (
        SourceKind.OFFICIAL,
        SourceKind.OUTLET,
        SourceKind.ORGANISATION,
        SourceKind.WITNESS,
    ):
        if kind in by_role:
            return kind
    return kind_of_name(member.words)
