from tests.doors.desk.stage import Desk

from holdfast.apps.accounts.rules import Role
from holdfast.doors.desk.archive.people import aliases


def test_everybody_who_was_let_in_is_known_by_alias(desk: Desk) -> None:
    desk.join("worker", Role.DOCUMENTER)
    lead = desk.active("lead")
    assert set(aliases(lead).values()) == {p.alias for p in desk.people.values()}
    assert aliases(lead)[lead.id] == lead.alias
