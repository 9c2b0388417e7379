from tests.doors.desk.casework import text
from tests.doors.desk.team.cast import TeamDesk

from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.queries.rota import rota


def plan(
    team: TeamDesk, visitor=None, member=None, start="2031-04-03T22:00", end="2031-04-04T06:00"
):
    visitor = visitor or team.mira
    typed = {"member": member or visitor.active.id, "starts": start, "ends": end}
    return visitor.post("/team/rota/", typed)


def only(team: TeamDesk):
    (shift,) = rota(team.mira.actor, clock=team.desk.clock).shifts
    return shift


def act(team: TeamDesk, visitor, name: str, **more: object):
    shift = only(team)
    return visitor.post(f"/team/rota/{shift.id}/{name}/", {"revision": shift.revision} | more)


def test_a_shift_is_put_on_the_rota_and_the_gaps_beside_it_are_said(team: TeamDesk) -> None:
    assert plan(team).status_code == 302
    page = text(team.nor.get("/team/rota/"))
    assert f"22:00 – Friday 2031-04-04, 06:00 {team.alias('mira')}" in page
    assert "Wednesday 2031-04-02, 09:00 – Thursday 2031-04-03, 22:00" in page


def test_what_cannot_be_comes_back_in_words_with_what_was_typed(team: TeamDesk) -> None:
    answer = plan(team, end="2031-04-03T21:00")
    assert answer.status_code == 400
    assert "A shift ends after it begins." in text(answer)
    assert 'value="2031-04-03T22:00"' in answer.content.decode()
    assert rota(team.mira.actor, clock=team.desk.clock).shifts == ()


def test_a_coordinator_plans_for_who_answers_and_a_case_worker_for_themselves(
    team: TeamDesk,
) -> None:
    assert plan(team, team.lead, team.nor.active.id).status_code == 302
    assert plan(team, team.mira, team.nor.active.id).status_code == 400
    page = team.lead.get("/team/rota/").content.decode()
    stranger = team.desk.join("stranger", Role.CASE_WORKER)
    assert f'value="{stranger.active.id}"' not in page
    assert f'value="{team.nor.active.id}"' in page


def test_a_shift_is_offered_taken_and_taken_off(team: TeamDesk) -> None:
    plan(team)
    assert act(team, team.nor, "take").status_code == 400
    assert act(team, team.nor, "offer").status_code == 403
    assert act(team, team.mira, "offer").status_code == 302
    assert "offered" in text(team.nor.get("/team/rota/"))
    assert act(team, team.nor, "take").status_code == 302
    assert only(team).member == team.nor.active.id
    assert act(team, team.mira, "drop").status_code == 403
    assert act(team, team.nor, "drop").status_code == 302
    assert rota(team.mira.actor, clock=team.desk.clock).shifts == ()


def test_an_act_on_a_version_that_is_old_or_not_named_is_a_conflict(team: TeamDesk) -> None:
    plan(team)
    for revision in ("7", "", "x"):
        assert act(team, team.mira, "offer", revision=revision).status_code == 409
    assert not only(team).is_offered
