import pytest
from tests.apps.casework.cast import Office

from holdfast.apps.casework.errors import BadHoursError, ReliedOnError
from holdfast.apps.casework.queries.helper_terms import stored_terms
from holdfast.apps.casework.queries.people import stored_helper
from holdfast.apps.casework.records.people import Helper
from holdfast.apps.casework.records.rides import HelperTerms
from holdfast.apps.casework.rules.availability import Hours
from holdfast.apps.casework.rules.people import HelperId, HelperRole, HelperState
from holdfast.apps.casework.services.helper_terms import set_helper_state, set_terms
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


def test_a_host_is_not_retired_while_a_place_is_theirs(desk: Office) -> None:
    made = driver(desk)
    desk.place(host=made)
    revision = stored_helper(desk.lead, made).revision
    words = {"actor": desk.lead, "helper": made, "clock": desk.clock}
    with pytest.raises(ReliedOnError, match="1 things rely on them"):
        set_helper_state(**words, state=HelperState.RETIRED, revision=revision)
    set_helper_state(**words, state=HelperState.DETAINED, revision=revision)
    assert stored_helper(desk.lead, made).value.state is HelperState.DETAINED
    with pytest.raises(EditConflictError):
        set_helper_state(**words, state=HelperState.ACTIVE, revision=revision)
