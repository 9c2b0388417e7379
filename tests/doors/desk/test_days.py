import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from holdfast.doors.desk.cases.forms import day, moment
from holdfast.doors.desk.days import check_can_be_meant


@pytest.mark.parametrize("year", [1, 1899, 2200, 9999])
def test_a_year_that_nobody_can_mean_is_refused_in_words(year: int) -> None:
    with pytest.raises(ValidationError, match=f"year {year}"):
        check_can_be_meant(dt.date(year, 12, 31))


def test_days_and_moments_of_two_lifetimes_can_be_meant() -> None:
    for year in (1900, 2031, 2199):
        check_can_be_meant(dt.date(year, 1, 1))
        assert day("x").clean(f"{year}-01-01") == dt.date(year, 1, 1)
    with pytest.raises(ValidationError):
        moment("x").clean("9999-12-31T23:59")
