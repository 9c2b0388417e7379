"""The gate: what a draft would give away, as far as the member who checks it can know.

Invariants:
- It is held against every identity that the member's keys open, of every app.
- A hit is closed only by a person with a reason, or by changing the words it is about.
- Consent is looked at anew each time; what was withdrawn is heeded also by whoever cannot open the
  testimony.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

import msgspec

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.archive.errors import ConsentMissingError, NoSuchParagraphError
from holdfast.apps.archive.queries.testimony import ended, usable_paragraph
from holdfast.apps.archive.rules import Refused, Step, TestimonyId, Use, may_use
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError
from holdfast.apps.keyring.queries.identities import identities
from holdfast.apps.keyring.rules import Actor, ScopeId, require
from holdfast.apps.keyring.services.bodies import save
from holdfast.apps.keyring.services.writing import writing
from holdfast.apps.publication.errors import (
    IncompleteReleaseError,
    NoSuchPartError,
    NotYoursToJudgeError,
    WithdrawnConsentError,
)
from holdfast.apps.publication.queries import Drafted, stored_release
from holdfast.apps.publication.queries import release as read_release
from holdfast.apps.publication.reach import load_every_kind
from holdfast.apps.publication.records import Release
from holdfast.apps.publication.rules.contents import ReleaseId, audience_of, digest, released_json
from holdfast.apps.publication.rules.hits import (
    ReleaseHit,
    fields_of,
    hit_of,
    kept_hits,
    open_hits,
    secrets_of,
)
from holdfast.apps.publication.rules.parts import PartKind, ReleasePart, paragraph_of
from holdfast.apps.publication.rules.states import Act, State, moved
from holdfast.kernel.clock import Clock, utc_now
from holdfast.methods.disclosure.check import SecretIndex

Gone = Mapping[tuple[str, str, Use], Step]
_ENDED = {
    Step.WITHDRAWN: "They withdrew this. Nothing has left.",
    Step.REWORDED: "Its words were changed, and they were not asked again. Nothing has left.",
}


def check_release(
    *, actor: Actor, release: ReleaseId, revision: int, clock: Clock = utc_now
) -> tuple[ReleaseHit, ...]:
    """Search the draft for everybody the actor may know. Returns the hits that nobody has judged.

    The release counts as checked where there is none. Raises NotPermittedError, NotGrantedError,
    WrongStateError, IncompleteReleaseError, WithdrawnConsentError, EditConflictError, StoreError.
    """
    drafted = read_release(actor=actor, release=release)
    moved(drafted.release.state, Act.CHECK)
    if not drafted.release.parts:
        raise IncompleteReleaseError("There is nothing in this release yet. Nothing was checked.")
    check_consent(actor, drafted.release, clock().date())
    fields = fields_of(drafted.release)
    found = hits_of(actor, drafted.release, secret_index(actor))
    hits = kept_hits(found, drafted.release.hits, fields, by=actor.member)
    _save(actor, drafted, hits, revision=revision)
    return open_hits(hits)


def judge_hits(
    *, actor: Actor, release: ReleaseId, hits: Collection[str], reason: str, revision: int
) -> None:
    """Say why these places give nobody away. The release counts as checked after the last.

    Only who may know somebody can say that it is not them. Raises NotPermittedError,
    NotGrantedError, NoSuchPartError, NotYoursToJudgeError, IncompleteReleaseError (no reason),
    WrongStateError, EditConflictError, StoreError.
    """
    drafted = read_release(actor=actor, release=release)
    moved(drafted.release.state, Act.CHECK)
    if not reason.strip():
        raise IncompleteReleaseError(hint="Say in a few words why this gives nobody away.")
    if not hits or not set(hits) <= {hit.id for hit in drafted.release.hits}:
        raise NoSuchPartError
    _check_knows(actor, [hit for hit in drafted.release.hits if hit.id in hits])
    judged = tuple(
        msgspec.structs.replace(hit, judged=reason.strip(), judged_by=actor.member)
        if hit.id in hits
        else hit
        for hit in drafted.release.hits
    )
    _save(actor, drafted, judged, revision=revision)


def _check_knows(actor: Actor, hits: Iterable[ReleaseHit]) -> None:
    """Return where the actor may know all whom these hits may be. Raises NotYoursToJudgeError."""
    load_every_kind()
    known = {secret.id for secret in secrets_of(identities(actor))}
    if any(not known.issuperset(hit.secrets) for hit in hits):
        raise NotYoursToJudgeError


def _save(actor: Actor, drafted: Drafted, hits: tuple[ReleaseHit, ...], *, revision: int) -> None:
    """Keep what was found, and whether that is all judged."""
    with writing(actor) as write:
        stored = stored_release(actor, drafted.id)
        if stored.revision != revision or stored.revision != drafted.revision:
            raise EditConflictError
        state = moved(stored.value.state, Act.CHECK)
        is_open = bool(open_hits(hits))
        if is_open and state is State.CHECKED:
            state = State.DRAFT
        checked = "" if is_open else digest(released_json(stored.value))
        changed = msgspec.structs.replace(stored.value, hits=hits, state=state, checked=checked)
        save(write, stored.id, changed, revision=revision)


def secret_index(actor: Actor) -> SecretIndex:
    """Everybody the actor may know, ready to be searched for. Not to be kept."""
    load_every_kind()
    return SecretIndex(tuple(secrets_of(identities(actor))))


def hits_of(actor: Actor, drafted: Release, index: SecretIndex) -> tuple[ReleaseHit, ...]:
    """What the draft would give away of what stands in the index."""
    require(actor, Permission.RELEASE)
    fields = fields_of(drafted)
    return tuple(hit_of(found, fields, by=actor.member) for found in index.check(fields))


def check_consent(actor: Actor, drafted: Release, today: dt.date) -> None:
    """Return where every paragraph may be used for this audience today.

    Raises WithdrawnConsentError with the reason.
    """
    gone = ended(actor)
    for number, part in enumerate(drafted.parts, 1):
        if part.kind is PartKind.TESTIMONY:
            why = _refusal(actor, drafted, part, today=today, gone=gone)
            if why:
                raise WithdrawnConsentError(f"Part {number} may not be used. {why}")


def _refusal(
    actor: Actor, drafted: Release, part: ReleasePart, *, today: dt.date, gone: Gone
) -> str:
    """Why a part may not be used; empty where it may."""
    audience = audience_of(drafted)
    testimony = TestimonyId(ScopeId(part.testimony))
    try:
        said = usable_paragraph(actor, testimony, part.paragraph, audience=audience, on=today)
    except (ConsentMissingError, NoSuchParagraphError) as refused:
        return refused.message
    except NotGrantedError:
        step = gone.get((part.testimony, part.paragraph, drafted.use))
        if step is not None:
            return _ENDED[step]
        answer = may_use(paragraph_of(part), audience, today)
        return f"{answer.reason} Nothing has left." if isinstance(answer, Refused) else ""
    if said.text != "\n\n".join(part.texts):
        return "Its words were changed in the archive since. Add it anew. Nothing has left."
    return ""
