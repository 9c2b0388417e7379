import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.apps.accounts.errors import ClockWentBackError, RepeatedCodeError, WrongCodeError
from holdfast.apps.accounts.totp import (
    STEP_SECONDS,
    TotpSecret,
    accepted_step,
    as_link,
    as_typed,
    code_at,
    new_secret,
    step_at,
)

# RFC 6238, appendix B: time in seconds, SHA-1, eight digits.
PUBLISHED = [
    (59, "94287082"),
    (1111111109, "07081804"),
    (1111111111, "14050471"),
    (1234567890, "89005924"),
    (2000000000, "69279037"),
    (20000000000, "65353130"),
]
SECRET = TotpSecret(b"12345678901234567890")
AT = dt.datetime(2031, 4, 2, 9, 0, tzinfo=dt.UTC)
NOW = step_at(AT)


@pytest.mark.parametrize(("seconds", "code"), PUBLISHED)
def test_the_published_codes_are_made(seconds, code):
    moment = dt.datetime.fromtimestamp(seconds, tz=dt.UTC)
    assert code_at(SECRET, step_at(moment), digits=8) == code
    assert code_at(SECRET, step_at(moment)) == code[2:]


@pytest.mark.parametrize("drift", [-1, 0, 1])
def test_a_code_is_good_one_step_around_now(drift):
    typed = code_at(SECRET, NOW + drift)
    assert accepted_step(SECRET, typed, at=AT, used=0) == NOW + drift


@pytest.mark.parametrize("drift", [-2, 2])
def test_a_code_two_steps_away_is_refused(drift):
    with pytest.raises(WrongCodeError):
        accepted_step(SECRET, code_at(SECRET, NOW + drift), at=AT, used=0)


def test_a_code_that_was_used_is_refused_and_so_is_every_earlier_one():
    for step in (NOW - 1, NOW):
        with pytest.raises(RepeatedCodeError):
            accepted_step(SECRET, code_at(SECRET, step), at=AT, used=NOW)


def test_a_clock_that_went_back_is_refused_in_its_own_words():
    with pytest.raises(ClockWentBackError):
        accepted_step(SECRET, code_at(SECRET, NOW), at=AT, used=NOW + 2)


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "1234567", "١٢"])
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(WrongCodeError):
        accepted_step(SECRET, typed, at=AT, used=0)


def test_a_code_is_read_with_spaces_and_in_other_digits():
    code = code_at(SECRET, NOW)
    arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    for typed in (f"{code[:3]} {code[3:]}", arabic):
        assert accepted_step(SECRET, typed, at=AT, used=0) == NOW


@given(st.integers(0, 2**33))
def test_a_code_has_six_digits(step):
    assert len(code_at(SECRET, step)) == 6


def test_secrets_are_drawn_and_shown_as_devices_take_them():
    secret = new_secret()
    assert len(secret) == 20
    assert secret != new_secret()
    assert as_typed(SECRET) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
    assert as_link(SECRET) == "otpauth://totp/account?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert STEP_SECONDS == 30
