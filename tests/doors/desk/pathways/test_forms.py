import datetime as dt

import pytest
from django.test import override_settings
from tests.doors.desk.stage import DESK_SETTINGS

from holdfast.apps.casework.records.pathways import Programme
from holdfast.apps.casework.rules.pathways import PathwayKind, Slot
from holdfast.doors.desk.pathways.forms import ChangeProgrammeForm, ProgrammeForm

TODAY = dt.date(2031, 4, 2)
TYPED = {
    "title": "Arvenia stream", "kind": "government stream", "slots": "2031-05-02 5\n2031-04-20 2",
    "verified_on": "2031-04-01", "stale_days": "14",
}  # fmt: skip


def typed(**changed: str) -> ProgrammeForm:
    with override_settings(**DESK_SETTINGS):
        form = ProgrammeForm({**TYPED, **changed}, today=TODAY)
        form.is_valid()
    return form


def test_what_was_typed_becomes_a_programme_with_its_slots_in_order() -> None:
    made = typed().programme("m1")
    assert made == Programme(
        title="Arvenia stream", kind=PathwayKind.GOVERNMENT_STREAM, verified_on=dt.date(2031, 4, 1),
        verified_by="m1", stale_days=14,
        slots=(Slot(dt.date(2031, 4, 20), 2), Slot(dt.date(2031, 5, 2), 5)),
    )  # fmt: skip
    assert ChangeProgrammeForm.of(made, 3)["slots"] == "2031-04-20 2\n2031-05-02 5"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("slots", "2031-04-20"), ("slots", "2031-04-20 -1"), ("slots", "2031-02-30 1"),
        ("slots", "2031-04-20 1\n2031-04-20 1"), ("verified_on", "2031-04-03"),
    ],
)  # fmt: skip
def test_impossible_days_and_places_are_refused_where_they_were_typed(
    field: str, value: str
) -> None:
    assert list(typed(**{field: value}).errors) == [field]
