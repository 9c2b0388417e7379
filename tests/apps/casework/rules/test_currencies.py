import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.apps.casework.errors.money import BadAmountError
from holdfast.apps.casework.rules.currencies import MINOR_DIGITS, minor_units, written


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("1250.50", "EUR", 125050),
        ("1250,5", "EUR", 125050),
        ("1 250,50", "EUR", 125050),
        ("12'000", "CHF", 1200000),
        ("4500", "JPY", 4500),
        ("1.234", "TND", 1234),
        (" 7 ", "GEL", 700),
    ],
)
def test_an_amount_is_read_as_whole_minor_units(typed: str, currency: str, minor: int) -> None:
    assert minor_units(typed, currency) == minor


@pytest.mark.parametrize(
    ("typed", "currency"),
    [
        ("1,234.50", "EUR"),  # two ways to part it
        ("1.234", "EUR"),  # a thousand, or one and a bit more than a cent allows
        ("12 34", "EUR"),
        ("0.5", "JPY"),
        ("0", "EUR"),
        ("-5", "EUR"),
        ("1e3", "EUR"),
        ("", "EUR"),
        ("٣٠", "XYZ"),
        ("9999999999999", "EUR"),
    ],
)
def test_what_can_be_read_in_two_ways_or_in_none_is_refused(typed: str, currency: str) -> None:
    with pytest.raises(BadAmountError):
        minor_units(typed, currency)


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 10**12 - 1), st.sampled_from(sorted(MINOR_DIGITS)))
def test_what_is_written_is_read_again_as_the_same(minor: int, currency: str) -> None:
    amount, _, code = written(minor, currency).partition(" ")
    assert code == currency
    assert minor_units(amount, currency) == minor
