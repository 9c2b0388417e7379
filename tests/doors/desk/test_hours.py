import datetime as dt

import pytest
from django.test import override_settings
from tests.doors.desk.stage import DESK_SETTINGS

from holdfast.apps.casework.rules.availability import DAY_MINUTES, Away, Hours
from holdfast.doors.desk.hours import WhenAndWhere

TYPED = {
    "zones": "north, Aster coast,", "days": ["0", "4"], "begins": "22:00", "ends": "06:00",
    "zone": "Europe/Lisbon", "away": "2031-04-02 2031-04-09\n2031-05-01\n",
}  # fmt: skip


def typed(**changed: object) -> WhenAndWhere:
    with override_settings(**DESK_SETTINGS):
        form = WhenAndWhere({**TYPED, **changed})
        form.is_valid()
    return form


def test_what_was_typed_becomes_areas_hours_and_days_away() -> None:
    form = typed()
    assert form.errors == {}
    assert form.cleaned_data["zones"] == ("north", "Aster coast")
    assert form.hours() == Hours((0, 4), 22 * 60, 6 * 60, "Europe/Lisbon")
    assert form.cleaned_data["away"] == (
        Away(dt.date(2031, 4, 2), dt.date(2031, 4, 9)),
        Away(dt.date(2031, 5, 1), dt.date(2031, 5, 1)),
    )


def test_nothing_typed_is_every_hour_everywhere() -> None:
    form = typed(zones="", days=[], begins="", ends="", zone="", away="")
    assert (form.hours(), form.cleaned_data["zones"]) == (Hours((), 0, DAY_MINUTES, "UTC"), ())
    assert typed(begins="", ends="00:00").hours().ends == DAY_MINUTES


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("away", "soon"), ("away", "2031-04-09 2031-04-02"), ("zone", "Nowhere/Town"),
        ("begins", "25:00"), ("days", ["7"]),
    ],
)  # fmt: skip
def test_what_no_calendar_has_is_refused_where_it_was_typed(field: str, value: object) -> None:
    assert list(typed(**{field: value}).errors) == [field]


def test_a_form_begins_with_what_stands() -> None:
    form = typed()
    begun = WhenAndWhere.begun(("north",), form.hours(), form.cleaned_data["away"])
    assert begun["away"] == "2031-04-02 2031-04-09\n2031-05-01 2031-05-01"
    assert (begun["begins"], begun["ends"]) == (dt.time(22), dt.time(6))
    assert WhenAndWhere.begun((), Hours(), ())["begins"] is None


def test_areas_that_are_named_already_are_ticked_and_others_typed() -> None:
    with override_settings(**DESK_SETTINGS):
        begun = WhenAndWhere.begun(("NORTH", "port"), Hours(), ())
        form = WhenAndWhere(initial=begun, areas=("Aster coast", "North"))
        assert (form.initial["known_zones"], form.initial["zones"]) == (["North"], "port")
        sent = {**TYPED, "zones": "aster  coast, port", "known_zones": ["North"]}
        form = WhenAndWhere(sent, areas=("Aster coast", "North"))
        assert form.is_valid(), form.errors
    assert form.cleaned_data["zones"] == ("North", "Aster coast", "port")
