import msgspec
from tests.apps.accounts.cast import START

from holdfast.apps.casework.records.journeys import (
    CheckIn,
    Journey,
    Leg,
    Rung,
    Tick,
    as_told,
)
from holdfast.apps.casework.rules.journeys import Reported, Stretch
from holdfast.apps.keyring.records import decode, encode
from holdfast.apps.watch.rules import Done, Step


def test_a_leg_and_a_check_in_show_the_rules_what_they_look_at() -> None:
    leg = Leg(origin="Yard", destination="Border", leaves_at=START, arrives_at=START)
    assert leg.stretch == Stretch("Yard", "Border", START, START)
    check_in = CheckIn(
        journey="j", leg=0, row="r", due_at=START, grace_minutes=5, ladder=(Rung(0, "m"),)
    )
    assert check_in.reported == Reported(START, 5)


def test_what_the_watch_did_is_kept_with_its_moment() -> None:
    told = as_told([Done(Step.SENT, 1, START)])
    check_in = CheckIn(
        journey="j", leg=0, row="r", due_at=START, grace_minutes=5, ladder=(), told=told
    )
    read = decode(encode(check_in), CheckIn)
    assert read == check_in
    assert msgspec.to_builtins(read.told[0])["step"] == "sent"


def test_a_journey_of_version_1_keeps_what_was_one_line_as_a_list() -> None:
    leg = {
        "origin": "Yard", "destination": "Border", "leaves_at": START, "arrives_at": START,
        "zone": "UTC", "mode": "taxi", "go_no_go": "border open", "alternative": "",
    }  # fmt: skip
    fields = {"state": "ready", "legs": [leg], "planned_by": "m"}
    old = msgspec.msgpack.encode(("casework.journey", 1, fields, ""))
    (read,) = decode(old, Journey).legs
    assert (read.criteria, read.alternatives, read.mode) == (("border open",), (), "taxi")
    assert decode(encode(decode(old, Journey)), Journey).legs == (read,)


def test_a_criterion_is_open_until_somebody_ticked_it() -> None:
    leg = Leg(
        origin="Yard", destination="Border", leaves_at=START, arrives_at=START,
        criteria=("border open", "no patrol"),
    )  # fmt: skip
    journey = Journey(legs=(leg,), planned_by="m", ticks=(Tick(0, 1, "m", START),))
    assert journey.open_criteria(0) == {0: "border open"}
    assert leg.span.start == START
