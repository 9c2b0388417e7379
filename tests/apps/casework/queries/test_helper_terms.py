import pytest
from tests.apps.casework.cast import Office
from tests.apps.casework.services.test_helper_terms import TERMS, driver
from tests.apps.casework.services.test_vehicles import promise, van

from holdfast.apps.casework.errors.judging import NotAHelperError
from holdfast.apps.casework.queries.helper_terms import (
    RelyingKind,
    helper_on_road,
    on_road,
    relying_on,
    stored_terms,
)
from holdfast.apps.casework.records.vehicles import Booked
from holdfast.apps.casework.rules.people import HelperId
from holdfast.apps.casework.services.helper_terms import set_terms


def test_helpers_are_shown_with_their_terms_and_week(desk: Office) -> None:
    driver(desk, "Perch")
    made = driver(desk, "Carp")
    assert stored_terms(desk.lead, made) is None
    set_terms(actor=desk.lead, helper=made, terms=TERMS, revision=0)
    shown = on_road(desk.lead, clock=desk.clock)
    assert [(view.helper.alias, view.terms.zones) for view in shown] == [
        ("Carp", ("north",)), ("Perch", ()),
    ]  # fmt: skip
    assert helper_on_road(desk.lead, made, clock=desk.clock).days[0].hours == ("00:00–24:00",)
    with pytest.raises(NotAHelperError):
        helper_on_road(desk.join("mira"), made, clock=desk.clock)


def test_what_relies_on_somebody_is_listed(desk: Office) -> None:
    made = driver(desk)
    assert relying_on(desk.lead, Booked.HELPER, made, clock=desk.clock) == []
    desk.place(hosted_by=made)
    keeps = van(desk, kept_by=made)
    promise(desk, keeps)
    found = relying_on(desk.lead, Booked.HELPER, HelperId(made), clock=desk.clock)
    assert [(one.kind, one.alias) for one in found] == [
        (RelyingKind.PLACE, "Willow"), (RelyingKind.VEHICLE, "Van"),
    ]  # fmt: skip
    legs = relying_on(desk.lead, Booked.VEHICLE, keeps, clock=desk.clock)
    assert [(one.kind, one.alias) for one in legs] == [(RelyingKind.LEG, "")]
