"""Where and when a helper can be asked; taking somebody out of use.

Invariants:
- Nobody is retired while a leg ahead, a place or a vehicle relies on them.
- Terms are saved over the revision that was read.
"""

from __future__ import annotations

import msgspec

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.errors import ReliedOnError
from holdfast.apps.casework.queries.helper_terms import relying_on, stored_terms
from holdfast.apps.casework.queries.people import stored_helper
from holdfast.apps.casework.records.rides import HelperTerms
from holdfast.apps.casework.records.vehicles import Booked
from holdfast.apps.casework.rules.availability import check_hours
from holdfast.apps.casework.rules.people import HelperId, HelperState
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.rules import Actor, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import Clock, utc_now

from .people import change_helper


def set_terms(*, actor: Actor, helper: HelperId, terms: HelperTerms, revision: int) -> None:
    """Write a helper's terms over `revision`, 0 where none were written.

    Raises BadHoursError, NotAHelperError, EditConflictError.
    """
    require(actor, Permission.PLAN_JOURNEYS)
    check_hours(terms.hours, terms.away)
    head = stored_helper(actor, helper)
    with writing(actor) as write:
        kept = stored_terms(actor, helper)
        if (kept is not None) != bool(revision):
            raise EditConflictError
        if kept is None:
            add(write, head.unit, terms)
        else:
            save(write, kept.id, terms, revision=revision)


def set_helper_state(
    *,
    actor: Actor,
    helper: HelperId,
    state: HelperState,
    revision: int,
    clock: Clock = utc_now,
) -> None:
    """Say whether a helper can be asked, over `revision`.

    Raises ReliedOnError (retired while something relies on them), NotAHelperError,
    EditConflictError.
    """
    require(actor, Permission.PLAN_JOURNEYS)
    stored = stored_helper(actor, helper)
    if state is HelperState.RETIRED:
        relying = relying_on(actor, Booked.HELPER, helper, clock=clock)
        if relying:
            raise ReliedOnError(f"{len(relying)} things rely on them. Nothing was changed.")
    changed = msgspec.structs.replace(stored.value, state=state)
    change_helper(actor=actor, helper=helper, changed=changed, revision=revision)
