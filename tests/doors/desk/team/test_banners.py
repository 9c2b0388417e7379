import re

from tests.doors.desk.casework import text
from tests.doors.desk.team.cast import TeamDesk

from holdfast.apps.accounts.rules import Role

WORDS = "Nobody took the hand-over of"


def handed_over(team: TeamDesk) -> None:
    assert team.mira.post("/team/hand-over/", {"text": "Call Teal."}).status_code == 302


def test_an_untaken_hand_over_is_shown_to_everyone_on_the_line_s_pages(team: TeamDesk) -> None:
    handed_over(team)
    for visitor in (team.lead, team.mira, team.nor):
        for path in ("/", "/line/", "/team/", "/team/rota/"):
            page = text(visitor.get(path))
            assert f"{WORDS} 04-02 09:00 by {team.alias('mira')}." in page, path
            assert "Teal" not in page, path
    assert WORDS not in text(team.mira.get("/cases/"))


def test_once_it_is_taken_it_is_gone(team: TeamDesk) -> None:
    handed_over(team)
    page = team.nor.get("/team/").content.decode()
    cards = re.findall(r'href="(/team/hand-over/[a-z2-7]{26}/)"', page)
    assert team.nor.post(f"{cards[0]}take/").status_code == 302
    assert WORDS not in text(team.nor.get("/line/"))


def test_who_answers_nobody_is_shown_none(team: TeamDesk) -> None:
    handed_over(team)
    analyst = team.desk.join("analyst", Role.ANALYST)
    assert WORDS not in text(analyst.get("/"))
