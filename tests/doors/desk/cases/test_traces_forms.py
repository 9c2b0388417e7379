from django.test import override_settings
from tests.doors.desk.stage import DESK_SETTINGS

from holdfast.apps.casework.rules.traces import LeadsTo
from holdfast.doors.desk.cases.traces_forms import TraceForm

NAMED = {LeadsTo.CASE: {"c1": "Teal", "c2": "Wren", "c3": "wren"}, LeadsTo.PLACE: {"p1": "Teal"}}


def test_an_alias_becomes_the_id_of_what_has_it_and_an_unclear_one_is_refused() -> None:
    def sent(alias: str) -> TraceForm:
        return TraceForm({"held_in": "phone", "leads_to": "case", "alias": alias}, named=NAMED)

    with override_settings(**DESK_SETTINGS):
        found = sent(" teal ")
        assert found.is_valid(), found.errors
        assert found.cleaned_data["id_"] == "c1"
        for unclear in ("Wren", "Nobody"):
            assert list(sent(unclear).errors) == ["alias"]
