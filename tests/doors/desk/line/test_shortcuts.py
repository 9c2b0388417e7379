from tests.doors.desk.line.conftest import LineDesk

from holdfast.pages.headers import CONTENT_POLICY, SCRIPT_POLICY


def test_no_page_loads_a_script_before_somebody_turns_it_on(line: LineDesk) -> None:
    where = line.brought_in()
    for path in ("/line/", where, "/line/shortcuts/"):
        answer = line.mira.get(path)
        assert b"<script" not in answer.content
        assert answer.headers["Content-Security-Policy"] == CONTENT_POLICY


def test_turned_on_the_lines_pages_load_ours_and_no_other_page_does(line: LineDesk) -> None:
    where = line.brought_in("<script>alert(1)</script>")
    line.mira.post("/line/shortcuts/switch/")
    for path in ("/line/", where, "/line/shortcuts/"):
        answer = line.mira.get(path)
        assert answer.content.count(b"<script") == 1
        assert b'<script src="/-/keys.' in answer.content
        assert answer.headers["Content-Security-Policy"] == SCRIPT_POLICY
    elsewhere = line.mira.get("/cases/")
    assert b"<script" not in elsewhere.content
    assert elsewhere.headers["Content-Security-Policy"] == CONTENT_POLICY


def test_they_are_turned_off_again_and_are_nobody_elses(line: LineDesk) -> None:
    line.mira.post("/line/shortcuts/switch/")
    assert b"<script" not in line.nor.get("/line/").content
    line.mira.post("/line/shortcuts/switch/")
    assert b"<script" not in line.mira.get("/line/").content
