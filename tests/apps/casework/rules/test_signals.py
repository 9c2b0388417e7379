import datetime as dt

from holdfast.apps.casework.rules.signals import (
    MOST_COMPARED,
    marks_of,
    resumed_after_detention,
    sharing,
)

KEY, OTHER = b"k" * 32, b"o" * 32


def test_one_number_written_in_two_ways_has_one_mark_under_one_key() -> None:
    assert marks_of(["+999 555 018 47 26"], KEY) == marks_of(["0999555018-4726"], KEY)
    assert not marks_of(["+999 555 018 47 26"], KEY) & marks_of(["+999 555 018 47 26"], OTHER)


def test_only_a_few_numbers_are_compared() -> None:
    many = [f"+9995550100{n:02d}" for n in range(20)]
    assert len(marks_of(many, KEY)) == MOST_COMPARED


def test_who_shares_a_mark_is_named_by_id_only() -> None:
    others = {"b": marks_of(["+99955501"], KEY), "c": marks_of(["+99955502"], KEY)}
    assert sharing(marks_of(["+99955501"], KEY), others) == ["b"]
    assert sharing(set(), others) == []


def test_a_contact_is_after_a_detention_where_no_reading_of_the_dates_says_otherwise() -> None:
    assert resumed_after_detention(["2031-03"], ["2031-04-02"]) == dt.date(2031, 4, 2)
    assert resumed_after_detention(["2031-03"], ["2031-03-20"]) is None
    assert resumed_after_detention(["2031-03-01"], ["2031"]) is None
    assert resumed_after_detention([], ["2031-04-02"]) is None
