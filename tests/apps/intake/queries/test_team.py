import datetime as dt

from tests.apps.intake.cast import LineTeam
from tests.apps.intake.team_cast import nor, told_at

from holdfast.apps.intake.queries.inbox import inbox
from holdfast.apps.intake.queries.team import (
    own_notices,
    own_notices_id,
    people_told,
    promises,
    settings_id,
    team_settings,
)
from holdfast.apps.intake.rules import PROMISES, Danger
from holdfast.apps.intake.services.team import set_team_settings
from holdfast.apps.intake.team.records.settings import TeamSettings

HOUR = dt.timedelta(hours=1)


def test_before_anything_was_chosen_what_is_shipped_holds(line: LineTeam) -> None:
    assert team_settings(line.mira) == (TeamSettings(), 0)
    assert promises(line.mira) == PROMISES
    assert own_notices(line.mira, line.mira.member)[0].kinds == ()


def test_the_clocks_of_the_inbox_follow_what_the_team_promises(line: LineTeam) -> None:
    line.write()
    line.take_in()
    chosen = TeamSettings(promises=dict.fromkeys(Danger, 60))
    set_team_settings(actor=line.lead, settings=chosen, revision=0)
    line.clock.forward(minutes=61)
    (row,) = line.rows()
    assert row.due_at == row.waiting_since + HOUR
    assert row.is_late
    assert inbox(actor=line.mira, clock=line.clock).late == 1


def test_told_is_who_answers_the_line_and_said_where(line: LineTeam) -> None:
    told_at(line.mira, "mira@mail.example")
    told_at(nor(line), "nor@mail.example", kinds=())
    told_at(line.outsider(), "outsider@mail.example")
    assert [one.address for one in people_told(line.mira)] == ["mira@mail.example"]


def test_records_of_ids_of_their_own_are_found_by_every_member(line: LineTeam) -> None:
    set_team_settings(actor=line.lead, settings=TeamSettings(zone="Asia/Tbilisi"), revision=0)
    assert team_settings(line.mira)[0].zone == "Asia/Tbilisi"
    ids = {settings_id(), own_notices_id(line.mira.member), own_notices_id(line.lead.member)}
    assert {len(one) for one in ids} == {26}
    assert len(ids) == 3
