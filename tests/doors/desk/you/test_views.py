import pytest
from django.conf import settings
from tests.doors.desk.stage import Desk, Visitor

from holdfast.apps.accounts.errors import ParkedError, WrongLogInError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.accounts.services.login import open_member


def cookies_of(visitor: Visitor) -> set[str]:
    return {name for name, cookie in visitor.cookies.items() if cookie.value}


def test_the_right_passphrase_leads_in(desk: Desk) -> None:
    lead = desk.visit("lead")
    page = lead.get("/")
    assert page.status_code == 200
    assert "Start" in page.content.decode()


@pytest.mark.parametrize("alias", ["right", "zzz-zzz"])
def test_a_wrong_alias_and_a_wrong_passphrase_are_answered_alike(desk: Desk, alias: str) -> None:
    typed = desk.people["lead"].alias if alias == "right" else alias
    answer = desk.outsider().post(
        "/you/log-in/", {"alias": typed, "passphrase": "wrong words all of them here"}
    )
    assert answer.status_code == 403
    assert f"{WrongLogInError.says} {WrongLogInError.next_step}" in answer.content.decode()


def test_answers_become_slower_after_failures_and_nobody_is_locked_out(desk: Desk) -> None:
    outsider = desk.outsider()
    for _ in range(5):
        outsider.post("/you/log-in/", {"alias": desk.people["lead"].alias, "passphrase": "no"})
    assert desk.slept == [1.0, 2.0]
    assert desk.visit("lead").get("/").status_code == 200


def test_nobody_logs_in_by_an_address(desk: Desk) -> None:
    person = desk.people["lead"]
    outsider = desk.outsider()
    typed = {"alias": person.alias, "passphrase": person.passphrase}
    assert outsider.get("/you/log-in/", typed).status_code == 200
    assert "__Host-session" not in outsider.cookies


def test_the_session_cookie_is_for_this_desk_alone(desk: Desk) -> None:
    cookie = desk.visit("lead").cookies["__Host-session"]
    assert cookie["secure"] and cookie["httponly"]
    assert cookie["samesite"] == "Strict" and cookie["path"] == "/"
    assert not cookie["domain"] and not cookie["max-age"] and not cookie["expires"]


def test_who_logged_out_is_out_and_their_cookie_opens_nothing_again(desk: Desk) -> None:
    lead = desk.visit("lead")
    kept = lead.cookies["__Host-session"].value
    answer = lead.post("/you/log-out/")
    assert answer["Location"] == "/you/gone/logged-out/"
    lead.cookies["__Host-session"] = kept
    assert lead.get("/").status_code == 403


def test_who_locks_themselves_is_out_everywhere_and_no_way_leads_in(desk: Desk) -> None:
    worker, elsewhere = desk.join("worker", Role.CASE_WORKER), desk.visit("worker")
    assert "until another keyholder brings them back" in worker.get("/you/lock/").content.decode()
    answer = worker.post("/you/lock/")
    assert answer["Location"] == "/you/gone/locked/"
    assert elsewhere.get("/").status_code == 403
    with pytest.raises(ParkedError):
        open_member(desk.people["worker"].attempt(), desk.gate)


def test_the_only_keyholder_is_told_that_only_the_sessions_ended(desk: Desk) -> None:
    lead = desk.visit("lead")
    assert lead.post("/you/lock/")["Location"] == "/you/gone/sessions-ended/"
    assert "were not sealed away" in lead.get("/you/gone/sessions-ended/").content.decode()


def test_a_member_sees_alias_roles_and_fingerprint(desk: Desk) -> None:
    page = desk.visit("lead").get("/you/").content.decode()
    assert desk.people["lead"].alias in page
    assert "keyholder" in page
    assert desk.fingerprint("lead") in page


def test_a_look_is_kept_in_the_browser_and_on_every_page(desk: Desk) -> None:
    outsider = desk.outsider()
    assert 'data-look="auto"' in outsider.get("/").content.decode()
    assert outsider.post("/you/look/", {"look": "dark", "back": "/"})["Location"] == "/"
    assert 'data-look="dark"' in outsider.get("/").content.decode()
    outsider.post("/you/look/", {"look": "pink"})
    assert 'data-look="dark"' in outsider.get("/").content.decode()


def test_a_language_turns_the_page_round(desk: Desk) -> None:
    settings.LANGUAGES = [("en", "English"), ("ar", "العربية")]
    outsider = desk.outsider()
    outsider.post("/you/language/", {"language": "ar"})
    assert '<html lang="ar" dir="rtl"' in outsider.get("/").content.decode()
    outsider.post("/you/language/", {"language": "xx"})
    assert '<html lang="ar" dir="rtl"' in outsider.get("/").content.decode()


@pytest.mark.parametrize("path", ["/you/look/", "/you/language/"])
def test_a_setting_is_not_changed_by_opening_an_address(desk: Desk, path: str) -> None:
    outsider = desk.outsider()
    assert outsider.get(path, {"look": "dark", "language": "en"}).status_code == 405
    assert not cookies_of(outsider)


def test_no_other_goodbye_is_said(desk: Desk) -> None:
    assert desk.outsider().get("/you/gone/elsewhere/").status_code == 404
