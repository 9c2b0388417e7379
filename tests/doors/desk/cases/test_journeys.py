from tests.doors.desk.casework import Office, text, typed_in

from holdfast.apps.casework.records.journeys import CheckIn, Journey
from holdfast.apps.keyring.queries.bodies import find


def leg(number: int, **more: str) -> dict[str, str]:
    hour = 10 + 3 * number
    typed = {
        "origin": f"Stop {number}", "destination": f"Stop {number + 1}",
        "leaves": f"2031-06-02T{hour}:00", "arrives": f"2031-06-02T{hour + 2}:00",
        "due": f"2031-06-02T{hour + 2}:00", "grace": "10", "mode": "bus", "escort": "none", **more,
    }  # fmt: skip
    return {f"leg{number}-{name}": value for name, value in typed.items()}


def plan(rooms: Office, **more: str) -> dict[str, str]:
    return {
        **leg(1), **leg(2), "zone": "Europe/Lisbon", "responsible": rooms.lead.active.id,
        "backup": rooms.member, "after": "15", "safe": "grey heron", "duress": "white heron", **more,
    }  # fmt: skip


def path(rooms: Office, *rest: str) -> str:
    return "/".join(["/cases", rooms.case, *rest, ""])


def planned(rooms: Office) -> str:
    answer = rooms.lead.post(path(rooms, "plan"), plan(rooms))
    assert answer.status_code == 302, text(answer)
    return answer["Location"]


def test_a_journey_is_planned_in_the_zone_it_is_travelled_in(rooms: Office) -> None:
    page = text(rooms.lead.get(planned(rooms)))
    assert "Somebody else must approve it" in page
    assert "heron" not in page.lower().replace("journey of heron", "")
    (stored,) = find(rooms.lead.actor, Journey)
    assert stored.value.legs[0].leaves_at.isoformat() == "2031-06-02T12:00:00+00:00"
    stops = sorted(find(rooms.lead.actor, CheckIn), key=lambda c: c.value.leg)
    assert [[rung.minutes for rung in stop.value.ladder] for stop in stops] == [[0, 15], [0, 15]]


WRONG = [
    ({"leg1-arrives": "2031-06-02T09:00"}, "arrives before it leaves"),
    ({"leg2-origin": "Elsewhere"}, "begins where the one before it does not end"),
    ({"leg2-destination": "Stop 1"}, "lead back"),
    ({"leg1-due": ""}, "A leg needs this"),
    ({"duress": "Grey heron"}, "are the same"),
    ({"zone": "Nowhere/Land"}, "no such time zone"),
    ({"leg1-leaves": "2031-03-30T01:30"}, "does not exist there"),
    ({"leg1-leaves": "2031-10-26T01:30"}, "comes twice there"),
    ({"leg1-grace": "-5"}, "greater than or equal to 0"),
    ({"responsible": "nobody"}, "Told first"),
]


def test_what_nobody_could_travel_comes_back_with_what_was_typed(rooms: Office) -> None:
    for wrong, says in WRONG:
        answer = rooms.lead.post(path(rooms, "plan"), plan(rooms, **wrong))
        assert says in text(answer), wrong
        assert 'value="Stop 2"' in answer.content.decode(), wrong
        assert "grey heron" not in answer.content.decode(), wrong
    assert list(find(rooms.lead.actor, Journey)) == []


def test_a_journey_goes_its_way_by_buttons_and_none_is_pressed_out_of_turn(rooms: Office) -> None:
    rooms.with_watch()
    journey = planned(rooms)
    rooms.give()
    rooms.open_as_mira()
    assert "Approve" not in text(rooms.lead.get(journey))
    assert "does not approve it" in text(rooms.lead.post(f"{journey}move/", {"step": "approve"}))
    rooms.mira.post(f"{journey}move/", {"step": "approve"})
    page = text(rooms.lead.get(journey))
    assert "approved by" in page
    assert "Begin leg 1" in page
    for step in ("go", "start-0"):
        rooms.lead.post(f"{journey}move/", {"step": step})
    twice = rooms.lead.post(f"{journey}move/", {"step": "start-0"})
    assert "Legs begin one after the other" in text(twice)
    for step in ("pause", "resume", "start-1", "arrive"):
        assert rooms.lead.post(f"{journey}move/", {"step": step}).status_code == 302, step
    page = text(rooms.lead.get(journey))
    assert "arrived" in page
    assert "Abort" not in page


def test_a_step_that_does_not_exist_is_refused(rooms: Office) -> None:
    journey = planned(rooms)
    for step in ("", "fly", "start-", "start-x"):
        answer = rooms.lead.post(f"{journey}move/", {"step": step})
        assert answer.status_code == 400
        assert "no such step" in text(answer)


def test_a_leg_without_a_watch_does_not_begin(rooms: Office) -> None:
    journey = planned(rooms)
    rooms.give()
    rooms.open_as_mira()
    rooms.mira.post(f"{journey}move/", {"step": "approve"})
    answer = rooms.lead.post(f"{journey}move/", {"step": "start-0"})
    assert "This site has no watch yet" in text(answer)


