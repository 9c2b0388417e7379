"""Showing who a hit may be, to a member who may know it and says why.

Invariants: only what the member's own keys open is shown; who looked, and why, is kept with the
release, in the same write that comes before.
"""

from __future__ import annotations

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.keyring.queries.identities import identities
from holdfast.apps.keyring.rules import Actor, require
from holdfast.apps.keyring.services.bodies import add
from holdfast.apps.keyring.services.writing import writing
from holdfast.apps.publication.errors import IncompleteReleaseError
from holdfast.apps.publication.queries import stored_release
from holdfast.apps.publication.reach import load_every_kind
from holdfast.apps.publication.records import NamesShown
from holdfast.apps.publication.rules.contents import ReleaseId
from holdfast.apps.publication.rules.hits import open_hits, secrets_of
from holdfast.kernel.clock import Clock, utc_now
from holdfast.methods.disclosure.draft import Secret


def show_names(
    *, actor: Actor, release: ReleaseId, reason: str, clock: Clock = utc_now
) -> dict[str, Secret]:
    """The secrets that open hits of the release may be, by id, as far as the actor may know them.

    Raises NotPermittedError, NotGrantedError, IncompleteReleaseError (no reason), StoreError.
    """
    require(actor, Permission.RELEASE)
    if not reason.strip():
        raise IncompleteReleaseError(hint="Say why you must see the names.")
    stored = stored_release(actor, release)
    shown = NamesShown(by=actor.member, day=clock().date().isoformat(), reason=reason.strip())
    with writing(actor) as write:
        add(write, stored.unit, shown)
    load_every_kind()
    wanted = {secret for hit in open_hits(stored.value.hits) for secret in hit.secrets}
    return {s.id: s for s in secrets_of(identities(actor)) if s.id in wanted}
