import msgspec
import pytest
from tests.apps.casework.cast import Office, all_of, hours

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.errors.general import (
    BadHoursError,
    NoAliasError,
    ReasonNeededError,
    ReliedOnError,
)
from holdfast.apps.casework.queries.vehicles import plate, stored_vehicle
from holdfast.apps.casework.records.vehicles import Booked, Booking, Plate, PlateOpening, Vehicle
from holdfast.apps.casework.rules.availability import Hours, Standing
from holdfast.apps.casework.services.places import grant_place
from holdfast.apps.casework.services.vehicles import (
    add_vehicle,
    change_vehicle,
    open_plate,
    refuse_relied_on,
    set_vehicle_standing,
)
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import Part, ScopeId
from holdfast.apps.keyring.services.bodies import add
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.writing import writing

PLATE = Plate(plate="TV 4711", owner="Irma Oravec")


def van(desk: Office, alias: str = "Van", **more: object) -> ScopeId:
    made = Vehicle(alias=alias, standing=Standing.ACTIVE, **more)
    return add_vehicle(actor=desk.lead, vehicle=made, plate=PLATE)


def promise(desk: Office, vehicle: ScopeId) -> None:
    now = desk.clock()
    card = Booking(
        what=Booked.VEHICLE, id=vehicle, case="c", journey="j", leg=0,
        starts_at=now + hours(1), ends_at=now + hours(2),
    )  # fmt: skip
    with writing(desk.lead) as write:
        add(write, create_unit(write, team_key(desk.lead).scope, Part.TEAM), card)


def test_a_vehicle_has_a_scope_of_its_own_and_its_plate_apart(desk: Office) -> None:
    made, mira = van(desk), desk.join("mira")
    with pytest.raises(NotGrantedError):
        stored_vehicle(mira, made)
    grant_place(actor=desk.lead, place=made, member=mira.member, parts=[Part.CONTENT])
    mira = desk.back("mira")
    assert stored_vehicle(mira, made).value.alias == "Van"
    with pytest.raises(NotGrantedError):
        open_plate(actor=mira, vehicle=made, reason="to find it", clock=desk.clock)


def test_a_plate_is_read_after_a_reason_was_kept(desk: Office) -> None:
    made = van(desk)
    with pytest.raises(ReasonNeededError):
        plate(desk.lead, made, clock=desk.clock)
    with pytest.raises(ReasonNeededError):
        open_plate(actor=desk.lead, vehicle=made, reason=" ", clock=desk.clock)
    open_plate(actor=desk.lead, vehicle=made, reason="to find it", clock=desk.clock)
    assert plate(desk.lead, made, clock=desk.clock).value == PLATE
    assert [opening.reason for opening in all_of(desk.lead, PlateOpening)] == ["to find it"]


def test_an_alias_is_given_where_there_is_none_and_never_twice(desk: Office) -> None:
    assert stored_vehicle(desk.lead, van(desk, "")).value.alias
    van(desk)
    with pytest.raises(NoAliasError):
        van(desk, "van")
    with pytest.raises(BadHoursError):
        van(desk, "Bus", hours=Hours(begins=-1))
    with pytest.raises(NotPermittedError):
        add_vehicle(
            actor=desk.join("analyst", Role.ANALYST), vehicle=Vehicle(alias="x"), plate=PLATE
        )


def test_a_vehicle_that_is_promised_ahead_is_not_retired(desk: Office) -> None:
    made = van(desk)
    promise(desk, made)
    with pytest.raises(ReliedOnError, match="1 leg ahead relies"):
        set_vehicle_standing(
            actor=desk.lead, vehicle=made, standing=Standing.RETIRED, clock=desk.clock
        )
    set_vehicle_standing(actor=desk.lead, vehicle=made, standing=Standing.BURNED, clock=desk.clock)
    desk.clock.forward(hours=3)
    refuse_relied_on(desk.lead, Booked.VEHICLE, made, clock=desk.clock)
    set_vehicle_standing(actor=desk.lead, vehicle=made, standing=Standing.RETIRED, clock=desk.clock)
    assert stored_vehicle(desk.lead, made).value.standing is Standing.RETIRED


def test_an_old_version_is_not_saved_over_a_newer_one(desk: Office) -> None:
    kept = stored_vehicle(desk.lead, made := van(desk))
    changed = msgspec.structs.replace(kept.value, seats=6)
    words = {"actor": desk.lead, "vehicle": made, "changed": changed, "revision": kept.revision}
    change_vehicle(**words, clock=desk.clock)
    with pytest.raises(EditConflictError):
        change_vehicle(**words, clock=desk.clock)
    assert stored_vehicle(desk.lead, made).value.seats == 6
