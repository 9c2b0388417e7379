import pytest
from tests.apps.casework.cast import Office
from tests.apps.casework.services.test_helper_terms import driver

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.errors.general import NoAliasError, ReasonNeededError, ReliedOnError
from holdfast.apps.casework.queries.people import helper, helper_identity, stored_helper
from holdfast.apps.casework.records.people import Helper, HelperIdentity
from holdfast.apps.casework.rules.people import HelperId, HelperRole, HelperState
from holdfast.apps.casework.rules.places import PlaceStatus
from holdfast.apps.casework.services.people import (
    change_helper,
    grant_helper,
    open_helper,
    open_helper_identity,
    set_helper_identity,
)
from holdfast.apps.casework.services.places import set_status
from holdfast.apps.keyring.errors import AlreadyHoldsError, EditConflictError, NotGrantedError
from holdfast.apps.keyring.rules import Part

WHO = HelperIdentity(names=("Tomas Rhel",))


def fig(desk: Office) -> HelperId:
    return open_helper(actor=desk.lead, helper=Helper(alias="Fig"), identity=WHO)


def test_who_a_helper_is_is_shown_after_a_reason(desk: Office) -> None:
    found = fig(desk)
    with pytest.raises(ReasonNeededError):
        helper_identity(desk.lead, found, clock=desk.clock)
    with pytest.raises(ReasonNeededError):
        open_helper_identity(actor=desk.lead, helper=found, reason=" ", clock=desk.clock)
    open_helper_identity(actor=desk.lead, helper=found, reason="to warn", clock=desk.clock)
    assert helper_identity(desk.lead, found, clock=desk.clock).value == WHO


def test_who_they_are_is_given_apart_from_what_they_do(desk: Office) -> None:
    found, lead = fig(desk), desk.lead
    desk.join("mira")
    grant_helper(actor=lead, helper=found, member=desk.id("mira"), parts=[Part.CONTENT])
    mira = desk.back("mira")
    assert helper(mira, found).helper.alias == "Fig"
    with pytest.raises(NotGrantedError):
        open_helper_identity(actor=mira, helper=found, reason="to call", clock=desk.clock)
    with pytest.raises(AlreadyHoldsError):
        grant_helper(actor=lead, helper=found, member=desk.id("mira"), parts=[Part.CONTENT])


def test_two_changes_at_once_are_a_conflict(desk: Office) -> None:
    found = fig(desk)
    changed = Helper(alias="Fig", roles=(HelperRole.DRIVER,), state=HelperState.ACTIVE)
    change_helper(actor=desk.lead, helper=found, changed=changed, revision=1)
    with pytest.raises(EditConflictError):
        change_helper(actor=desk.lead, helper=found, changed=Helper(alias="Fig"), revision=1)
    assert helper(desk.lead, found).helper.state is HelperState.ACTIVE
    assert helper(desk.lead, found).helper.short


def test_who_they_are_is_written_over_its_revision(desk: Office) -> None:
    found = fig(desk)
    open_helper_identity(actor=desk.lead, helper=found, reason="moved", clock=desk.clock)
    moved = HelperIdentity(names=("Tomas Rhel",), address="Quay 2")
    over = {"actor": desk.lead, "helper": found, "revision": 1, "clock": desk.clock}
    set_helper_identity(identity=moved, **over)
    with pytest.raises(EditConflictError):
        set_helper_identity(identity=WHO, **over)
    assert helper_identity(desk.lead, found, clock=desk.clock).value == moved


def test_an_alias_is_given_where_none_is_typed_and_is_never_taken_twice(desk: Office) -> None:
    fig(desk)
    with pytest.raises(NoAliasError, match="has this alias"):
        open_helper(actor=desk.lead, helper=Helper(alias="fig"))
    found = open_helper(actor=desk.lead, helper=Helper(alias=""))
    assert helper(desk.lead, found).helper.alias


def test_who_may_not_plan_journeys_enters_nobody(desk: Office) -> None:
    with pytest.raises(NotPermittedError):
        open_helper(actor=desk.join("noor", Role.ANALYST), helper=Helper(alias="Fig"))


def test_nobody_is_retired_whom_a_place_relies_on(desk: Office) -> None:
    made = driver(desk)
    place = desk.place(hosted_by=made)
    retired = Helper(alias="Pike", state=HelperState.RETIRED)
    words = {"actor": desk.lead, "helper": made, "changed": retired, "clock": desk.clock}
    with pytest.raises(ReliedOnError, match="1 thing relies on them"):
        change_helper(**words, revision=1)
    set_status(actor=desk.lead, place=place, status=PlaceStatus.RETIRED, clock=desk.clock)
    change_helper(**words, revision=1)
    assert stored_helper(desk.lead, made).value.state is HelperState.RETIRED
