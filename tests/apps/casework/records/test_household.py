from holdfast.apps.casework.records.household import HouseholdMember
from holdfast.apps.casework.rules.answers import Answer
from holdfast.apps.casework.rules.household import Agreed, Consent


def test_the_rules_see_every_field_in_its_own_place() -> None:
    member = HouseholdMember(
        alias="Wren", agreed=Agreed.AUTHORITY, guardian_is_threat=Answer.YES, reason="the court",
        entered_by="one", confirmed_by="two",
    )  # fmt: skip
    assert member.consent == Consent(
        agreed=Agreed.AUTHORITY, guardian_is_threat=Answer.YES, reason="the court",
        entered_by="one", confirmed_by="two",
    )  # fmt: skip
