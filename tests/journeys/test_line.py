"""The line in a real browser: somebody writes through the door, the desk answers, the code opens it.

Both doors are processes as in the field, with the cost of production. The person's browser runs no
script; where axe looks, one is allowed to run.
"""

from __future__ import annotations

import re
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.browser import needed

needed("playwright.sync_api")

from tests.journeys.modes import DOOR_BYTES, DOOR_FIRST_BYTES, Glass, Pane, Safest, Seen  # noqa: E402
from tests.journeys.served import Served, holdfast, log_in  # noqa: E402

pytestmark = pytest.mark.browser
WORDS = "They found my phone. I can write but not speak."
TOO_MUCH = 1_100_000  # more than a form of the door holds
SHIPPED = Path("src/holdfast/apps/intake/shipped")
DRAFT = SHIPPED / "locale/ar/LC_MESSAGES/django.po"


def _signed(draft: str) -> str:
    """A draft, as a team reads and signs it."""
    for blank, said in (
        ('signed_off_by = ""', 'signed_off_by = "N. Orlova"'),
        ('dated = ""', 'dated = "2031-03-03"'),
        ("X-Signed-Off-By: ", "X-Signed-Off-By: N. Orlova"),
        ("X-Signed-Off-On: ", "X-Signed-Off-On: 2031-03-03"),
    ):
        draft = draft.replace(blank, said)
    return draft


class Doors:
    """A site with its desk, its door, and one member who answers the line."""

    def __init__(self, folder: Path) -> None:
        self.desk = Served(folder, "keyholder", "coordinator")
        self.folder = folder
        who = ("--as", self.desk.alias, "--passphrase-fd", "0")
        opened = holdfast("line", "open", *self.desk.data, *who)
        opened.communicate(f"{self.desk.passphrase}\n")
        assert opened.returncode == 0
        for what, file in (("texts", SHIPPED / "texts/ar.toml"), ("sentences", DRAFT)):
            signed = folder.parent / file.name
            signed.write_text(_signed(file.read_text("utf-8")), "utf-8")
            placed = holdfast("line", what, *self.desk.data, "ar", str(signed))
            assert "Signed off by N. Orlova" in placed.communicate()[0]
        self._open_the_door()

    def _open_the_door(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            where = f"127.0.0.1:{free.getsockname()[1]}"
        self.origin = f"http://{where}"
        self.door = holdfast("serve", "--intake", str(self.folder / "intake"), "--source", where)
        until = time.monotonic() + 20
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(self.origin).close()
                return
            except urllib.error.URLError:
                time.sleep(0.1)
        raise AssertionError("the door did not answer")

    def close(self) -> None:
        self.door.terminate()
        self.door.communicate(timeout=30)
        self.desk.close()


@pytest.fixture(scope="module")
def doors(tmp_path_factory) -> Iterator[Doors]:
    made = Doors(tmp_path_factory.mktemp("line") / "site")
    yield made
    made.close()


def person(browser, **context):
    """A browser such as the safest setting of Tor Browser leaves: no script."""
    return browser.new_context(java_script_enabled=False, **context).new_page()


def press(page, which: str) -> None:
    """Press the first such button, and wait until the next page is there with its style."""
    with page.expect_navigation(wait_until="load"):
        page.locator(f"button{which}").first.click()


def pages_of_the_way_in(page, start: str) -> Iterator[str]:
    """Every page that somebody meets, one after the other, in any language; yields its name."""
    page.set_default_timeout(30_000)
    page.goto(start)
    yield "first"
    press(page, "[value=help]")
    yield "question"
    press(page, "[value=next]")
    yield "second question"
    press(page, "[value=write]")
    yield "words"
    press(page, ".first")
    yield "no word"
    page.locator("#text").fill(WORDS)
    press(page, ".first")
    yield "code"
    code = page.locator("#digits").inner_text()
    yield from _pages_of_files(page)
    page.goto(f"{start.rstrip('/')}/code")
    page.locator("#code").fill("not a code")
    press(page, ".first")
    yield "nothing found"
    page.locator("#code").fill(code)
    press(page, ".first")
    yield "mailbox"
    press(page, "[value=safe]")
    yield "safe"
    press(page, "[value=danger]")
    yield "danger"
    press(page, "[value=files]")
    yield "files asked for"
    press(page, ":not([value]):not(form[enctype] *)")
    press(page, "[value=ask_delete]")
    yield "delete"
    press(page, "[value=delete]")
    yield "done"
    yield from _pages_of_mistakes(page, start)


def _pages_of_files(page) -> Iterator[str]:
    _send_files(page)
    yield "no file"
    picture = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"x" * 999}
    page.set_input_files("#files", picture)
    _send_files(page)
    yield "files"
    page.set_input_files("#files", [{**picture, "name": f"{n}.jpg"} for n in range(11)])
    _send_files(page)
    yield "too many files"


