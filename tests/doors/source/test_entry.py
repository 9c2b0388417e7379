"""The door, before a browser that lies."""

from __future__ import annotations

import io

import pytest
from tests.apps.intake.cast import LineTeam
from tests.doors.lies import Lie, lies
from tests.doors.source.stage import Browser

from holdfast.apps.intake.models import LetterIn, Mailbox
from holdfast.apps.intake.place import files_folder
from holdfast.apps.intake.queries.conversations import conversation
from holdfast.apps.intake.services.taking_in import take_in
from holdfast.doors.source.pages import HEADERS, SIZES

WORDS = "They found my phone. I can write but not speak."
CANARY = "canaryincanary"


ACTS = ("/go", "/next", "/send", "/files", "/code", "/box")
ADDRESSES = (*ACTS, "/", "/en/", "/xx/", "/en/code", "/nothing/here", "/style.css", "/../x")


def test_every_answer_is_strict_small_and_without_a_cookie(browser: Browser) -> None:
    for path in ADDRESSES:
        for answer_ in (browser.client.get(path), browser.client.post(path, {"x": "y"})):
            assert HEADERS.items() <= dict(answer_.headers).items(), path
            assert not answer_.cookies, path
            assert len(answer_.content) <= SIZES[-1], path
            assert answer_.status_code < 500, path
            assert b"<script" not in answer_.content and b"<svg" not in answer_.content, path


def test_nothing_is_done_by_a_get(browser: Browser) -> None:
    for path in ACTS:
        if path != "/code":
            assert browser.client.get(path).status_code == 405
            assert browser.client.head(path).status_code == 405
    browser.client.get("/code")
    assert (Mailbox.objects.count(), LetterIn.objects.count()) == (0, 0)


def test_who_asks_again_for_a_page_that_was_sent_is_not_told_that_it_was_lost(
    browser: Browser,
) -> None:
    browser.write(WORDS)
    browser.get("/send")
    assert "Nothing was sent just now. What was stored before is safe." in browser.text
    assert "not stored" not in browser.text
    assert 'href="/en/code"' in browser.page


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"text=" + b"x" * (2 * 1024 * 1024), "application/x-www-form-urlencoded"),
        (b"&".join(b"a=b" for _ in range(500)), "application/x-www-form-urlencoded"),
        (b"\xff\xfe%%%=\x00", "application/x-www-form-urlencoded"),
        (b"nothing of the kind", "multipart/form-data; boundary=x"),
        (b"nothing", "multipart/form-data"),
        (b"{}", "application/json"),
    ],
    ids=["huge", "many", "bytes", "no parts", "no boundary", "json"],
)
def test_a_browser_that_lies_gets_a_page_in_words(browser: Browser, body: bytes, kind: str) -> None:
    for path in ACTS:
        answer_ = browser.client.generic("POST", path, body, content_type=kind)
        assert answer_.status_code in {200, 400}, path
        assert b"<h1>" in answer_.content, path
        assert len(answer_.content) in SIZES, path


def in_words(browser: Browser, path: str, lie: Lie) -> bool:
    """Whether a lie is answered by a page, which says nothing of what was sent in its head."""
    answer_ = browser.client.generic(lie.method, path, lie.body, content_type=lie.kind, **lie.head)
    assert answer_.status_code in {200, 400, 404, 405}, (path, lie.name)
    return b"<h1>" in answer_.content and HEADERS.items() <= dict(answer_.headers).items()


@pytest.mark.parametrize("path", ["/send", "/files", "/code", "/box", "/next", "/"])
def test_whatever_a_browser_sends_is_answered_in_words_and_leaves_no_trace(
    line: LineTeam, browser: Browser, path: str, capfd: pytest.CaptureFixture[str]
) -> None:
    browser.write(WORDS)
    slip = browser.hidden("slip")
    unanswered = [lie.name for lie in lies(CANARY, slip=slip) if not in_words(browser, path, lie)]
    assert unanswered == []
    assert CANARY not in "".join(capfd.readouterr())
    taken = take_in(actor=line.mira, clock=line.clock)
    assert taken.unreadable == 0
    shown = conversation(actor=line.mira, conversation=line.rows()[0].id)
    assert WORDS in {said.text for said in shown.messages}
    for file in (file for said in shown.messages for file in said.files):
        assert file.file and "/" not in file.name and file.name.isprintable()


