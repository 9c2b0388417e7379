from types import SimpleNamespace

import pytest
from tests.apps.casework.services.test_vehicles import van
from tests.doors.desk.casework import Office, office, text
from tests.doors.desk.stage import Desk

from holdfast.doors.desk.areas import alone, several, spelt

KNOWN = ("Aster coast", "North")


@pytest.fixture
def rooms(desk: Desk) -> Office:
    return office(desk)


def test_what_is_typed_is_saved_as_the_team_spells_it_and_once() -> None:
    assert spelt("  aster   COAST", KNOWN) == "Aster coast"
    assert several(["North"], "north, port,, Aster coast", KNOWN) == (
        "North",
        "port",
        "Aster coast",
    )
    assert several([], "", KNOWN) == ()


def test_only_areas_that_nothing_else_names_are_said(rooms: Office) -> None:
    request = SimpleNamespace(actor=rooms.lead.actor)
    lynx = van(SimpleNamespace(lead=rooms.lead.actor), "Lynx", zones=("Noth",))
    rooms.place()
    found = alone(request, ["Noth"], of=lynx)
    assert found is not None
    assert (found.areas, len(found.others)) == (["Noth"], 1)
    assert alone(request, found.others, of=lynx) is None
    assert alone(request, [" "], of=lynx) is None


def test_a_form_offers_what_is_known_and_the_page_warns_of_what_is_alone(rooms: Office) -> None:
    place = rooms.place()
    assert '<datalist id="known_areas"><option value="' in page(rooms, "/places/add/")
    lynx = van(SimpleNamespace(lead=rooms.lead.actor), "Lynx", zones=("Noth",))
    shown = page(rooms, f"/vehicles/{lynx}/change/")
    assert 'name="known_zones"' in shown
    assert 'value="Noth"' in shown
    assert "Nothing else that you know names this area: Noth." in text(
        rooms.lead.get(f"/vehicles/{lynx}/")
    )
    assert "names this area" in text(rooms.lead.get(f"/places/{place}/"))


def page(rooms: Office, path: str) -> str:
    return rooms.lead.get(path).content.decode()