def _send_files(page) -> None:
    with page.expect_navigation(wait_until="load"):
        page.locator("form[enctype] button").click()


def _pages_of_mistakes(page, start: str) -> Iterator[str]:
    origin = "/".join(start.split("/")[:3])
    for name, path in (
        ("nothing here", "/nothing/at/all"),
        ("read instead of sent", "/send"),
        ("words told", "/w/none"),
    ):
        page.goto(origin + path)
        yield name
    page.goto(start)
    press(page, "[value=danger]")
    yield "first what to do"
    page.locator("#text").evaluate("(field, size) => { field.value = 'x'.repeat(size) }", TOO_MUCH)
    press(page, ".first")
    yield "too much"


NAMES = (
    "first", "question", "second question", "words", "no word", "code", "no file", "files",
    "too many files", "nothing found", "mailbox", "safe", "danger", "files asked for",
    "delete", "done",
    "nothing here", "read instead of sent", "words told", "first what to do", "too much",
)  # fmt: skip


def test_somebody_writes_the_desk_answers_and_the_code_opens_the_answer(browser, doors) -> None:
    page = person(browser)
    page.goto(doors.origin)
    page.get_by_role("button", name="I am in danger now").first.click()
    page.locator("#text").fill(WORDS)
    page.get_by_role("button", name="Send", exact=True).click()
    code = page.locator("#words").inner_text()
    assert len(code.split()) == 8

    desk = person(browser)
    log_in(desk, doors.desk, "/line/")
    desk.get_by_role("button", name="Bring in 1 new letter").click()
    desk.get_by_text(WORDS).click()
    desk.get_by_label("Reply").fill("Is there a door? Yes or no.")
    desk.get_by_role("button", name="Seal and send").click()
    assert desk.get_by_text("not read yet").is_visible()

    page.goto(f"{doors.origin}/code")
    page.get_by_label("Your code").fill(code.upper())
    page.get_by_role("button", name="Open").click()
    assert page.get_by_text("Is there a door? Yes or no.").is_visible()
    page.get_by_role("button", name="I have read this").click()
    assert page.get_by_text("no answer you have not read").is_visible()
    desk.reload()
    assert desk.get_by_text("not read yet").count() == 0
    page.context.close()
    desk.context.close()


def test_the_whole_way_works_without_script_cookie_or_another_origin(browser, doors) -> None:
    page = person(browser, viewport={"width": 320, "height": 640})
    asked, sizes = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda r: sizes.append(int(r.headers["content-length"])))
    seen = []
    for name in pages_of_the_way_in(page, doors.origin):
        seen.append(name)
        assert page.get_by_role("link", name="Leave this page now").is_visible(), name
        assert page.title() == "Notes", name
    assert tuple(seen) == NAMES
    assert {re.match(r"(data:|http://[^/]*)", url)[0] for url in asked} <= {doors.origin, "data:"}
    assert min(sizes) > 0 and max(sizes) <= DOOR_BYTES
    assert page.context.cookies() == []
    page.context.close()


