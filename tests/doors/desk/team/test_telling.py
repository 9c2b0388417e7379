import pytest
from tests.doors.desk.casework import text
from tests.doors.desk.team.cast import TeamDesk

from holdfast.apps.intake.models import Bell
from holdfast.apps.intake.rules import Way
from holdfast.apps.intake.team.records.notices import LineLook
from holdfast.apps.keyring.errors import StoreError
from holdfast.apps.watch.models import SlotRow
from holdfast.apps.watch.queries.slots import slot
from holdfast.apps.watch.rules import Slot
from holdfast.doors.desk.team import telling


def test_an_act_on_the_line_tells_the_watch_and_a_look_does_not(team: TeamDesk) -> None:
    box = team.with_watch()
    team.mira.get("/line/")
    assert SlotRow.objects.count() == 0
    team.brought_in(way=Way.DANGER)
    look = slot(Slot.LOOK, LineLook, box=box)
    assert look is not None
    assert look.is_danger
    assert Bell.objects.count() == 0


def test_an_answer_ends_what_the_watch_knows_of_it(team: TeamDesk) -> None:
    box = team.with_watch()
    team.brought_in(way=Way.DANGER)
    page = team.mira.get("/line/").content.decode()
    address = page.split('href="/line/with/')[1].split('"')[0]
    answered = team.mira.post(f"/line/with/{address}answer/", {"text": "Here.", "revision": 1})
    assert answered.status_code == 302
    look = slot(Slot.LOOK, LineLook, box=box)
    assert (look.is_danger, look.due_at) == (False, None)


def test_who_was_refused_tells_nothing(team: TeamDesk) -> None:
    team.with_watch()
    stranger = team.desk.join("stranger", *team.lead.active.roles)
    assert stranger.post("/line/take-in/").status_code == 403
    assert team.desk.outsider().post("/line/take-in/").status_code == 403
    assert SlotRow.objects.count() == 0


def test_a_member_who_cannot_read_the_line_still_uses_the_team_s_pages(team: TeamDesk) -> None:
    team.with_watch()
    stranger = team.desk.join("stranger", *team.lead.active.roles)
    typed = {"by": "mail", "zone": "UTC", "revision": "0"}
    assert stranger.post("/team/told/", typed).status_code == 302
    assert SlotRow.objects.count() == 0


def test_where_the_watch_cannot_be_told_the_act_stands_and_the_page_says_so(
    team: TeamDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.with_watch()

    def broken(**_: object) -> bool:
        raise StoreError

    monkeypatch.setattr(telling, "tell_watch", broken)
    team.write()
    assert team.mira.post("/line/take-in/").status_code == 302
    page = text(team.mira.get("/line/"))
    assert "1 message was brought in." in page
    assert "the watch could not be told what waits" in page
