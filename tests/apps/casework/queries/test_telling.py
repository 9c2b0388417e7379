import datetime as dt

from tests.apps.casework.cast import Office

from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.queries.telling import handed_parts, of_handed_parts
from holdfast.apps.casework.records.telling import HandedPart
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.intake.rules import ErrandKind
from holdfast.apps.keyring.rules import RecordId
from holdfast.apps.keyring.services.bodies import add
from holdfast.apps.keyring.services.writing import writing


def part(desk: Office, journey: str, leg: int) -> HandedPart:
    return HandedPart(
        journey=journey, leg=leg, kind=ErrandKind.RIDE, alias="Otter", conversation="c" * 26,
        until=desk.clock() + dt.timedelta(hours=1), by=desk.lead.member, at=desk.clock(),
    )  # fmt: skip


def test_parts_of_a_journey_are_listed_by_leg_and_warn_of_nothing_while_it_lasts(
    watched: Office, case: CaseId
) -> None:
    journey = watched.planned(case)
    unit = case_file(watched.lead, case, now=watched.clock()).head.unit
    with writing(watched.lead) as write:
        for of, leg in ((journey, 1), (journey, 0), ("d" * 26, 0)):
            add(write, unit, part(watched, of, leg))
    file = case_file(watched.lead, case, now=watched.clock())
    assert [one.value.leg for one in handed_parts(file, RecordId(journey))] == [0, 1]
    assert list(of_handed_parts(file, watched.clock())) == []
