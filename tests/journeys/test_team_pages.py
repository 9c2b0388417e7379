"""The team's side of the line in a real browser: accessible, narrow enough for a telephone, and a
night on the line handed over without a script."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from wsgiref.simple_server import make_server

import pytest
from tests.browser import ARGUMENTS, CHROMIUM, PHONE, RULES, needed
from tests.journeys.served import Quiet, log_in

playwright = needed("playwright.sync_api")
axe = needed("axe_playwright_python.sync_playwright")

from tests.apps import stage  # noqa: E402
from tests.doors.desk.stage import standing  # noqa: E402
from tests.doors.desk.team.cast import TeamDesk, team_desk  # noqa: E402

from holdfast.apps.accounts.rules import Role  # noqa: E402
from holdfast.apps.intake.queries.inbox import inbox  # noqa: E402
from holdfast.apps.intake.rules import Way  # noqa: E402
from holdfast.apps.intake.services.conversations import answer  # noqa: E402

pytestmark = pytest.mark.browser


@dataclass
class Rooms:
    """The desk served on a port of its own, with the cookies of the coordinator and of Nor."""

    team: TeamDesk
    origin: str
    lead: object
    nor: object
    pages: tuple[str, ...]


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def rooms(browser) -> Iterator[Rooms]:
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    with pytest.MonkeyPatch.context() as patch, stage.folder() as folder:
        # the browser's own loop runs in this thread, and Django would refuse to work beside it
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with standing(folder / "site") as desk:
            team = team_desk(desk)
            pages = _lived(team)
            app = get_wsgi_application()
            with make_server("127.0.0.1", 0, app, handler_class=Quiet) as server:
                thread = threading.Thread(target=server.serve_forever, daemon=True)
                thread.start()
                origin = f"http://127.0.0.1:{server.server_port}"
                states = [_state(browser, origin, team, name) for name in ("coordinator", "nor")]
                yield Rooms(team, origin, *states, pages)
                server.shutdown()
                thread.join()


def _lived(team: TeamDesk) -> tuple[str, ...]:
    """Some nights on the line; the pages that they left."""
    team.with_watch()
    for number in range(8):  # nobody's session may be idle for twenty minutes meanwhile
        team.brought_in(f"Words that nobody else wrote: {'abcdefgh'[number] * 30}")
        (row,) = inbox(actor=team.mira.actor, clock=team.desk.clock).rows
        team.desk.clock.forward(minutes=number / 2)
        answer(actor=team.mira.actor, conversation=row.id, text="Here.", clock=team.desk.clock)
    team.brought_in("They are at the door, and I cannot speak.", way=Way.DANGER)
    for visitor, day in ((team.mira, 3), (team.nor, 4)):
        shift = {"starts": f"2031-04-{day:02}T20:00", "ends": f"2031-04-{day + 1:02}T06:00"}
        visitor.post("/team/rota/", {"member": visitor.active.id, **shift})
    team.mira.post("/team/hand-over/", {"text": "The neighbour rings at ten."})
    asked, printed = _request(team), _printed(team)
    return (
        "/team/", "/team/rota/", "/team/settings/", "/team/told/", "/team/hand-over/",
        "/team/load/", "/team/press/", asked, printed,
    )  # fmt: skip


def _request(team: TeamDesk) -> str:
    """A request of the press for which one member stands."""
    typed = {"outlet": "Morning Post", "name": "Tomas Reuel", "asked": "A voice."}
    path = team.lead.post("/team/press/", typed)["Location"]
    agreed = {"conditions": "No face, another name.", "revision": "1"}
    team.lead.post(f"{path}conditions/", agreed)
    return path


def _printed(team: TeamDesk) -> str:
    """A request for which two stood, and what was printed."""
    path, day = _request(team), "2031-04-02"
    team.lead.post(f"{path}share/", {"member": team.nor.active.id})
    team.nor.post(f"{path}confirm/", {"revision": "2"})
    who = team.lead.get(path).content.decode().split('value="contact.')[1].split('"')[0]
    team.lead.post(f"{path}met/", {"who": f"contact.{who}", "on": day, "revision": "3"})
    said = {"name_used": "Ilya", "outlet": "Morning Post", "on": day, "revision": "4"}
    assert team.lead.post(f"{path}printed/", said).status_code == 302
    return path


def _state(browser, origin: str, team: TeamDesk, name: str) -> object:
    page = browser.new_context(java_script_enabled=False).new_page()
    person = team.desk.people[name]
    served = SimpleNamespace(origin=origin, alias=person.alias, passphrase=person.passphrase)
    log_in(page, served, "/team/")
    kept = page.context.storage_state()
    page.context.close()
    return kept


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(browser, rooms: Rooms, scheme: str) -> None:
    page = browser.new_context(color_scheme=scheme, storage_state=rooms.lead).new_page()
    wrong: list[tuple[str, ...]] = []
    for path in rooms.pages:
        assert page.goto(rooms.origin + path).status == 200, path
        found = axe.Axe().run(page, options=RULES).response["violations"]
        wrong += [(path, f["id"], f["nodes"][0]["html"][:160]) for f in found]
    assert wrong == []
    page.context.close()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_no_page_scrolls_sideways_on_a_telephone(browser, rooms: Rooms, direction: str) -> None:
    page = browser.new_context(viewport=PHONE, storage_state=rooms.lead).new_page()
    wide: list[str] = []
    for path in rooms.pages:
        page.goto(rooms.origin + path)
        page.evaluate(f"document.documentElement.dir = '{direction}'")
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            wide.append(path)
    assert wide == []
    page.context.close()


def test_no_page_asks_anything_of_another_machine(browser, rooms: Rooms) -> None:
    page = browser.new_context(storage_state=rooms.lead).new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add("/".join(request.url.split("/")[:3])))
    for path in rooms.pages:
        page.goto(rooms.origin + path)
    assert asked == {rooms.origin}
    page.context.close()


def test_a_shift_is_taken_over_without_a_script(browser, rooms: Rooms) -> None:
    assert Role.CASE_WORKER in rooms.team.nor.active.roles
    page = browser.new_context(storage_state=rooms.nor, java_script_enabled=False).new_page()
    page.goto(f"{rooms.origin}/line/")
    page.get_by_role("link", name="Nobody took the hand-over").click()
    assert page.get_by_text("The neighbour rings at ten.").is_visible()
    assert page.get_by_text("Waits in danger").is_visible()
    page.get_by_role("button", name="I have read it and take over").click()
    assert page.get_by_text("Thank them, and let them sleep.").is_visible()
    page.goto(f"{rooms.origin}/line/")
    assert page.get_by_role("link", name="Nobody took the hand-over").count() == 0
    page.context.close()