def test_a_journey_of_another_case_is_not_there(rooms: Office) -> None:
    journey = planned(rooms).split("/")[4]
    other = rooms.open("Teal")
    assert rooms.lead.get(f"/cases/{other}/journeys/{journey}/").status_code == 403
    assert rooms.mira.get(path(rooms, "journeys", journey)).status_code == 403


def test_there_is_no_go_before_every_criterion_was_ticked_or_a_reason_written(
    rooms: Office,
) -> None:
    rooms.with_watch()
    typed = plan(rooms, **{"leg1-criteria": "border open"}, responsible=rooms.lead.active.id)
    page = rooms.lead.post(path(rooms, "plan"), typed)["Location"]
    rooms.give()
    rooms.open_as_mira()
    rooms.mira.post(page + "move/", {"step": "approve"})
    assert "while this stands open: border open" in text(rooms.lead.get(page))
    refused = rooms.lead.post(page + "move/", {"step": "go"})
    assert refused.status_code == 400
    assert "tick it" in text(refused)
    rooms.lead.post(page + "tick/", {"leg": "0", "criterion": "0"})
    assert "holds border open" in text(rooms.lead.get(page))
    rooms.lead.post(page + "tick/", {"leg": "0", "criterion": "0"})
    rooms.lead.post(page + "move/", {"step": "go", "override": "the boat is there once"})
    shown = text(rooms.lead.get(page))
    assert "leg 1: border open. the boat is there once" in shown
    assert rooms.lead.post(page + "tick/", {"leg": "x"}).status_code == 400


def test_a_leg_is_shown_on_the_clocks_of_both_its_ends(rooms: Office) -> None:
    typed = plan(rooms, zone="Asia/Tbilisi", **{"leg1-arrives_zone": "Europe/Lisbon"})
    page = rooms.lead.post(path(rooms, "plan"), typed)["Location"]
    shown = text(rooms.lead.get(page))
    assert "leaves 2031-06-02 13:00 Asia/Tbilisi (06-02 09:00 UTC)" in shown
    assert "arrives 2031-06-02 15:00 Europe/Lisbon (06-02 14:00 UTC)" in shown
    night = {
        **leg(1, leaves="2031-10-25T23:00", arrives="2031-10-26T06:00", due="2031-10-26T06:00"),
        "zone": "Europe/Lisbon", "responsible": rooms.lead.active.id, "after": "15",
    }  # fmt: skip
    autumn = rooms.lead.post(path(rooms, "plan"), night)["Location"]
    assert "clocks are set on the way" in text(rooms.lead.get(autumn))


def test_a_check_in_of_what_nobody_approved_is_not_called_missed(rooms: Office) -> None:
    page = planned(rooms)
    rooms.desk.clock.forward(days=90)
    rooms.lead = rooms.desk.visit("coordinator")
    rooms.lead.post(path(rooms, "why", "content"), {"reason": "to look"})
    shown = text(rooms.lead.get(page))
    assert "not watched yet: not approved" in shown
    assert "missed" not in shown
    (stored, *_) = find(rooms.lead.actor, CheckIn)
    check_in = text(rooms.lead.get(f"/departures/{rooms.case}/{stored.id}/"))
    assert "not watched yet: not approved" in check_in


def test_a_leg_at_the_end_of_the_calendar_is_refused_and_what_was_typed_stays(
    rooms: Office,
) -> None:
    path = f"/cases/{rooms.case}/plan/"
    typed = {
        **typed_in(rooms.lead.get(path)), "zone": "America/New_York", "leg1-origin": "Yard",
        "leg1-destination": "Border", "leg1-leaves": "9999-12-31T23:30",
        "leg1-arrives": "0001-01-01T00:10", "leg1-due": "2031-04-02T12:00",
    }  # fmt: skip
    answer = rooms.lead.post(path, typed)
    assert answer.status_code == 200
    assert "Nobody can mean the year 9999 here" in text(answer)
    assert "Nobody can mean the year 1 here" in text(answer)
    assert 'value="Border"' in answer.content.decode()


def test_what_is_wrong_with_a_leg_is_named_at_its_top_and_never_folded_away(rooms: Office) -> None:
    address = path(rooms, "plan")
    begun = rooms.lead.get(address).content.decode()
    assert begun.index("Time zone of these times") < begun.index("Leg 1")
    assert '<details class="across" open>' not in begun
    wrong = {**plan(rooms), **leg(2, arrives_zone="Europe/Nowhere", cash="40 crowns")}
    page = rooms.lead.post(address, wrong).content.decode()
    second = page[page.index("Leg 2") : page.index("Leg 3")]
    assert "Nothing was saved yet. Look at:" in second
    assert '<details class="across" open>' in second
    assert "40 crowns" in second
    assert '<details class="across" open>' not in page[: page.index("Leg 2")]
