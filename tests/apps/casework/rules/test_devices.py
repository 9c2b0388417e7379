import datetime as dt

import pytest

from holdfast.apps.casework.rules.answers import Answer
from holdfast.apps.casework.rules.devices import (
    Condition,
    Fate,
    Stalkerware,
    Trouble,
    is_clean,
    is_in_use,
    troubles,
)

GOOD = Condition(Fate.KEPT, Stalkerware.NONE, Answer.NO, Answer.NO, Answer.NO, dt.date(2031, 1, 2))


def test_a_device_is_clean_from_a_day_and_while_nothing_speaks_against_it() -> None:
    assert is_clean(GOOD)
    assert not is_clean(GOOD._replace(clean_since=None))
    assert not is_clean(GOOD._replace(has_shared_account=Answer.YES))


@pytest.mark.parametrize(
    ("known", "trouble"),
    [
        ({"stalkerware": Stalkerware.SUSPECTED}, Trouble.STALKERWARE),
        ({"has_shared_account": Answer.YES}, Trouble.ACCOUNT),
        ({"shares_location": Answer.YES}, Trouble.LOCATION),
        ({"was_seized": Answer.YES}, Trouble.SEIZED),
    ],
)
def test_each_thing_that_is_known_speaks_against_it(known: dict, trouble: Trouble) -> None:
    assert troubles(GOOD._replace(**known)) == [trouble]


def test_wiping_ends_a_seizure_and_nothing_else() -> None:
    wiped = GOOD._replace(fate=Fate.WIPED, was_seized=Answer.YES, shares_location=Answer.YES)
    assert troubles(wiped) == [Trouble.LOCATION]


def test_what_was_left_or_replaced_is_out_of_use() -> None:
    assert [fate for fate in Fate if is_in_use(GOOD._replace(fate=fate))] == [Fate.KEPT, Fate.WIPED]
