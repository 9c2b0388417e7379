import datetime as dt

import pytest

from holdfast.apps.intake.errors import (
    NotAgreedError,
    OwnAgreementError,
    UnclearMeetingError,
    UnclearPrintError,
)
from holdfast.apps.intake.team.interviews import (
    Agreement,
    Meeting,
    MetKind,
    Print,
    check_agreed,
    check_confirmer,
    check_meeting,
    check_print,
)

DAY = dt.date(2031, 3, 3)
NEXT = DAY + dt.timedelta(days=1)
ALONE = Agreement(conditions="No face.", day=DAY, asked_by="mira")
BOTH = Agreement(conditions="No face.", day=DAY, asked_by="mira", confirmed_by="nor")


def meeting(day: dt.date = DAY, who: str = "case") -> Meeting:
    return Meeting(kind=MetKind.CASE, who=who, day=day, by="mira")


def printed(**fields: object) -> Print:
    whole = {"name_used": "Ilya", "outlet": "Morning Post", "address": "", "day": NEXT}
    return Print(**(whole | fields))


def test_nobody_is_met_before_two_members_stand_for_what_was_agreed() -> None:
    for agreement in (None, ALONE):
        with pytest.raises(NotAgreedError):
            check_agreed(agreement)
    assert check_agreed(BOTH) is BOTH


def test_whoever_wrote_it_down_is_not_the_second() -> None:
    with pytest.raises(OwnAgreementError):
        check_confirmer(ALONE, "mira")
    with pytest.raises(NotAgreedError):
        check_confirmer(None, "nor")
    assert check_confirmer(ALONE, "nor") is ALONE


def test_they_meet_after_it_was_agreed_and_not_in_time_to_come() -> None:
    assert check_meeting(meeting(), BOTH, NEXT).day == DAY
    for bad in (
        meeting(DAY - dt.timedelta(days=1)),
        meeting(NEXT + dt.timedelta(days=1)),
        meeting(who=""),
    ):
        with pytest.raises(UnclearMeetingError):
            check_meeting(bad, BOTH, NEXT)


def test_what_was_printed_names_an_outlet_and_a_name_after_they_met() -> None:
    assert check_print(printed(address="https://post.example/1"), DAY).day == NEXT
    for bad in (
        {"name_used": " "},
        {"outlet": ""},
        {"day": DAY - dt.timedelta(days=1)},
        {"address": "post.example"},
    ):
        with pytest.raises(UnclearPrintError):
            check_print(printed(**bad), DAY)
