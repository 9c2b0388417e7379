"""Drafting a release: who it is for, and what stands in it.

Invariants:
- A part is a copy of what may be used for this audience on this day; nothing is looked up later.
- Any change takes the check away; a release that was signed is not changed.
- The team's card follows in the same write.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.archive.queries.exhibits import exhibit
from holdfast.apps.archive.queries.testimony import testimony, usable_paragraph
from holdfast.apps.archive.rules import Allowed, Use, may_use
from holdfast.apps.archive.services.custody import proof_of
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import Actor, Part, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.grants import grant
from holdfast.apps.keyring.services.scopes import create_case_scope, create_unit
from holdfast.apps.keyring.services.writing import Write, writing
from holdfast.apps.publication.errors import IncompleteReleaseError, NoSuchPartError
from holdfast.apps.publication.findings import sentences_of
from holdfast.apps.publication.queries import stored_release
from holdfast.apps.publication.records import Release, ReleaseCard, ReleasedUse
from holdfast.apps.publication.rules.contents import ReleaseId, audience_of, check_complete
from holdfast.apps.publication.rules.parts import (
    Found,
    PartKind,
    Quoted,
    ReleasePart,
    Shown,
    Source,
    Words,
    finding_part,
    quoted_part,
    words_part,
)
from holdfast.apps.publication.rules.states import Act, State, moved
from holdfast.apps.review.queries.findings import finding
from holdfast.kernel.clock import Clock, utc_now
from holdfast.kernel.identifiers import random_alias, random_id

Change = Callable[[Release], Release]


@dataclass(frozen=True, slots=True)
class Outline:
    """What a release is: its title and language, for what, and for whom (nobody: the public)."""

    title: str
    language: str
    use: Use
    audience: str = ""


def draft_release(*, actor: Actor, outline: Outline, clock: Clock = utc_now) -> ReleaseId:
    """A new draft that the actor alone can open.

    Raises NotPermittedError, IncompleteReleaseError, StoreError.
    """
    require(actor, Permission.RELEASE)
    release = Release(
        alias=random_alias(),
        title=" ".join(outline.title.split()),
        language=outline.language.strip(),
        use=outline.use,
        audience=" ".join(outline.audience.split()),
        drafted_by=actor.member,
        drafted=clock().date().isoformat(),
        state=State.DRAFT,
    )
    check_complete(release)
    with writing(actor) as write:
        scope = ReleaseId(create_case_scope(write))
        add(write, create_unit(write, scope, Part.CONTENT), release)
        team = create_unit(write, team_key(actor).scope, Part.TEAM)
        add(write, team, _card(scope, release))
    return scope


def add_part(
    *, actor: Actor, release: ReleaseId, source: Source, revision: int, clock: Clock = utc_now
) -> str:
    """Add a part at the end. Returns its id.

    Raises NotPermittedError, NotGrantedError, ConsentMissingError, UnfinishedExhibitError,
    NoSuchFindingError, IncompleteReleaseError, WrongStateError, EditConflictError, StoreError.
    """
    require(actor, Permission.RELEASE)
    drafted = stored_release(actor, release).value
    moved(drafted.state, Act.CHANGE)
    part = _part(actor, drafted, source, clock)
    change_release(
        actor,
        release,
        lambda r: msgspec.structs.replace(r, parts=(*r.parts, part)),
        act=Act.CHANGE,
        revision=revision,
    )
    return part.id


def remove_part(*, actor: Actor, release: ReleaseId, part: str, revision: int) -> None:
    """Take a part out. Raises NoSuchPartError and as `add_part`."""

    def without(drafted: Release) -> Release:
        parts = tuple(p for p in drafted.parts if p.id != part)
        if len(parts) == len(drafted.parts):
            raise NoSuchPartError
        return msgspec.structs.replace(drafted, parts=parts)

    change_release(actor, release, without, act=Act.CHANGE, revision=revision)


def reword_part(
    *, actor: Actor, release: ReleaseId, part: str, words: Words, revision: int
) -> None:
    """Put other words in the place of our own ones, under the same id.

    What a witness said is never reworded here: take it out, or have it reworded in the archive and
    agreed to. Raises NoSuchPartError, IncompleteReleaseError, and as `add_part`.
    """
    new = msgspec.structs.replace(words_part(words), id=part)

    def reworded(drafted: Release) -> Release:
        ours = [p.id for p in drafted.parts if p.kind is PartKind.WORDS]
        if part not in ours:
            raise NoSuchPartError
        parts = tuple(new if p.id == part else p for p in drafted.parts)
        return msgspec.structs.replace(drafted, parts=parts)

    change_release(actor, release, reworded, act=Act.CHANGE, revision=revision)


def share_release(*, actor: Actor, release: ReleaseId, member: MemberId) -> None:
    """Let another member read and sign the release.

    Raises NotPermittedError, NotGrantedError, AlreadyHoldsError, StoreError.
    """
    require(actor, Permission.RELEASE)
    with writing(actor) as write:
        grant(write, release, Part.CONTENT, member)


def reopen_release(*, actor: Actor, release: ReleaseId, revision: int) -> None:
    """Take check and signatures back, so that it can be changed. Raises as `change_release`."""
    change_release(actor, release, lambda drafted: drafted, act=Act.REOPEN, revision=revision)


def change_release(
    actor: Actor, release: ReleaseId, change: Change, *, act: Act, revision: int
) -> None:
    """Save the release as `change` makes it, in the state that `act` leads to.

    What was checked and signed is taken away where it is a draft again. Raises NotPermittedError,
    NotGrantedError, WrongStateError, EditConflictError, StoreError, or what `change` raises.
    """
    require(actor, Permission.RELEASE)
    with writing(actor) as write:
        stored = stored_release(actor, release)
        if stored.revision != revision:
            raise EditConflictError
        state = moved(stored.value.state, act)
        changed = msgspec.structs.replace(change(stored.value), state=state)
        if state is State.DRAFT:
            changed = msgspec.structs.replace(changed, checked="", signatures=())
        save(write, stored.id, changed, revision=revision)
        note_uses(write, release, changed)


def note_uses(write: Write, release: ReleaseId, drafted: Release) -> None:
    """Let the team's card say which paragraphs the release uses now, and how far it has come."""
    team, card = team_key(write.actor).scope, _card(release, drafted)
    for stored in find(write.actor, ReleaseCard, scope=team):
        if stored.value.release == release and stored.value != card:
            save(write, stored.id, card, revision=stored.revision)


