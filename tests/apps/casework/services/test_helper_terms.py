import pytest
from tests.apps.casework.cast import Office

from holdfast.apps.casework.errors.general import BadHoursError
from holdfast.apps.casework.queries.helper_terms import stored_terms
from holdfast.apps.casework.records.people import Helper
from holdfast.apps.casework.records.rides import HelperTerms
from holdfast.apps.casework.rules.availability import Hours
from holdfast.apps.casework.rules.people import HelperId, HelperRole, HelperState
from holdfast.apps.casework.services.helper_terms import set_terms
from holdfast.apps.casework.services.people import open_helper
from holdfast.apps.keyring.errors import EditConflictError

TERMS = HelperTerms(zones=("north",), languages="Tervenian", most_places=2)


def driver(desk: Office, alias: str = "Pike", **more: object) -> HelperId:
    made = Helper(alias=alias, roles=(HelperRole.DRIVER,), state=HelperState.ACTIVE, **more)
    return open_helper(actor=desk.lead, helper=made)


def test_terms_are_written_over_what_was_read_and_nothing_else(desk: Office) -> None:
    made = driver(desk)
    set_terms(actor=desk.lead, helper=made, terms=TERMS, revision=0)
    with pytest.raises(EditConflictError):
        set_terms(actor=desk.lead, helper=made, terms=TERMS, revision=0)
    set_terms(actor=desk.lead, helper=made, terms=HelperTerms(), revision=1)
    kept = stored_terms(desk.lead, made)
    assert kept is not None
    assert (kept.value, kept.revision) == (HelperTerms(), 2)
    with pytest.raises(BadHoursError):
        set_terms(
            actor=desk.lead, helper=made, terms=HelperTerms(hours=Hours(ends=9999)), revision=2
        )
