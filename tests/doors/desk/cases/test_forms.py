import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.test import override_settings
from tests.doors.desk.stage import DESK_SETTINGS

from holdfast.apps.casework.records.cases import HouseholdCard, Identity
from holdfast.apps.casework.rules.cases import Need
from holdfast.doors.desk.cases.forms import (
    ChangeForm,
    IdentityForm,
    OpenForm,
    choices_of,
    in_zone,
    zone_named,
)

LISBON = ZoneInfo("Europe/Lisbon")


def test_a_time_is_read_in_its_zone() -> None:
    summer = dt.datetime(2031, 6, 2, 12, 0)  # noqa: DTZ001  (of a wall clock)
    assert in_zone(summer, LISBON) == dt.datetime(2031, 6, 2, 11, 0, tzinfo=dt.UTC)
    assert in_zone(summer, zone_named("UTC")) == summer.replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("naive", "says"), [((2031, 3, 30, 1, 30), "does not exist"), ((2031, 10, 26, 1, 30), "twice")]
)
def test_a_time_that_a_clock_change_makes_impossible_or_double_is_refused(
    naive: tuple, says: str
) -> None:
    with pytest.raises(forms.ValidationError, match=says):
        in_zone(dt.datetime(*naive), LISBON)  # noqa: DTZ001  (of a wall clock)


@pytest.mark.parametrize("name", ["Nowhere/Land", "../etc/passwd", ""])
def test_a_zone_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(forms.ValidationError):
        zone_named(name)


def test_the_words_of_an_enum_become_choices() -> None:
    assert choices_of([Need.URGENT]) == [("urgent", "Urgent")]


def test_what_was_typed_becomes_what_the_services_take() -> None:
    typed = {"need": "urgent", "people": "3", "children": "1", "has_pets": "on", "next_action": "Call",
             "next_at": "2031-04-02T18:00", "together_with": ["m"]}  # fmt: skip
    with override_settings(**DESK_SETTINGS):
        form = OpenForm(typed, members=[("m", "k4m-2xq")])
        assert form.is_valid(), form.errors
    first = form.first_words()
    assert first.household == HouseholdCard(people=3, children=1, has_pets=True)
    assert (first.need, first.next_at) == (Need.URGENT, dt.datetime(2031, 4, 2, 18, tzinfo=dt.UTC))


def test_names_are_one_a_line() -> None:
    typed = {
        "revision": "2",
        "names": " Irma Oravec \n\nIrma O.",
        "phones": "",
        "reason": "told me",
    }
    with override_settings(**DESK_SETTINGS):
        form = IdentityForm(typed)
        assert form.is_valid(), form.errors
    assert form.identity() == Identity(names=("Irma Oravec", "Irma O."))
    assert IdentityForm.of(form.identity(), 2)["names"] == "Irma Oravec\nIrma O."


def test_a_head_that_says_too_little_is_not_valid() -> None:
    with override_settings(**DESK_SETTINGS):
        form = ChangeForm({"revision": "1", "need": "urgent"})
        assert not form.is_valid()
        assert {"state", "next_action", "people"} <= set(form.errors)
