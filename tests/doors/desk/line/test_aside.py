import re

from tests.doors.desk.line.conftest import LineDesk
from tests.doors.desk.line.test_views import text_of

from holdfast.apps.intake.queries.inbox import Shelf


def flood(line: LineDesk, many: int = 5) -> list[str]:
    for number in range(many):
        line.write(f"buy number {number}")
    line.mira.post("/line/take-in/")
    every = [str(row.id) for row in line.rows()]
    for one in every:
        line.mira.post(f"/line/with/{one}/move/", {"tray": "quarantine"})
    return every


def test_a_flood_is_looked_through_on_one_page_and_counted(line: LineDesk) -> None:
    every = flood(line)
    page = line.mira.get("/line/aside/quarantine/")
    shown = re.findall(rb'name="shown" value="([a-z2-7]+)"', page.content)
    assert sorted(one.decode() for one in shown) == sorted(every)
    assert "5 lie here 0/5 of today's sample looked at" in text_of(page)
    typed = {"shown": every, "real": every[:1]}
    after = text_of(line.mira.post("/line/aside/quarantine/skim/", typed, follow=True))
    assert "5 were looked at. 1 of them is among people who need help now." in after
    assert "4 lie here 4/4 of today's sample looked at 4 looked at today" in after
    assert [str(row.id) for row in line.rows()] == every[:1]
    assert len(line.rows(Shelf.QUARANTINE)) == 4


def test_nothing_left_to_look_at_changes_nothing(line: LineDesk) -> None:
    after = text_of(line.mira.post("/line/aside/hostile/skim/", follow=True))
    assert "Nothing was left to look at." in after and "Nothing lies here." in after


def test_only_what_was_put_aside_has_such_a_page(line: LineDesk) -> None:
    assert line.mira.get("/line/aside/people/").status_code == 404
    assert line.mira.post("/line/aside/attic/skim/").status_code == 404
    assert b"/line/aside/quarantine/" in line.mira.get("/line/shelf/quarantine/").content


def test_what_lies_there_is_not_shown_to_who_does_not_answer(line: LineDesk) -> None:
    every = flood(line, many=1)
    outsider = line.desk.join("outsider", *line.mira.active.roles)
    assert outsider.get("/line/aside/quarantine/").status_code == 403
    typed = {"shown": every, "real": every}
    assert outsider.post("/line/aside/quarantine/skim/", typed).status_code == 403
    assert line.rows() == ()
