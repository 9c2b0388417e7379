import re

from tests.doors.desk.casework import text
from tests.doors.desk.stage import Visitor
from tests.doors.desk.team.cast import TeamDesk

from holdfast.apps.intake.queries.team import own_notices, team_settings
from holdfast.apps.intake.team.records.settings import TeamSettings
from holdfast.doors.desk.team.forms import SettingsForm


def typed(visitor: Visitor, **more: object) -> dict[str, object]:
    settings, revision = team_settings(visitor.actor)
    return SettingsForm.of(settings, revision) | more


def test_the_page_says_who_answers_now_and_when_nobody_does(team: TeamDesk) -> None:
    page = text(team.mira.get("/team/"))
    assert "Nobody is on the rota now." in page
    assert "Wednesday 2031-04-02, 09:00 – Wednesday 2031-04-09, 09:00" in page
    assert "Harm now 15 min" in page
    assert "Nobody is told at night: not watching." in page
    assert "You are told of nothing." in page
    assert "Hours, promises, notices" not in page
    assert "Hours, promises, notices" in text(team.lead.get("/team/"))


def test_a_coordinator_chooses_and_the_inbox_follows(team: TeamDesk) -> None:
    team.brought_in()
    assert "in 4 h 00" in text(team.mira.get("/line/"))
    chosen = typed(team.lead, promise_2="1 h", promise_3="1 h", hours_0="08:00-12:00")
    answer = team.lead.post("/team/settings/", chosen)
    assert answer.status_code == 302, text(answer)
    assert "in 60 min" in text(team.mira.get("/line/")) or "in 1 h 00" in text(
        team.mira.get("/line/")
    )
    assert team_settings(team.mira.actor)[0].hours[0].end == 720


def test_a_case_worker_chooses_nothing_for_the_team(team: TeamDesk) -> None:
    assert team.mira.get("/team/settings/").status_code == 403
    assert (
        team.mira.post("/team/settings/", typed(team.mira, zone="Asia/Tbilisi")).status_code == 403
    )
    assert team_settings(team.lead.actor) == (TeamSettings(), 0)


def test_wrong_settings_come_back_with_what_was_typed_and_why(team: TeamDesk) -> None:
    answer = team.lead.post("/team/settings/", typed(team.lead, promise_0="3 d", hours_1="dusk"))
    page = text(answer)
    assert answer.status_code == 400
    assert "Write hours like 08:00-12:00." in page
    assert 'value="dusk"' in answer.content.decode()
    later = team.lead.post("/team/settings/", typed(team.lead, promise_0="3 d"))
    assert "more danger is not promised a later answer than less" in text(later)
    assert team_settings(team.lead.actor)[1] == 0


def test_two_who_change_settings_at_once_see_both_and_decide(team: TeamDesk) -> None:
    mine = typed(team.lead, zone="Europe/Riga")
    theirs = team.desk.visit("coordinator")
    theirs.post("/team/settings/", typed(theirs, zone="Asia/Tbilisi"))
    answer = team.lead.post("/team/settings/", mine)
    page = text(answer)
    assert answer.status_code == 409
    assert "What stands now" in page and "Asia/Tbilisi" in page
    assert 'value="Europe/Riga"' in answer.content.decode()
    revision = re.search(r'name="revision" value="(\d+)"', answer.content.decode())
    assert revision is not None
    again = team.lead.post("/team/settings/", mine | {"revision": revision[1]})
    assert again.status_code == 302
    assert team_settings(team.lead.actor)[0].zone == "Europe/Riga"


def test_a_member_says_where_they_are_told(team: TeamDesk) -> None:
    own = {
        "kinds": ["danger"], "by": "mail", "address": "mira@mail.example", "quiet_from": "23:00",
        "quiet_until": "07:00", "zone": "UTC", "revision": "0",
    }  # fmt: skip
    assert team.mira.post("/team/told/", own).status_code == 302
    kept, _ = own_notices(team.nor.actor, team.mira.active.id)
    assert (kept.address, kept.quiet.start) == ("mira@mail.example", 23 * 60)
    assert "You are told." in text(team.mira.get("/team/"))
    assert 'value="mira@mail.example"' in team.mira.get("/team/told/").content.decode()
    stale = team.mira.post("/team/told/", own | {"address": "other@mail.example"})
    assert stale.status_code == 409


def test_a_topic_that_could_be_guessed_is_refused_in_words(team: TeamDesk) -> None:
    own = {"kinds": ["waits"], "by": "ntfy", "address": "alerts", "zone": "UTC", "revision": "0"}
    answer = team.mira.post("/team/told/", own)
    assert answer.status_code == 400
    assert "could be guessed" in text(answer)
    assert own_notices(team.mira.actor, team.mira.active.id)[1] == 0
