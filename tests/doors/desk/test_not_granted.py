"""Nobody learns from a refusal whether something is there."""

from __future__ import annotations

import re

import pytest
from tests.doors.desk.casework import office
from tests.doors.desk.stage import Desk

from holdfast.kernel.identifiers import random_id

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
PATHS = {
    "case": ("/cases/{}/", "/cases/{}/identity/", "/cases/{}/why/content/", "/cases/{}/shred/"),
    "place": ("/places/{}/", "/places/{}/address/", "/cases/{}/", "/releases/{}/"),
    "conversation": ("/line/with/{}/", "/archive/testimonies/{}/"),
}


@pytest.mark.parametrize("kind", PATHS)
def test_what_is_there_and_not_granted_is_refused_as_what_is_not_there(
    desk: Desk, kind: str
) -> None:
    rooms = office(desk)
    made = {"case": lambda: rooms.case, "place": rooms.place, "conversation": rooms.called}
    there, nowhere = made[kind](), random_id()
    for path in PATHS[kind]:
        for ask in (rooms.mira.get, rooms.mira.post):
            answers = [ask(path.format(one)) for one in (there, nowhere)]
            pages = [
                TOKEN.sub("", answer.content.decode().replace(one, "ID"))
                for answer, one in zip(answers, (there, nowhere), strict=True)
            ]
            assert answers[0].status_code == answers[1].status_code, path
            assert answers[0].status_code in {403, 404}, path
            assert pages[0] == pages[1], path
