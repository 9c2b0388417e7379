from dataclasses import replace
from types import SimpleNamespace

from tests.doors.desk.casework import Office

from holdfast.apps.accounts.rules import Role
from holdfast.apps.accounts.services.leaving import end_membership
from holdfast.apps.keyring.memory import Memory
from holdfast.doors.desk.cases.people import aliases, colleagues, others


def test_who_comes_in_later_is_named_to_a_session_that_stands(rooms: Office) -> None:
    request = SimpleNamespace(active=rooms.lead.active, actor=rooms.lead.actor)
    request.actor = replace(request.actor, memory=Memory())
    before = aliases(request)
    before.clear()
    vera = rooms.desk.join("vera", Role.CASE_WORKER).active
    assert aliases(request)[vera.id] == vera.alias


def test_who_has_left_is_named_and_not_offered(rooms: Office) -> None:
    request = SimpleNamespace(active=rooms.lead.active, actor=rooms.lead.actor)
    mine, mira = rooms.lead.active, rooms.mira.active
    assert (str(mira.id), str(mira.alias)) in others(request)
    assert (str(mine.id), str(mine.alias)) not in others(request)
    assert (str(mine.id), str(mine.alias)) in colleagues(request)
    end_membership(rooms.desk.active("lead"), mira.id)
    request.active = rooms.desk.active("coordinator")
    assert (str(mira.id), str(mira.alias)) not in colleagues(request)
    assert aliases(request)[mira.id] == mira.alias
