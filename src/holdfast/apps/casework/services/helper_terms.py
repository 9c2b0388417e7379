"""Where and when a helper can be asked.

Invariants: terms are saved over the revision that was read.
"""

from __future__ import annotations

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.queries.helper_terms import stored_terms
from holdfast.apps.casework.queries.people import stored_helper
from holdfast.apps.casework.records.rides import HelperTerms
from holdfast.apps.casework.rules.availability import check_hours
from holdfast.apps.casework.rules.people import HelperId
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.rules import Actor, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.writing import writing


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
