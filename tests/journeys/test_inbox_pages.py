"""The line's inbox in a real browser: accessible, narrow, scripts off; and the shortcuts, on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from tests.browser import needed

needed("playwright.sync_api")

from tests.apps import stage  # noqa: E402

stage.prepare()

from tests.doors.desk.line.conftest import LineDesk, line_desk  # noqa: E402
from tests.journeys.modes import Seen, wrong_in  # noqa: E402
from tests.journeys.rooms import cookies_of, desk_served, names_of  # noqa: E402
from tests.journeys.walks import WALKS  # noqa: E402

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
    pages: tuple[str, ...]

    @property
    def seen(self) -> Seen:
        """What its pages are looked at with."""
        return Seen(self.origin, self.state)


@pytest.fixture(scope="module")
def served(browser) -> Iterator[Served]:
    with desk_served() as (desk, origin):
        line = line_desk(desk)
        where, call, reply = _peopled(line)
        state = cookies_of(browser, origin, desk.people["olga"])
        yield Served(line, origin, state, where, call, _pages(where, call, reply))


def _peopled(line: LineDesk) -> tuple[str, str, str]:
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
    return where, f"/line/with/{call}/", f"/line/saved/{reply}/"


def _pages(where: str, call: str, reply: str) -> tuple[str, ...]:
    return (
        "/line/", "/line/shelf/waiting/pages/1/", "/line/shelf/later/", "/line/shelf/quarantine/", where, call, f"{where}more/", f"{where}pages/1/",
        f"{where}seen/", f"{call}call/", "/line/call/", "/line/call-backs/",
        "/line/aside/quarantine/", "/line/aside/hostile/", "/line/saved/", "/line/saved/add/",
        reply, "/line/asked/", "/line/shortcuts/",
    )  # fmt: skip


def test_every_page_works_in_every_mode(browser, served: Served) -> None:
    assert wrong_in(browser, served.seen, served.pages) == []
    assert names_of(served.pages) == WALKS["inbox"]


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
