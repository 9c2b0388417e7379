from tests.apps.casework.cast import Office
from tests.apps.casework.services.test_helper_terms import driver
from tests.apps.casework.services.test_rides import car_leg
from tests.apps.casework.services.test_vehicles import van

from holdfast.apps.casework.queries.areas import areas_of
from holdfast.apps.casework.records.rides import HelperTerms
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services.helper_terms import set_terms


def test_areas_are_those_of_places_helpers_vehicles_and_legs(desk: Office, case: CaseId) -> None:
    desk.place()
    set_terms(
        actor=desk.lead, helper=driver(desk), terms=HelperTerms(zones=("Hills", "North")),
        revision=0,
    )  # fmt: skip
    van(desk, zones=("Port",))
    car_leg(desk, case, from_area="Aster  coast", to_area="north ")
    assert areas_of(desk.lead).known == ("Aster coast", "Hills", "north", "Port")
    assert areas_of(desk.join("mira")).known == ()


def test_the_spelling_that_is_used_most_is_the_teams(desk: Office) -> None:
    for alias in ("Lynx", "Stoat"):
        van(desk, alias, zones=("Mill Quarter",))
    van(desk, "Otter", zones=("mill quarter",))
    assert areas_of(desk.lead).known == ("Mill Quarter",)


def test_an_area_that_only_one_names_is_alone_beside_the_others(desk: Office) -> None:
    lynx = van(desk, zones=("Noth", "NORTH", " "))
    desk.place()
    found = areas_of(desk.lead)
    assert found.lonely(("Noth", "NORTH"), of=lynx) == ["Noth"]
    assert found.beside(["Noth"]) == ["NORTH"]
    assert found.lonely([""], of=lynx) == []
