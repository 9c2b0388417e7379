import pytest

from holdfast.apps.casework.rules.answers import holds_a_number


@pytest.mark.parametrize("text", ["AB 123456", "call 0555 018 47", "no. 4711 0815"])
def test_six_digits_in_a_row_are_a_number_however_they_are_spaced(text: str) -> None:
    assert holds_a_number(text)


@pytest.mark.parametrize("text", ["until 2031-04-02", "12 pages, 3 copies", "room 1204", ""])
def test_a_date_and_a_count_are_none(text: str) -> None:
    assert not holds_a_number(text)
