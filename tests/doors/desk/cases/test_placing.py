from tests.doors.desk.casework import STREET, Office, text

from holdfast.apps.casework.queries.places import stays_of


def path(rooms: Office, case: str = "") -> str:
    return f"/cases/{case or rooms.case}/place/"


def test_every_place_says_why_it_is_not_the_one(rooms: Office) -> None:
    rooms.place("Willow")
    rooms.place("Alder", beds=0)
    page = text(rooms.lead.get(path(rooms)))
    assert "Willow takes them" in page
    assert "Alder There are not enough beds" in page
    assert STREET not in page
    assert "There is no place that you can open" in text(
        rooms.lead.post(path(rooms), {"first": "", "nights": "3"})
    )


def test_a_full_place_is_refused_in_words_and_beds_can_be_freed(rooms: Office) -> None:
    place, other = rooms.place(beds=1), rooms.open("Teal")
    form = {"place": place, "first": "2031-04-02", "nights": "3"}
    assert rooms.lead.post(path(rooms), form).status_code == 302
    full = rooms.lead.post(path(rooms, other), form)
    assert "The place is full" in text(full)
    assert stays_of(rooms.lead.actor, other) == []
    twice = rooms.lead.post(path(rooms), form)
    assert "placed somewhere else" in text(twice)
    (stay,) = stays_of(rooms.lead.actor, rooms.case)
    assert "Willow 2031-04-02, 3 nights" in text(rooms.lead.get(f"/cases/{rooms.case}/"))
    rooms.lead.post(f"/cases/{rooms.case}/stay/{stay.id}/end/")
    assert rooms.lead.post(path(rooms, other), form).status_code == 302


def test_nights_that_are_none_are_said_in_the_form(rooms: Office) -> None:
    place = rooms.place()
    for wrong in ({"nights": "0"}, {"first": "2031-02-30"}):
        form = {"place": place, "first": "2031-04-02", "nights": "3", **wrong}
        assert "Nothing was saved yet" in text(rooms.lead.post(path(rooms), form))
    assert stays_of(rooms.lead.actor, rooms.case) == []


def test_nights_at_the_end_of_the_calendar_are_refused(rooms: Office) -> None:
    path, place = f"/cases/{rooms.case}/place/", rooms.place()
    looked = rooms.lead.post(path, {"first": "9999-12-30", "nights": "5"})
    assert "Nobody can mean the year 9999 here" in text(looked)
    placed = rooms.lead.post(path, {"first": "2140-01-01", "nights": "5", "place": place})
    assert "two years ahead at most" in text(placed)