def test_words_in_another_charset_or_packing_are_refused_and_not_guessed_at(
    browser: Browser,
) -> None:
    for kind, head in (
        ("application/x-www-form-urlencoded; charset=koi8-r", {}),
        ("application/x-www-form-urlencoded", {"HTTP_CONTENT_ENCODING": "gzip"}),
        ("application/x-www-form-urlencoded", {"HTTP_TRANSFER_ENCODING": "chunked"}),
    ):
        answer_ = browser.client.generic("POST", "/send", b"text=x", content_type=kind, **head)
        assert answer_.status_code == 400
        assert b"send it again" in answer_.content
    assert LetterIn.objects.count() == 0


class Counted(io.BytesIO):
    """A body that remembers the most that was asked for at once."""

    most = 0

    def read(self, size: int = -1) -> bytes:
        self.most = max(self.most, len(self.getvalue()) if size is None or size < 0 else size)
        return super().read(size)


def test_no_page_reads_a_file_that_it_does_not_take_into_memory(browser: Browser) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\n'
    for path in ACTS:
        body = Counted(head + bytes(3 * 1024 * 1024) + b"\r\n--x--\r\n")
        words = {"CONTENT_TYPE": "multipart/form-data; boundary=x", "wsgi.input": body}
        length = str(len(body.getvalue()))
        browser.client.generic("POST", path, **words, CONTENT_LENGTH=length)
        assert 0 < body.most <= 128 * 1024, path


class DeadLine(io.BytesIO):
    """A body whose line goes dead."""

    def read(self, size: int = -1) -> bytes:
        piece = super().read(size)
        if not piece:
            raise OSError("the line went dead")
        return piece


@pytest.mark.parametrize(("body", "status"), [(io.BytesIO, 200), (DeadLine, 400)])
def test_a_body_that_breaks_off_leaves_no_file(
    browser: Browser, body: type[io.BytesIO], status: int
) -> None:
    browser.write(WORDS)
    part = b'--x\r\nContent-Disposition: form-data; name="%b\r\n\r\n'
    head = part % b'slip"' + browser.hidden("slip").encode() + b"\r\n"
    sent = body(head + part % b'files"; filename="a"' + b"x" * 300_000)
    more = {"wsgi.input": sent, "CONTENT_LENGTH": "900000"}
    answer_ = browser.client.generic(
        "POST", "/files", b"y", content_type="multipart/form-data; boundary=x", **more
    )
    assert answer_.status_code == status
    assert (b"File 1 was not stored" in answer_.content) == (status == 200)
    assert list(files_folder().iterdir()) == []


def test_a_fault_of_ours_is_a_page_in_words(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(WORDS)

    browser.get()
    monkeypatch.setattr("holdfast.doors.source.returning.found_by", broken)
    browser.send("/code", code="x")
    assert browser.answer.status_code == 500
    assert "did not work" in browser.text
    assert WORDS not in browser.page


def test_words_that_are_no_utf_8_are_refused_and_a_sign_that_stands_for_them_is_not(
    line: LineTeam, browser: Browser
) -> None:
    kind = "application/x-www-form-urlencoded"
    part = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + b"\xcf\xf0"
    for body, sent_as in (
        (b"text=%CF%F0%E8", kind),
        (b"text=\xcf\xf0\xe8", kind),
        (part + b"\r\n--x--\r\n", "multipart/form-data; boundary=x"),
    ):
        refused = browser.client.generic("POST", "/send", body, content_type=sent_as)
        assert refused.status_code == 400
        assert b"send it again" in refused.content
    assert LetterIn.objects.count() == 0
    browser.client.generic("POST", "/send", b"text=a+%EF%BF%BD+%D1%87", content_type=kind)
    take_in(actor=line.mira, clock=line.clock)
    shown = conversation(actor=line.mira, conversation=line.rows()[0].id)
    assert shown.messages[0].text == "a \N{REPLACEMENT CHARACTER} ч"