def test_the_first_page_is_there_after_fourteen_kilobytes(browser, doors) -> None:
    page, sizes = person(browser), []
    page.on("response", lambda response: sizes.append(int(response.headers["content-length"])))
    page.goto(doors.origin)
    assert len(sizes) == 2 and sum(sizes) <= DOOR_FIRST_BYTES
    page.context.close()


@pytest.mark.parametrize("language", ["", "ar/"])
@pytest.mark.parametrize("kind", [Glass, Safest])
def test_every_page_of_the_way_works_in_every_mode(
    browser, doors, kind: type[Pane], language: str
) -> None:
    pane = kind(browser, Seen(doors.origin, most_bytes=DOOR_BYTES))
    wrong: list[str] = []
    for name in pages_of_the_way_in(pane.page, f"{doors.origin}/{language}"):
        wrong += [f"{name}: {said}" for said in pane.wrong()]
    print("\n".join(wrong))  # noqa: T201  (shown whole where the test fails)
    assert wrong == []
    assert pane.close() == []


def test_every_button_of_the_way_is_as_high_as_a_thumb_is_wide(browser, doors) -> None:
    page = person(browser, viewport={"width": 320, "height": 640})
    for name in pages_of_the_way_in(page, doors.origin):
        for button in page.get_by_role("button").all():
            assert button.bounding_box()["height"] >= 44, name
    page.context.close()


def test_a_signed_off_language_runs_right_to_left(browser, doors) -> None:
    page = person(browser, viewport={"width": 320, "height": 640})
    page.goto(doors.origin)
    page.get_by_role("link", name="العربية").click()
    heading = page.locator("h1")
    assert heading.inner_text() == "اكتبوا إلى من يساعدونكم على الوصول إلى الأمان"
    assert heading.evaluate("e => getComputedStyle(e).direction") == "rtl"
    page.context.close()


def test_the_way_out_is_reached_first_by_keyboard_and_leads_elsewhere(browser, doors) -> None:
    page = person(browser)
    page.goto(doors.origin)
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.inner_text() == "Leave this page now"
    assert focused.get_attribute("href").startswith("https://")
    assert "noreferrer" in focused.get_attribute("rel")
    page.context.close()


@pytest.fixture(scope="module")
def state(browser, doors):
    """The cookies of who answers, logged in once, with somebody on their shelf."""
    page = person(browser)
    log_in(page, doors.desk)
    page.goto(f"{doors.desk.origin}/line/call/")
    page.get_by_label("What they said").fill("A call before.")
    page.get_by_role("button", name="Seal the call").first.click()
    page.wait_for_url("**/line/with/**")
    kept = page.context.storage_state()
    page.context.close()
    return kept


def test_a_call_is_logged_by_keyboard_within_two_minutes_of_typing(browser, doors, state) -> None:
    page = person(browser, storage_state=state)
    page.goto(f"{doors.desk.origin}/line/call/")
    keys, begun = 0, time.monotonic()
    typed = {
        "safe to talk": "w", "harm": "24", "held": "fa",
        "said": "She whispers from a shop. The uncle drives here, two hours.",
        "back": "after 22, not after midnight", "word": "marmalade", "number": "+999 555 0147",
        "others": "say it is the dentist",
    }  # fmt: skip
    page.locator("main select").first.focus()
    for text in typed.values():
        page.keyboard.type(text)
        page.keyboard.press("Tab")
        keys += len(text) + 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/line/with/**")
    assert page.get_by_text("She whispers from a shop.").first.is_visible()
    facts = page.locator("aside").inner_text()
    for known in ("marmalade", "+999 555 0147", "after 22", "dentist", "24 h", "family"):
        assert known in facts, known
    print(f"a call: {keys} keys, {time.monotonic() - begun:.1f} s by machine")  # noqa: T201
    assert keys < 120 * 3  # three keys a second: a slow typist
    page.context.close()
