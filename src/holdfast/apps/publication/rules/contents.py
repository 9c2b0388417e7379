"""What of a release leaves, and for whom.

Invariants: what leaves is `released_json`, and what is made from the same fields; nothing else is
looked up.
"""

from __future__ import annotations

import hashlib
from typing import NewType, Protocol

from holdfast.apps.archive.rules import Audience, Use
from holdfast.apps.keyring.rules import ScopeId
from holdfast.apps.publication.errors import IncompleteReleaseError
from holdfast.methods.custody.verifier import canonical_json

from .parts import PartKind, ReleasePart

ReleaseId = NewType("ReleaseId", ScopeId)
FORMAT = "holdfast-release-1"


class Contents(Protocol):
    """What of a release leaves: `records.Release` has it, and more that does not."""

    @property
    def alias(self) -> str:
        """Its short name."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def language(self) -> str:
        """The language it is written in."""

    @property
    def use(self) -> Use:
        """What it is for."""

    @property
    def audience(self) -> str:
        """For whom it is; empty for the public."""

    @property
    def parts(self) -> tuple[ReleasePart, ...]:
        """Its parts, in their order."""


def audience_of(contents: Contents) -> Audience:
    """Whom the release is meant for, as the archive knows audiences."""
    return Audience(contents.use, contents.audience)


def audience_in_words(contents: Contents) -> str:
    """Whom the release is meant for, for people."""
    return contents.audience or "The public"


def released_json(contents: Contents) -> bytes:
    """The bytes that two members sign: every released field, and no other."""
    return canonical_json(
        {
            "format": FORMAT,
            "release": contents.alias,
            "title": contents.title,
            "language": contents.language,
            "audience": audience_in_words(contents),
            "parts": [_released(part) for part in contents.parts],
        }
    )


def _released(part: ReleasePart) -> dict[str, object]:
    fields: dict[str, object] = {"kind": part.kind.value}
    fields |= {"heading": part.heading} if part.heading else {}
    fields |= {"said_by": part.said_by} if part.said_by else {}
    fields |= {"texts": list(part.texts)} if part.texts else {}
    if part.kind is PartKind.EXHIBIT:
        fields |= {"sha256": part.sha256, "size_bytes": part.size_bytes}
    return fields


def digest(data: bytes) -> str:
    """SHA-256 in hex, as proofs give it."""
    return hashlib.sha256(data).hexdigest()


def check_complete(contents: Contents) -> None:
    """Return where the release has what one needs. Raises IncompleteReleaseError."""
    if not contents.title.strip() or not contents.language.strip():
        raise IncompleteReleaseError(hint="Give it a title and say in which language it is.")
    if contents.use not in (Use.PUBLISH, Use.SHARE, Use.COURT):
        raise IncompleteReleaseError(hint="Say whether it is for the public, a body or a court.")
    if (contents.use is Use.PUBLISH) == bool(contents.audience.strip()):
        raise IncompleteReleaseError(
            hint="Name whom it is for, unless it is for the public: then name nobody."
        )
