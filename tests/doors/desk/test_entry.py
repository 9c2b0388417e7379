import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path
from tests.doors.desk.stage import Desk, Visitor

from holdfast.apps.accounts.rules import Permission, Role
from holdfast.apps.accounts.services.sessions import end_sessions
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.doors.desk import urls
from holdfast.doors.desk.entry import own_path, page


@page(Permission.WORK_CASES)
def conflict(request: object) -> HttpResponse:
    raise EditConflictError


@page(Permission.WORK_CASES)
def crash(request: object) -> HttpResponse:
    raise RuntimeError("Irma, by name")


@page(Permission.WORK_CASES)
def who(request: object) -> HttpResponse:
    return HttpResponse(f"{request.actor.member} {(*request.actor.roles,)}")


urlpatterns = [
    *urls.urlpatterns,
    path("conflict", conflict),
    path("crash", crash),
    path("who", who),
]
handler404 = urls.handler404


@pytest.fixture
def worker(desk: Desk) -> Visitor:
    with override_settings(ROOT_URLCONF=__name__):
        yield desk.join("worker", Role.CASE_WORKER)


def test_a_view_gets_the_member_with_keys_and_roles(worker: Visitor) -> None:
    assert (
        worker.get("/who").content.decode()
        == f"{worker.actor.member} (<Role.CASE_WORKER: 'case worker'>,)"
    )


def test_an_error_is_shown_in_its_own_words_with_its_status(worker: Visitor) -> None:
    answer = worker.get("/conflict")
    assert answer.status_code == 409
    assert EditConflictError.says in answer.content.decode()
    assert EditConflictError.next_step in answer.content.decode()


def test_a_fault_shows_no_detail_and_logs_its_type_only(worker: Visitor, caplog) -> None:
    answer = worker.get("/crash")
    assert answer.status_code == 500
    assert b"Irma" not in answer.content
    assert set(caplog.messages) == {"a page failed: RuntimeError"}


def test_a_session_that_somebody_ended_is_over_at_the_next_click(worker: Visitor) -> None:
    assert worker.get("/who").status_code == 200
    end_sessions(worker.actor.member)
    assert worker.get("/who").status_code == 403


def test_a_session_left_alone_ends_in_words_and_its_keys_leave_memory(
    worker: Visitor, desk: Desk
) -> None:
    desk.clock.forward(minutes=21)
    answer = worker.get("/who")
    assert answer.status_code == 403
    assert "because nothing was done for a while" in answer.content.decode()
    assert worker.cookies["__Host-session"].value == ""


def test_what_was_sent_after_the_session_ended_is_said_not_to_be_saved(
    worker: Visitor, desk: Desk
) -> None:
    desk.clock.forward(hours=11)
    answer = worker.post("/who", {"text": "typed for long"})
    assert "What you had just sent was not saved" in answer.content.decode()
    assert "typed for long" not in answer.content.decode()


def test_after_the_log_in_the_page_that_was_asked_for_comes(desk: Desk) -> None:
    outsider = desk.outsider()
    page_shown = outsider.get("/you/lock/").content.decode()
    assert 'name="back" value="/you/lock/"' in page_shown
    answer = outsider.log_in(desk.people["lead"], back="/you/lock/")
    assert answer.status_code == 302 and answer["Location"] == "/you/lock/"


@pytest.mark.parametrize(
    "typed",
    ["", "//evil.example", "https://evil.example/", "/\\evil.example", "/nowhere", "/you/?x=1",
     "javascript:alert(1)", "you/", "\n//evil.example"],
)  # fmt: skip
def test_no_other_place_than_a_page_of_this_desk_is_gone_to(desk: Desk, typed: str) -> None:
    assert own_path(typed) == "/"


def test_a_form_from_elsewhere_is_refused_in_words(desk: Desk) -> None:
    strict = Visitor(enforce_csrf_checks=True)
    answer = strict.log_in(desk.people["lead"])
    assert answer.status_code == 403
    assert "did not come from a page of this desk" in answer.content.decode()
    assert "__Host-session" not in strict.cookies


def test_a_form_from_behind_a_proxy_with_tls_is_taken_under_the_name_that_was_given(
    desk: Desk,
) -> None:
    named = {"ALLOWED_HOSTS": ["desk.example"], "CSRF_TRUSTED_ORIGINS": ["https://desk.example"]}
    with override_settings(**named):
        for origin, status in (("https://desk.example", 302), ("https://other.example", 403)):
            visitor = Visitor(enforce_csrf_checks=True)
            host = {"HTTP_HOST": "desk.example"}
            visitor.get("/", **host)
            token = visitor.cookies["__Host-form"].value
            person = desk.people["lead"]
            typed = {"alias": person.alias, "passphrase": person.passphrase}
            answer = visitor.post(
                "/you/log-in/", {**typed, "csrfmiddlewaretoken": token}, HTTP_ORIGIN=origin, **host
            )
            assert answer.status_code == status