def _card(release: ReleaseId, drafted: Release) -> ReleaseCard:
    uses = tuple(
        ReleasedUse(testimony=part.testimony, paragraph=part.paragraph)
        for part in drafted.parts
        if part.kind is PartKind.TESTIMONY
    )
    return ReleaseCard(
        release=release, alias=drafted.alias, state=drafted.state, use=drafted.use, uses=uses
    )


def _part(actor: Actor, drafted: Release, source: Source, clock: Clock) -> ReleasePart:
    match source:
        case Words():
            return words_part(source)
        case Quoted():
            return _quoted(actor, drafted, source, clock)
        case Shown():
            return _shown(actor, source)
        case Found():
            view = finding(actor, source.finding, clock=clock)
            released = {part.testimony for part in drafted.parts}
            sentences = sentences_of(view, released=released)
            return finding_part(source, title=view.row.title, sentences=sentences)


def _quoted(actor: Actor, drafted: Release, source: Quoted, clock: Clock) -> ReleasePart:
    today, audience = clock().date(), audience_of(drafted)
    paragraph = usable_paragraph(
        actor, source.testimony, source.paragraph, audience=audience, on=today
    )
    allowed = may_use(paragraph, audience, today)
    assert isinstance(allowed, Allowed)
    said_by = testimony(actor, source.testimony).testimony.changed_name
    return quoted_part(source, paragraph, said_by=said_by, conditions=allowed.conditions)


def _shown(actor: Actor, source: Shown) -> ReleasePart:
    if not source.heading.strip():
        raise IncompleteReleaseError(hint="Say what the exhibit is, in words that all may read.")
    proof = proof_of(actor=actor, exhibit=source.exhibit).decode()
    kept = exhibit(actor, source.exhibit).exhibit
    return ReleasePart(
        id=random_id(),
        kind=PartKind.EXHIBIT,
        heading=source.heading.strip(),
        sha256=kept.sha256,
        size_bytes=kept.size_bytes,
        proof=proof,
        source=source.exhibit,
    )
