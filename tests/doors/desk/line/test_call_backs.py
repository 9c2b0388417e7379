from tests.doors.desk.line.conftest import LineDesk
from tests.doors.desk.line.test_views import text_of

HEARD = {"channel": "telephone", "zone": "UTC", "reach": "555 0147", "word": "marmalade"}


def test_who_is_safe_now_is_first_and_no_number_stands_in_the_list(line: LineDesk) -> None:
    """It is nine o'clock."""
    line.mira.post("/line/call/", {**HEARD, "text": "evenings", "safe_hours": "20-22"})
    line.mira.post("/line/call/", {**HEARD, "text": "mornings", "safe_hours": "8-10"})
    shown = text_of(line.nor.get("/line/call-backs/"))
    assert "safe now, until 10:00 UTC" in shown and "not safe before 2 Apr, 20:00 UTC" in shown
    assert shown.index("safe now") < shown.index("not safe before")
    assert "555 0147" not in shown and "marmalade" not in shown


def test_the_call_screen_warns_outside_safe_hours_and_shows_what_was_tried(line: LineDesk) -> None:
    line.mira.post("/line/call/", {**HEARD, "text": "evenings", "safe_hours": "20-22"})
    where = f"/line/with/{line.only()}/"
    line.mira.post(f"{where}not-reached/", {"text": "it was off"})
    shown = text_of(line.mira.get(f"{where}call/"))
    assert "It is not safe to call now. The next safe time begins 2 Apr, 20:00 UTC." in shown
    assert "marmalade" in shown and "20:00-22:00 UTC" in shown
    assert "Called, not reached it was off" in shown


def test_an_agreed_time_that_was_missed_is_said(line: LineDesk) -> None:
    agreed = {**HEARD, "text": "at ten", "call_at": "2031-04-02T10:00", "answered": "on"}
    line.mira.post("/line/call/", agreed)
    line.desk.clock.forward(hours=1.2)
    mira = line.desk.visit("mira")
    assert "agreed time missed" in text_of(mira.get("/line/call-backs/"))


def test_hours_that_no_clock_shows_come_back_in_words(line: LineDesk) -> None:
    answer = line.mira.post("/line/call/", {**HEARD, "text": "x", "safe_hours": "at night"})
    assert answer.status_code == 400
    assert "These safe hours cannot be read." in text_of(answer)
    assert b'value="at night"' in answer.content
    assert line.rows() == ()


def test_where_nobody_is_to_be_called_the_page_says_so(line: LineDesk) -> None:
    line.brought_in()
    assert "Nobody is to be called." in text_of(line.mira.get("/line/call-backs/"))
