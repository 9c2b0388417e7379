"""What the publication seals.

Invariants:
- A release lies in a scope of its own, granted to those who work on it.
- `ReleaseCard` lies in the team's scope: opaque ids alone, so that whoever works on releases learns
  which of them used a paragraph that was withdrawn.
"""

from __future__ import annotations

import msgspec

from holdfast.apps.archive.rules import Use
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded

from .rules.hits import ReleaseHit
from .rules.parts import ReleasePart
from .rules.signatures import ReleaseSignature
from .rules.states import State


class Release(Sealable, frozen=True, kw_only=True):
    """Something that is to leave. `pdf` names the sealed file that was released."""

    KIND = "publication.release"
    KEPT = UntilShredded("what has left must stay known as it left")
    alias: str
    title: str
    language: str
    use: Use
    audience: str
    drafted_by: str
    drafted: str
    state: State
    parts: tuple[ReleasePart, ...] = ()
    hits: tuple[ReleaseHit, ...] = ()
    checked: str = ""
    signatures: tuple[ReleaseSignature, ...] = ()
    pdf: str = ""
    pdf_event: str = ""
    released: str = ""
    released_by: str = ""
    recalled: str = ""
    recalled_because: str = ""


class NamesShown(Sealable, frozen=True, kw_only=True):
    """That somebody had the names shown which a release might give away, and why."""

    KIND = "publication.names_shown"
    KEPT = UntilShredded("who had names shown is known as long as the release")
    by: str
    day: str
    reason: str


class ReleasedUse(msgspec.Struct, frozen=True, kw_only=True):
    """One paragraph of testimony in a release."""

    testimony: str
    paragraph: str


class ReleaseCard(Sealable, frozen=True, kw_only=True):
    """Which paragraphs a release used, as every member of the team may know it."""

    KIND = "publication.release_card"
    KEPT = UntilShredded("it tells which releases to recall")
    release: str
    alias: str
    state: State
    use: Use
    uses: tuple[ReleasedUse, ...]
