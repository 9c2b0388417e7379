"""The line's inbox in a real browser: accessible, narrow, scripts off; and the shortcuts, on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from wsgiref.simple_server import make_server

import pytest
from tests.browser import ARGUMENTS, CHROMIUM, PHONE, needed, violations
from tests.journeys.served import Quiet

playwright = needed("playwright.sync_api")

from tests.apps import stage  # noqa: E402

stage.prepare()

from tests.doors.desk.line.conftest import LineDesk, line_desk  # noqa: E402
from tests.doors.desk.stage import standing  # noqa: E402

from holdfast.apps.accounts.rules import Role  # noqa: E402
from holdfast.apps.intake.records import Caller  # noqa: E402
from holdfast.apps.intake.rules import Danger, Tray  # noqa: E402
from holdfast.apps.intake.safe_hours import read_hours  # noqa: E402
from holdfast.apps.intake.services.calls import Call, log_call  # noqa: E402
from holdfast.apps.intake.services.conversations import judge_danger, move  # noqa: E402
from holdfast.apps.intake.services.line import join_line  # noqa: E402
from holdfast.apps.intake.services.saved_replies import sign_reply, write_reply  # noqa: E402
from holdfast.apps.keyring.services.opening import come_to_work  # noqa: E402

pytestmark = pytest.mark.browser
ASKED = {"en": "Can you leave by a door?", "ru": "Можете ли вы выйти?"}


@dataclass
class Served:
    """The line's desk served on a port of its own, with a member's cookies."""

    line: LineDesk
    origin: str
    state: dict[str, object]
    where: str
    call: str


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def served(browser) -> Iterator[Served]:
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    with (
        pytest.MonkeyPatch.context() as patch,
        stage.folder() as folder,
    ):
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's own loop is in this thread
        with (
            standing(folder / "site") as desk,
            make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet) as server,
        ):
            line = line_desk(desk)
            where, call = _peopled(line)
            thread = threading.Thread(target=server.serve_forever, daemon=True)
            thread.start()
            origin = f"http://127.0.0.1:{server.server_port}"
            yield Served(line, origin, _state(browser, origin, line), where, call)
            server.shutdown()
            thread.join()


def _peopled(line: LineDesk) -> tuple[str, str]:
    """People who wrote, one whose safe time is over, a reply that is signed; Olga works here."""
    desk = line.desk
    olga = desk.join("olga", Role.CASE_WORKER, Role.COORDINATOR)
    join_line(actor=come_to_work(desk.active("lead")), member=olga.active.id)
    olga = desk.visit("olga")
    where = line.brought_in("They found my phone. I can write but not speak.")
    for text in ("Is anybody there? I have until Friday.", "I can offer a bed."):
        line.brought_in(text)
    aside = line.rows()[-1].id
    judge_danger(actor=olga.actor, conversation=line.rows()[0].id, danger=Danger.NOW)
    move(actor=olga.actor, conversation=aside, tray=Tray.QUARANTINE)
    hours = read_hours("21:00-23:30, 6-7", "Europe/Athens")
    caller = Caller(name="Irma", reach="+999 555 0147", word="plum", safe=hours)
    heard = Call("She whispers.", caller=caller)
    call = log_call(actor=olga.actor, call=heard, clock=desk.clock)
    reply = write_reply(actor=olga.actor, title="can you leave", texts=ASKED, clock=desk.clock)
    sign_reply(actor=olga.actor, reply=reply, revision=1, clock=desk.clock)
    return where, f"/line/with/{call}/"


def _state(browser, origin: str, line: LineDesk) -> dict[str, object]:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{origin}/you/log-in/")
    page.get_by_label("Alias").fill(line.desk.people["olga"].alias)
    page.get_by_label("Passphrase").fill(line.desk.people["olga"].passphrase)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{origin}/")
    kept: dict[str, object] = page.context.storage_state()
    page.context.close()
    return kept


def pages_of(served: Served) -> tuple[str, ...]:
    return (
        "/line/", "/line/shelf/later/", "/line/shelf/quarantine/", served.where, served.call,
        f"{served.where}more/", f"{served.where}seen/", f"{served.call}call/", "/line/call/",
        "/line/call-backs/", "/line/aside/quarantine/", "/line/aside/hostile/", "/line/saved/",
        "/line/saved/add/", "/line/asked/", "/line/shortcuts/",
    )  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page_of_the_line(browser, served: Served, scheme: str) -> None:
    page = browser.new_context(color_scheme=scheme, storage_state=served.state).new_page()
    wrong = []
    for path in pages_of(served)[:: 1 if scheme == "light" else 3]:
        assert page.goto(served.origin + path).status == 200, path
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        wrong += [(path, *found) for found in violations(page)]
    assert wrong == []
    page.context.close()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_no_page_of_the_line_scrolls_sideways(browser, served: Served, direction: str) -> None:
    page = browser.new_context(viewport=PHONE, storage_state=served.state).new_page()
    wide = []
    for path in pages_of(served):
        page.goto(served.origin + path)
        page.evaluate(f"document.documentElement.dir = '{direction}'")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            wide.append(path)
    assert wide == []
    page.context.close()


def test_a_saved_reply_is_put_in_edited_and_sent_without_script(browser, served: Served) -> None:
    page = browser.new_context(storage_state=served.state, java_script_enabled=False).new_page()
    page.goto(served.origin + served.where)
    page.locator("textarea[name=text]").fill("Hello.")
    page.get_by_text("Saved replies", exact=True).last.click()
    page.get_by_role("button", name="put in, in Russian").click()
    assert page.locator("textarea[name=text]").input_value() == f"Hello.\n\n{ASKED['ru']}"
    assert served.line.contacts[0].read() == []
    page.locator("textarea[name=text]").fill(f"{ASKED['ru']} Да или нет.")
    page.get_by_role("button", name="Seal and send").click()
    page.wait_for_url(served.origin + served.where)
    assert served.line.contacts[0].read() == [f"{ASKED['ru']} Да или нет."]
    page.context.close()


def test_the_shortcuts_work_once_they_are_turned_on_and_not_in_a_field(
    browser, served: Served
) -> None:
    page = browser.new_context(storage_state=served.state).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served.origin}/line/")
    assert page.locator("script").count() == 0
    page.goto(f"{served.origin}/line/shortcuts/")
    page.get_by_role("button", name="Turn them on").click()
    page.wait_for_load_state()
    page.goto(f"{served.origin}/line/")
    rows = page.locator("a.row")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert rows.nth(0).evaluate("row => row === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url("**/line/with/**")
    page.goto(served.origin + served.where)
    page.keyboard.press("r")
    page.keyboard.type("jk?")
    assert page.locator("textarea[name=text]").input_value() == "jk?"
    page.goto(f"{served.origin}/line/")
    page.keyboard.press("?")
    page.wait_for_url("**/line/shortcuts/")
    assert all(url.startswith(served.origin) for url in asked)
    page.context.close()
