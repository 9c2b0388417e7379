import datetime as dt

import pytest

from holdfast.apps.casework.rules.seen_before import AN_HOUR, MOST_AN_HOUR, are_too_many, is_bounded

NOW = dt.datetime(2031, 3, 3, 9, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "words",
    [
        "Irma Oravec", "+999 555 0184 726, 0 555 0184727, 555 0184 728", "",
        "Irma Oravec from Mill Lane, called Heron before",
    ],
)  # fmt: skip
def test_what_is_known_of_one_person_is_a_question(words: str) -> None:
    assert is_bounded(words)


@pytest.mark.parametrize(
    "words",
    [
        ", ".join(f"+999 555 01{n:04}" for n in range(10_000)),
        " ".join(f"name{chr(97 + n)}" for n in range(13)),
        " ".join(["no"] * 25),
        "555 0184721, 555 0184722, 555 0184723, 555 0184724",
    ],
)
def test_a_list_is_no_question(words: str) -> None:
    assert not is_bounded(words)


def test_an_hour_holds_so_many_questions_and_the_next_hour_as_many_again() -> None:
    asked = [NOW - dt.timedelta(minutes=n) for n in range(MOST_AN_HOUR)]
    assert are_too_many(asked, NOW)
    assert not are_too_many(asked[1:], NOW)
    assert not are_too_many(asked, NOW + AN_HOUR)
