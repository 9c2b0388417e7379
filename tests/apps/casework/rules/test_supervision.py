import datetime as dt

from holdfast.apps.casework.rules.supervision import (
    MANY_CASES,
    UNOPENED_DAYS,
    is_exposed_much,
    is_forgotten,
)


def test_who_can_open_very_many_is_a_risk_alone_or_beside_others() -> None:
    assert is_exposed_much(MANY_CASES + 1, [MANY_CASES + 1])
    assert not is_exposed_much(MANY_CASES, [MANY_CASES])
    assert is_exposed_much(10, [2, 3, 10])
    assert not is_exposed_much(7, [1, 1, 7])
    assert not is_exposed_much(0, [])


def test_a_case_lies_forgotten_after_its_days_and_not_before() -> None:
    now = dt.datetime(2031, 4, 20, tzinfo=dt.UTC)
    assert not is_forgotten(now - dt.timedelta(days=UNOPENED_DAYS), now)
    assert is_forgotten(now - dt.timedelta(days=UNOPENED_DAYS, minutes=1), now)
