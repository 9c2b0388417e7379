"""The rules of `measures.gazetteer`."""

from __future__ import annotations

from holdfast.methods.corroboration.measures.gazetteer import (
    Gazetteer,
    Place,
    Rank,
    folded,
    gazetteer,
    neighbours,
)


def test_the_largest_place_of_a_name_stands_first() -> None:
    tripoli = gazetteer("en").places("tripoli")
    assert [place.country for place in tripoli[:2]] == ["LY", "LB"]


def test_a_country_has_no_point_and_a_region_has_a_rough_one() -> None:
    (georgia, *_) = gazetteer("en").places("georgia")
    assert (georgia.rank, georgia.latitude) == (Rank.COUNTRY, None)
    (crimea, *_) = gazetteer("en").places("crimea")
    assert (crimea.rank, crimea.country) == (Rank.REGION, "UA")
    assert crimea.latitude is not None


def test_names_are_found_without_marks_on_their_letters() -> None:
    assert gazetteer("en").places(folded("Kandahar"))[0].country == "AF"
    assert gazetteer("en").places(folded("N’Djamena"))[0].country == "TD"


def test_russian_names_are_there_for_russian_reports() -> None:
    assert gazetteer("ru").places("нижний новгород")[0].country == "RU"
    assert not gazetteer("en").places("нижний новгород")


def test_every_city_name_of_ours_is_in_the_gazetteer() -> None:
    for name, country in (
        ("kiev", "UA"),
        ("deir al-zour", "SY"),
        ("mecca", "SA"),
        ("rangoon", "MM"),
    ):
        assert gazetteer("en").places(name)[0].country == country


def test_the_first_word_tells_how_long_a_name_may_be() -> None:
    place = Place("New Town", "XX", 1.0, 2.0, 20_000, Rank.TOWN)
    small = Gazetteer({"new town": (place,), "new": (place,)})
    assert small.most_words("new") == 2
    assert small.most_words("old") == 0


def test_neighbours_are_country_codes() -> None:
    assert "RU" in neighbours("GE")
    assert neighbours(None) == neighbours("??") == frozenset()
