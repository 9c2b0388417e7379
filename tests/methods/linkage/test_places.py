import pytest

from holdfast.methods.linkage.places import gazetteer_of, unit_vector

_GAZETTEER = gazetteer_of(None)


def test_a_town_is_one_place_in_every_script() -> None:
    found = {_GAZETTEER.cells_of(text) for text in ("Tbilisi", "г. Тбилиси", "თბილისი")}
    assert len(found) == 1


def test_a_village_keeps_its_name_and_takes_the_point_of_its_district() -> None:
    village = _GAZETTEER.cells_of("Tervan, Sarajevo")
    town = _GAZETTEER.cells_of("Sarajevo")
    assert village[0] == "tervan"
    assert village[1:] == town[1:]


def test_an_unknown_place_has_a_name_and_no_point() -> None:
    assert _GAZETTEER.cells_of("Orlu-Tervan") == ("orlutervan", None, None, None)
    assert _GAZETTEER.cells_of(" ") == (None, None, None, None)


def test_points_lie_on_the_unit_sphere() -> None:
    assert sum(c * c for c in unit_vector(42.0, 44.0)) == pytest.approx(1)
    assert unit_vector(90.0, 0.0)[2] == pytest.approx(1)
