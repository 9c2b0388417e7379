import msgspec
from tests.apps.casework.cast import Office, hours
from tests.apps.casework.services.test_bookings import planned
from tests.apps.casework.services.test_helper_terms import driver
from tests.apps.casework.services.test_vehicles import van

from holdfast.apps.casework.queries.asked import TaskKind
from holdfast.apps.casework.queries.files import CaseFile, case_file
from holdfast.apps.casework.queries.replanning import AGREE_ANEW, Role
from holdfast.apps.casework.queries.waiting_legs import of_waiting_legs
from holdfast.apps.casework.records.journeys import Journey, Tick
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.journeys import Escort, JourneyState
from holdfast.apps.keyring.services.bodies import save
from holdfast.apps.keyring.services.writing import writing


def says(desk: Office, case: CaseId, after: float = 0) -> list[str]:
    file = case_file(desk.lead, case, now=desk.clock())
    return [due.says for due in of_waiting_legs(file, desk.clock() + hours(after))]


def changed(desk: Office, file: CaseFile, **more: object) -> None:
    stored = file.all(Journey)[0]
    journey = msgspec.structs.replace(stored.value, **more)
    with writing(desk.lead) as write:
        save(write, stored.id, journey, revision=stored.revision)


def test_each_leg_of_the_week_asks_for_what_it_has_not_until_it_has(
    desk: Office, case: CaseId
) -> None:
    planned(desk, case, after=24 * 8)
    assert says(desk, case) == []
    second = "Leg 2 waits for a vehicle"
    assert says(desk, case, after=48) == ["Leg 1 waits for an escort and a vehicle", second]
    assert says(desk, case, after=24 * 8 + 3) == [second]
    other = desk.open("Teal")
    planned(desk, other, helper=driver(desk), vehicle=van(desk))
    assert says(desk, other) == [second]


def test_an_escort_of_somebody_else_is_not_waited_for(desk: Office, case: CaseId) -> None:
    planned(desk, case, escort_alias="the cousin")
    assert says(desk, case)[0] == "Leg 1 waits for a vehicle"


def test_what_is_over_or_was_never_submitted_asks_for_nothing(desk: Office, case: CaseId) -> None:
    planned(desk, case)
    for state in (JourneyState.ABORTED, JourneyState.DRAFT):
        changed(desk, case_file(desk.lead, case, now=desk.clock()), state=state)
        assert says(desk, case) == []


def test_a_place_that_must_be_agreed_anew_is_asked_for_until_it_is_ticked(
    desk: Office, case: CaseId
) -> None:
    planned(desk, case, helper=driver(desk), vehicle=van(desk))
    file = case_file(desk.lead, case, now=desk.clock())
    first, *rest = file.all(Journey)[0].value.legs
    kept = msgspec.structs.replace(first, criteria=("No rain", AGREE_ANEW[Role.ENDS]))
    changed(desk, file, legs=(kept, *rest))
    file = case_file(desk.lead, case, now=desk.clock())
    asked = next(iter(of_waiting_legs(file, desk.clock())))
    assert (asked.kind, asked.says, asked.at) == (
        TaskKind.LOOK, "Leg 1: Another place agreed for where it ends", first.leaves_at,
    )  # fmt: skip
    changed(desk, file, ticks=(Tick(0, 1, "lead", desk.clock()),))
    assert says(desk, case) == ["Leg 2 waits for a vehicle"]
    assert first.escort is Escort.ACCOMPANY
