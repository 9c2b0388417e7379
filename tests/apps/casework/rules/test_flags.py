import datetime as dt

from holdfast.apps.casework.rules.flags import stands

NOW = dt.datetime(2031, 4, 2, 9, tzinfo=dt.UTC)


def test_a_flag_stands_to_the_end_of_its_last_day_or_until_it_is_lifted() -> None:
    assert stands(None, None, NOW)
    assert stands(dt.date(2031, 4, 2), None, NOW)
    assert not stands(dt.date(2031, 4, 1), None, NOW)
    assert not stands(None, NOW, NOW)
