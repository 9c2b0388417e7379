import io
from collections.abc import Iterator

import pytest
from django.core.exceptions import RequestDataTooBig
from django.http.multipartparser import MultiPartParserError
from django.test import RequestFactory, override_settings
from tests.doors.desk.archive.cast import hidden
from tests.doors.desk.stage import DESK_SETTINGS, Desk

from holdfast.apps.accounts.rules import Role
from holdfast.doors.desk import streams
from holdfast.doors.desk.streams import ForgedFormError, read_sent, streamed

FILE = b"\r\n--gate\r\n" + bytes(range(256)) * 1024


@pytest.fixture(autouse=True)
def settings_of_the_desk() -> Iterator[None]:
    with override_settings(**DESK_SETTINGS):
        yield


def part(name: str, value: bytes, file_name: str = "") -> bytes:
    named = f'; filename="{file_name}"'.encode() if file_name else b""
    head = b'Content-Disposition: form-data; name="' + name.encode() + b'"' + named
    return b"--EDGE\r\n" + head + b"\r\n\r\n" + value + b"\r\n"


def sent(*parts: bytes, kind: str = "multipart/form-data; boundary=EDGE", is_ours: bool = True):
    body = b"".join(parts) + b"--EDGE--\r\n"
    request = RequestFactory().post("/", body, content_type=kind)
    request._dont_enforce_csrf_checks = is_ours
    return request


def test_fields_come_first_and_the_file_piece_by_piece_as_it_was() -> None:
    form = read_sent(sent(part("title", "Тор".encode()), part("file", FILE, "a/b\\gate.jpg")))
    assert form.fields["title"] == "Тор"
    assert form.file_name == "gate.jpg"
    pieces = list(form.pieces)
    assert b"".join(pieces) == FILE
    assert max(map(len, pieces)) <= 64 * 1024


def test_nothing_of_the_file_is_read_before_it_is_asked_for() -> None:
    body = io.BytesIO(part("title", b"x") + part("file", bytes(8 * 1024 * 1024), "large"))
    request = sent()
    request._stream = body
    read_sent(request)
    assert body.tell() < 256 * 1024


def test_a_form_without_a_file_has_none() -> None:
    form = read_sent(sent(part("title", b"x")))
    assert (form.file_name, list(form.pieces)) == ("", [])


def test_a_form_that_is_not_ours_is_refused_before_its_file() -> None:
    with pytest.raises(ForgedFormError):
        read_sent(sent(part("title", b"x"), part("file", FILE, "f"), is_ours=False))


@pytest.mark.parametrize(
    "kind", ["text/plain", "multipart/form-data", "multipart/form-data; boundary="]
)
def test_what_is_no_form_with_a_file_is_refused(kind: str) -> None:
    with pytest.raises(MultiPartParserError):
        read_sent(sent(part("title", b"x"), kind=kind))


def test_a_form_with_more_than_forms_have_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RequestDataTooBig):
        read_sent(sent(part("title", bytes(streams._MOST_FIELD_BYTES + 1))))
    with pytest.raises(RequestDataTooBig):
        read_sent(sent(*[part(f"f{n}", b"x") for n in range(streams._MOST_FIELDS + 1)]))
    monkeypatch.setattr(streams, "MOST_FILE_BYTES", 1000)
    form = read_sent(sent(part("file", bytes(5000), "f")))
    with pytest.raises(RequestDataTooBig):
        list(form.pieces)


def test_a_view_that_reads_the_body_itself_is_guarded_all_the_same(desk: Desk) -> None:
    worker = desk.join("worker", Role.ANALYST)
    worker.post("/findings/found/")
    worker.handler.enforce_csrf_checks = True
    answer = worker.post("/findings/bring/", {"file": io.BytesIO(b"{}")})
    assert answer.status_code == 400
    assert ForgedFormError.says in answer.content.decode()
    token = hidden(worker.get("/findings/bring/"), "csrfmiddlewaretoken")
    ours = {"csrfmiddlewaretoken": token, "file": io.BytesIO(b"{}")}
    assert "not a record" in worker.post("/findings/bring/", ours).content.decode()


def test_a_view_is_marked_so_that_nothing_reads_the_body_before_it() -> None:
    assert streamed(lambda request: request).csrf_exempt
