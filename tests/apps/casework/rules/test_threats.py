import datetime as dt

import pytest

from holdfast.apps.casework.errors.cases import BadThreatError
from holdfast.apps.casework.errors.general import BadDateError
from holdfast.apps.casework.rules.threats import check_order, past_date
from holdfast.kernel.partial_date import PartialDate

TODAY = dt.date(2031, 4, 2)


def test_what_is_known_of_a_threat_lies_behind() -> None:
    assert past_date(" ", TODAY) is None
    assert past_date("2031", TODAY) == PartialDate(2031)
    with pytest.raises(BadThreatError, match="lies ahead"):
        past_date("2031-05", TODAY)
    with pytest.raises(BadDateError):
        past_date("2031-02-30", TODAY)


def test_a_threat_does_not_end_before_its_last_contact() -> None:
    march, april = PartialDate(2031, 3), PartialDate(2031, 4)
    check_order(march, april)
    check_order(PartialDate(2031), march)
    check_order(None, march)
    with pytest.raises(BadThreatError, match="before the last contact"):
        check_order(april, march)
