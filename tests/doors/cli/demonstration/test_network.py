import pytest

from holdfast.doors.cli.demonstration.network import read_rows


def test_some_thirty_people_reached_the_network_and_each_key_is_its_own():
    keys = [row["key"] for row in read_rows("contacts")]
    assert len(keys) == len(set(keys)) == 30


def test_every_case_came_from_somebody_who_reached_the_line_and_lies_in_a_known_place():
    contacts = {row["key"] for row in read_rows("contacts")}
    places = {row["key"] for row in read_rows("places")}
    cases = read_rows("cases")
    assert len(cases) == 12
    assert {row["contact"] for row in cases} <= contacts
    assert {row["place"] for row in cases if "place" in row} <= places


@pytest.mark.parametrize("name", ["contacts", "cases", "places", "testimony"])
def test_nothing_in_the_files_is_left_over_from_another_form(name):
    fields = {
        "contacts": {"key", "channel", "way", "language", "answers", "call_back", "said"},
        "cases": {
            "key", "contact", "tier", "name", "household", "state", "place", "outcome", "next",
            "in_hours", "journey",
        },
        "places": {"key", "kind", "area", "address", "beds", "longest_stay", "status", "rules"},
        "testimony": {"text", "publish"},
    }  # fmt: skip
    assert {field for row in read_rows(name) for field in row} <= fields[name]
