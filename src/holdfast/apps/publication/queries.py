"""Reading releases, and which of them must be called back.

Invariants:
- What a member sees of a release is what their keys open.
- Which releases used what was withdrawn is known to the whole team, by opaque ids alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.archive.queries.testimony import testimonies, withdrawn
from holdfast.apps.archive.rules import Allowed, TestimonyId, may_use
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import Stored, find
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import Actor, ScopeId, require
from holdfast.kernel.clock import Clock, utc_now

from .records import NamesShown, Release, ReleaseCard
from .rules.contents import ReleaseId, audience_of
from .rules.hits import ReleaseHit, open_hits
from .rules.signatures import uses_withdrawn
from .rules.states import State


@dataclass(frozen=True, slots=True)
class Drafted:
    """A release as it was read. `revision` is handed back when it is changed."""

    id: ReleaseId
    revision: int
    release: Release

    @property
    def open_hits(self) -> tuple[ReleaseHit, ...]:
        """The places that nobody has judged yet."""
        return open_hits(self.release.hits)


@dataclass(frozen=True, slots=True)
class ToRecall:
    """A release that used paragraphs whose consent was withdrawn since."""

    id: ReleaseId
    alias: str
    paragraphs: tuple[str, ...]
    may_open: bool


@dataclass(frozen=True, slots=True)
class Quotable:
    """A paragraph of testimony that may stand in a release."""

    testimony: TestimonyId
    paragraph: str
    changed_name: str
    text: str
    conditions: str


def releases(*, actor: Actor) -> list[Drafted]:
    """The releases that the actor may open, newest first. Raises NotPermittedError."""
    require(actor, Permission.RELEASE)
    found = [_drafted(stored) for stored in find(actor, Release)]
    return sorted(found, key=lambda d: (d.release.drafted, d.release.alias), reverse=True)


def release(*, actor: Actor, release: ReleaseId) -> Drafted:
    """One release. Raises NotPermittedError, NotGrantedError."""
    require(actor, Permission.RELEASE)
    return _drafted(stored_release(actor, release))


def recall_list(*, actor: Actor) -> list[ToRecall]:
    """Releases that are out and used what may not be used any more. Raises NotPermittedError."""
    require(actor, Permission.RELEASE)
    gone = withdrawn(actor)
    mine = {stored.scope for stored in find(actor, Release)}
    found = []
    for card in find(actor, ReleaseCard, scope=team_key(actor).scope):
        used = [(use.testimony, use.paragraph) for use in card.value.uses]
        paragraphs = uses_withdrawn(used, card.value.use, gone)
        if paragraphs and card.value.state is State.RELEASED:
            known = card.value.release in mine
            found.append(
                ToRecall(
                    ReleaseId(ScopeId(card.value.release)),
                    card.value.alias,
                    paragraphs,
                    may_open=known,
                )
            )
    return sorted(found, key=lambda row: row.alias)


def quotable(*, actor: Actor, release: ReleaseId, clock: Clock = utc_now) -> list[Quotable]:
    """The paragraphs that may stand in this release and do not yet, as the actor may know them.

    Raises NotPermittedError, NotGrantedError.
    """
    require(actor, Permission.RELEASE)
    drafted = stored_release(actor, release).value
    audience, today = audience_of(drafted), clock().date()
    taken = {(part.testimony, part.paragraph) for part in drafted.parts}
    found = []
    for told in testimonies(actor):
        for paragraph in told.testimony.paragraphs:
            allowed = may_use(paragraph, audience, today)
            if isinstance(allowed, Allowed) and (told.id, paragraph.id) not in taken:
                name = told.testimony.changed_name
                found.append(
                    Quotable(told.id, paragraph.id, name, paragraph.text, allowed.conditions)
                )
    return found


def names_shown(*, actor: Actor, release: ReleaseId) -> list[NamesShown]:
    """Who had names shown for this release, and why, oldest first. Raises NotPermittedError."""
    require(actor, Permission.RELEASE)
    return sorted(
        (stored.value for stored in find(actor, NamesShown, scope=release)),
        key=lambda shown: (shown.day, shown.by, shown.reason),
    )


def stored_release(actor: Actor, release: ReleaseId) -> Stored[Release]:
    """A release's record. Raises NotGrantedError."""
    stored = next(find(actor, Release, scope=release), None)
    if stored is None:
        raise NotGrantedError
    return stored


def _drafted(stored: Stored[Release]) -> Drafted:
    return Drafted(ReleaseId(stored.scope), stored.revision, stored.value)
