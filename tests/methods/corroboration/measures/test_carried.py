"""A year is carried from a whole date before, and only where nothing speaks against it."""

from __future__ import annotations

import pytest

from holdfast.methods.corroboration.measures.dates import find_dates
from holdfast.methods.corroboration.prose import read_prose


def told(text: str, language: str = "en", published: str | None = None) -> list[str | None]:
    return [d.date for d in find_dates(read_prose(text, language=language), published=published)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "On October 31, 2031, a squad was announced. Raids began on November 5.",
            ["2031-10-31", "2031-11-05"],
        ),
        ("It began in September 2031. By October 3 many were free.", ["2031-09", "2031-10-03"]),
        (
            "It began in March 2031. Since mid-April police have held dozens.",
            ["2031-03", "2031-04"],
        ),
        (
            "It began in September 2031. It ended on Sunday, October 5.",
            ["2031-09", "2031-10-05"],
        ),
    ],
)
def test_a_day_takes_the_year_of_the_whole_date_before_it(text: str, dates: list[str]) -> None:
    assert told(text) == dates


def test_a_russian_day_takes_the_year_as_well() -> None:
    assert told("Он исчез 3 мая 2031 года. 7 июня его нашли.", "ru") == ["2031-05-03", "2031-06-07"]


def test_a_date_in_the_page_s_head_lends_its_year() -> None:
    text = "Lomnik, 2031-08-20\n\nOn 14 August police took dozens of men from a club."
    assert told(text)[-1] == "2031-08-14"


@pytest.mark.parametrize(
    "text",
    [
        "On October 3 they came. It had begun in September 2031.",
        "It began in March 2029. On 4 April they came. The trial opened in 2031.",
        "It began in February 2031. They fled on December 5.",
        "It began in September 2031. It ended on Monday, October 5.",
        "The law is of 1999. On 4 April they came.",
        "In June 2031 he was well. By June 31 he was gone.",
        "The court will open in May 2031. On 4 April they came.",
        "It began in May 2031. " + "They heard nothing more. " * 80 + "In June he came.",
    ],
)
def test_in_doubt_a_date_keeps_its_place_alone(text: str) -> None:
    assert None in told(text)


def test_a_copyright_s_year_is_no_later_year() -> None:
    text = "It began in March 2031. On 4 April they came.\n\n© 2033 Lomnik Wire"
    assert told(text)[:2] == ["2031-03", "2031-04-04"]


def test_where_the_report_has_its_date_that_one_tells_the_year() -> None:
    text = "A law came in May 2029. On 4 April they came."
    assert told(text, published="2031-04-20") == ["2029-05", "2031-04-04"]
