import re

import pytest
from tests.doors.desk.line.conftest import LineDesk
from tests.doors.desk.line.test_acts import revision
from tests.doors.desk.line.test_views import text_of
from tests.doors.desk.stage import Visitor

from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.services.line import join_line
from holdfast.apps.keyring.services.opening import come_to_work

WRITTEN = {"title": "a door", "text_en": "Is there a door?", "text_ru": "Есть ли дверь?"}


@pytest.fixture
def olga(line: LineDesk) -> Visitor:
    olga = line.desk.join("olga", Role.COORDINATOR)
    join_line(actor=come_to_work(line.desk.active("lead")), member=olga.active.id)
    return line.desk.visit("olga")


def address(line: LineDesk) -> str:
    found = re.search(r'href="(/line/saved/[a-z2-7]{26}/)"',
                      line.mira.get("/line/saved/").content.decode())  # fmt: skip
    assert found
    return found[1]


def signed(line: LineDesk, olga: Visitor, **written: str) -> str:
    line.mira.post("/line/saved/add/", {**WRITTEN, **written})
    olga.post(f"{address(line)}sign/", {"revision": "1"})
    return address(line)


def test_a_reply_is_written_signed_and_put_into_an_answer(line: LineDesk, olga: Visitor) -> None:
    where = line.brought_in()
    line.mira.post("/line/saved/add/", WRITTEN)
    assert "not signed" in text_of(line.mira.get("/line/saved/"))
    assert b"put in, in" not in line.mira.get(where).content
    olga.post(f"{address(line)}sign/", {"revision": "1"})
    assert f"signed off by {olga.person.alias}, 2 Apr 2031" in text_of(
        line.mira.get("/line/saved/")
    )
    page = line.mira.get(where)
    assert "put in, in Russian" in text_of(page) and "put in, in English" not in text_of(page)
    chosen = re.search(rb'name="reply" value="([^"]+)"', page.content)
    assert chosen
    typed = {"text": "Hello.", "revision": revision(line, where), "reply": chosen[1].decode()}
    put_in = line.mira.post(f"{where}saved/", typed)
    assert put_in.status_code == 200
    assert "Hello.\r\n\r\nЕсть ли дверь?</textarea>" in put_in.content.decode() or (
        "Hello.\n\nЕсть ли дверь?</textarea>" in put_in.content.decode()
    )
    assert line.contacts[0].read() == []


def test_another_language_is_offered_by_name_where_theirs_is_not_there(
    line: LineDesk, olga: Visitor
) -> None:
    where = line.brought_in()
    signed(line, olga, text_ru="")
    shown = text_of(line.mira.get(where))
    assert "put in, in English" in shown and "not there in Russian" in shown


def test_a_reply_that_was_retired_meanwhile_leaves_what_was_typed(
    line: LineDesk, olga: Visitor
) -> None:
    where = line.brought_in()
    reply = signed(line, olga)
    line.mira.post(f"{reply}retire/", {"revision": "2"})
    typed = {"text": "Hello.", "revision": "1", "reply": f"{reply.split('/')[3]}:ru"}
    answer = line.mira.post(f"{where}saved/", typed)
    assert b">\nHello.</textarea>" in answer.content
    assert "This saved reply is not in use." in text_of(answer)


def test_a_change_beside_a_colleagues_is_shown_and_not_saved_over(
    line: LineDesk, olga: Visitor
) -> None:
    line.mira.post("/line/saved/add/", WRITTEN)
    where = address(line)
    line.nor.post(where, {**WRITTEN, "text_en": "Nor's words", "revision": "1"})
    answer = line.mira.post(where, {**WRITTEN, "text_en": "Mira's words", "revision": "1"})
    assert answer.status_code == 400
    assert "Nor's words" in text_of(answer) and "Mira's words" in text_of(answer)
    assert "Mira's words" not in text_of(line.mira.get("/line/saved/"))
    assert "Nor's words" in text_of(line.mira.get(where))
    assert olga.post(f"{where}sign/", {"revision": "1"}).status_code == 409
    assert olga.post(f"{where}sign/", {"revision": "x"}).status_code == 409


def test_a_reply_without_words_comes_back(line: LineDesk) -> None:
    answer = line.mira.post("/line/saved/add/", {"title": "a door"})
    assert answer.status_code == 400 and "There is nothing in this message yet" in text_of(answer)
    assert "No reply was saved yet." in text_of(line.mira.get("/line/saved/"))


def test_only_who_coordinates_signs(line: LineDesk) -> None:
    line.mira.post("/line/saved/add/", WRITTEN)
    assert line.mira.post(f"{address(line)}sign/", {"revision": "1"}).status_code == 403
    assert "not signed" in text_of(line.mira.get("/line/saved/"))


def test_a_reply_that_is_none_is_refused(line: LineDesk) -> None:
    assert line.mira.get(f"/line/saved/{'c' * 26}/").status_code == 403
