import datetime as dt

from holdfast.apps.casework.rules.closing import review_on

CLOSED = dt.date(2031, 4, 2)


def test_a_closed_case_is_asked_about_a_year_after_it_was_closed_or_they_arrived() -> None:
    asked = review_on(CLOSED, arrived_on=None, kept_until=None)
    assert asked == dt.date(2032, 4, 1)
    later = review_on(CLOSED, arrived_on=dt.date(2031, 5, 2), kept_until=None)
    assert later == dt.date(2032, 5, 1)
    assert review_on(CLOSED, arrived_on=dt.date(2030, 1, 1), kept_until=None) == asked


def test_what_people_decided_goes_first() -> None:
    until = dt.date(2033, 1, 1)
    assert review_on(CLOSED, arrived_on=CLOSED, kept_until=until) == until
