import datetime as dt

import pytest

from holdfast.methods.linkage.cells import (
    born_from_age,
    read_age,
    read_date,
    read_sex,
    year_span,
)


def _iso(text: str, *, day_first: bool = True) -> tuple[str, str] | None:
    span = read_date(text, day_first=day_first)
    if span is None:
        return None
    first, last = map(dt.date.fromordinal, span)
    return first.isoformat(), last.isoformat()


@pytest.mark.parametrize(
    "text",
    ["1987-03-20", "20.03.1987", "20/3/1987", "03/20/1987", "20 марта 1987 г.", "20 mars 1987",
     "19870320", "1987-03-20 00:00:00", "20 مارس 1987", "٢٠/٠٣/١٩٨٧", "20. ožujka 1987.", "20 მარტი 1987"],
)  # fmt: skip
def test_one_day_is_read_in_many_ways(text: str) -> None:
    assert _iso(text) == ("1987-03-20", "1987-03-20")


def test_what_is_not_known_stays_open() -> None:
    assert _iso("1987") == ("1987-01-01", "1987-12-31")
    assert _iso("03.1987") == ("1987-03-01", "1987-03-31")
    assert _iso("00.00.1987") == ("1987-01-01", "1987-12-31")
    assert _iso("1985-1989") == ("1985-01-01", "1989-12-31")
    assert _iso("~1987") == ("1985-12-31", "1988-12-31")


def test_day_first_unless_told_otherwise() -> None:
    assert _iso("03/04/1987") == ("1987-04-03", "1987-04-03")
    assert _iso("03/04/1987", day_first=False) == ("1987-03-04", "1987-03-04")


@pytest.mark.parametrize(
    "text", ["", "Ruslan Orlaev", "31.02.1990", "20000", "12.13.14", "born 1987"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert _iso(text) is None


def test_an_age_gives_the_two_years_in_which_one_can_be_born() -> None:
    day = dt.date(2031, 4, 4).toordinal()
    span = born_from_age(44, type(year_span(2031))(day, day))
    assert dt.date.fromordinal(span.first) == dt.date(1986, 4, 5)
    assert dt.date.fromordinal(span.last) == dt.date(1987, 4, 4)
    leap = dt.date(2032, 2, 29).toordinal()
    assert born_from_age(1, type(span)(leap, leap)).last == dt.date(2031, 2, 28).toordinal()


def test_ages_are_whole_years_and_nothing_else() -> None:
    assert [read_age(text) for text in ("34", "34 years", "٣٤", "3-4", "340", "old")] == [
        34, 34, 34, None, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sex"),
    [("M", "m"), ("женский", "f"), ("Muški", "m"), ("ذكر", "m"), ("أنثى", "f"), ("?", None),
     ("მამრობითი", "m"), ("woman", "f"), ("Femër", "f")],
)  # fmt: skip
def test_a_sex_is_read_in_the_languages_of_lists(text: str, sex: str | None) -> None:
    assert read_sex(text) == sex
