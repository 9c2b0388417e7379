import pytest

from holdfast.apps.casework.rules.answers import Answer
from holdfast.apps.casework.rules.household import (
    Age,
    Agreed,
    Consent,
    Counted,
    Gap,
    Kin,
    counted,
    gaps,
    is_of_minors,
)

WHOLE = Consent(Agreed.ADULT_RELATIVE, Answer.YES, "the aunt has raised her", "one", "two")


def test_an_adult_needs_nobody_s_consent() -> None:
    assert gaps(Age.ADULT, Consent(Agreed.NOBODY, Answer.UNKNOWN, "", "", "")) == []


def test_for_a_child_somebody_must_agree() -> None:
    assert gaps(Age.CHILD, WHOLE._replace(agreed=Agreed.NOBODY)) == [Gap.NOBODY]


@pytest.mark.parametrize("threat", [Answer.YES, Answer.UNKNOWN])
def test_a_guardian_who_is_or_may_be_the_threat_does_not_agree_alone(threat: Answer) -> None:
    consent = WHOLE._replace(agreed=Agreed.GUARDIAN, guardian_is_threat=threat)
    assert gaps(Age.CHILD, consent) == [Gap.GUARDIAN_ALONE]


def test_a_guardian_who_is_no_threat_is_enough() -> None:
    consent = Consent(Agreed.GUARDIAN, Answer.NO, "", "one", "")
    assert gaps(Age.CHILD, consent) == []


def test_instead_of_the_guardian_a_reason_and_a_second_person_are_needed() -> None:
    assert gaps(Age.CHILD, WHOLE) == []
    assert gaps(Age.CHILD, WHOLE._replace(reason=" ", confirmed_by="")) == [Gap.REASON, Gap.SECOND]


def test_whom_it_is_about_is_counted_listed_or_not() -> None:
    listed = [(Kin.CHILD, Age.CHILD), (Kin.PARTNER, Age.ADULT)]
    assert counted(listed) == Counted(people=3, children=1)
    assert counted([*listed, (Kin.THEMSELVES, Age.CHILD)]) == Counted(people=3, children=2)
    assert counted([]) == Counted(people=1, children=0)


def test_only_who_travels_without_any_adult_are_minors_alone() -> None:
    assert is_of_minors(2, 2)
    assert not is_of_minors(2, 1)
    assert not is_of_minors(0, 0)
