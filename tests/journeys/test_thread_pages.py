"""One thread through the whole house over HTTP, in a browser that runs no script.

Each step is a person's; in each somebody does the wrong thing once and is told so in words.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.browser import ARGUMENTS, CHROMIUM, needed

playwright = needed("playwright.sync_api")

from tests.apps import stage  # noqa: E402
from tests.apps.watch.mail import mailroom  # noqa: E402
from tests.journeys.house import House, Walker, Worker, house  # noqa: E402
from tests.journeys.modes import DOOR_BYTES  # noqa: E402
from tests.journeys.rooms import names_of  # noqa: E402
from tests.journeys.test_thread import record  # noqa: E402
from tests.journeys.walks import WALKS  # noqa: E402

from holdfast.apps.keyring.queries.checking import check  # noqa: E402
from holdfast.apps.watch.key_file import read_key  # noqa: E402
from holdfast.apps.watch.post import post_through  # noqa: E402
from holdfast.apps.watch.services.rounds import make_round  # noqa: E402
from holdfast.doors.cli.demonstration.crew import ROLES  # noqa: E402
from holdfast.doors.cli.demonstration.network import read_rows  # noqa: E402
from holdfast.doors.cli.demonstration.picture import small_picture  # noqa: E402
from holdfast.doors.cli.demonstration.thread import (  # noqa: E402
    CHANGED_NAME,
    DURESS_WORD,
    FINDING,
    NAME,
    SAFE_WORD,
)

pytestmark = pytest.mark.browser
MOST_SECONDS = 60
WORDS = "They let me out this morning. My brothers are coming tonight."
ANSWER = "Is there a door you can leave by without being seen? Answer only yes or no."
REASON = "The thread of the test"


@dataclass
class Way:
    """Where the thread is walked, and what the steps so far have made."""

    house: House
    browser: object
    folder: Path
    person: Walker
    workers: dict[str, Worker] = field(default_factory=dict)
    code: str = ""
    conversation: str = ""
    case: str = ""
    journey: str = ""
    testimony: str = ""
    release: str = ""

    def at(self, name: str, path: str = "") -> Worker:
        """Somebody at their desk, logged in anew."""
        if name not in self.workers:
            self.workers[name] = Worker(self.browser, self.house.origin)
        worker = self.workers[name].log_in(self.house, name)
        if path:
            worker.go(path)
        return worker

    def alias(self, name: str) -> str:
        return self.house.desk.people[name].alias


@pytest.fixture
def way(tmp_path: Path) -> Iterator[Way]:
    with stage.folder() as folder, house(folder) as made, playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        person = Walker(browser, made.door, DOOR_BYTES, {"width": 320, "height": 640})
        yield Way(made, browser, tmp_path, person)
        browser.close()


def test_one_thread_runs_over_http_through_the_whole_house(way: Way) -> None:
    spent: dict[str, float] = {}
    at_work = time.process_time()
    for step in STEPS:
        began = time.monotonic()
        step(way)
        spent[step.__name__] = time.monotonic() - began
    for name, seconds in spent.items():
        print(f"{name}: {seconds:.1f} s")  # noqa: T201
    everybody = [way.person, *way.workers.values()]
    assert not any(one.runs_scripts() for one in everybody)
    looked, looking = sum(len(one.seen) for one in everybody), sum(one.looking for one in everybody)
    walked = sum(spent.values()) - looking
    print(f"the thread: {walked:.1f} s, and {looking:.1f} s of looking at {looked} pages again")  # noqa: T201
    print(f"of that, the desk in this process: {time.process_time() - at_work:.1f} s")  # noqa: T201
    walked_in_every_mode = set().union(*(names_of(one.seen) for one in way.workers.values()))
    assert walked_in_every_mode == WALKS["thread"]
    for one in everybody:
        assert {re.match(r"data:|http://[^/]*", url)[0] for url in one.everything_asked} <= {
            "data:",
            one.origin,
        }
    for name in ROLES:
        assert list(check(way.house.actor(name))) == []
    assert walked < MOST_SECONDS * _how_busy()


def _how_busy() -> float:
    """How much longer things take than where nobody else is at work."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def write(way: Way) -> None:
    """Somebody writes at the door, and gets a code."""
    person = way.person
    person.go("/")
    person.look()
    person.press("I need help, or someone I know does")
    person.press("No more questions: write now")
    person.press("Send")
    assert "Write at least one word." in person.text
    person.go("/")
    person.press("I am in danger now")
    person.page.locator("#text").fill(WORDS)
    person.press("Send")
    way.code = person.page.locator("#digits").inner_text()
    assert len(person.page.content().encode()) <= DOOR_BYTES


def reply(way: Way) -> None:
    """An operator logs a call, takes the letter in, and answers it."""
    lark = way.at("Lark", "/line/call/")
    lark.look()
    lark.press("Seal the call")
    assert "There is nothing in this message yet. Nothing was saved." in lark.text
    lark.fill(
        text="A voice of about forty. Her son came home.", call_back="after nine", word="ladder"
    )
    lark.press("Seal the call")
    assert "Her son came home." in lark.text
    lark.look()
    lark.go("/line/")
    lark.look()
    lark.press("Bring in 1 new letter")
    assert "Her son came home." in lark.text and WORDS in lark.text
    lark.page.get_by_text(WORDS).first.click()
    lark.page.wait_for_url("**/line/with/**")
    way.conversation = lark.path
    lark.press("Seal and send")
    assert "There is nothing in this message yet. Nothing was saved." in lark.text
    lark.fill(text=ANSWER)
    lark.press("Seal and send")
    assert "not read yet" in lark.text
    assert lark.page.get_by_role("button", name="Open a case").count() == 0  # no operator's work
    lark.look()


def read(way: Way) -> None:
    """The person reads the answer with the code; a wrong code finds nothing and says no more."""
    person = way.person
    person.go("/en/code")
    person.look()
    person.fill(code="00000 00000 00000 00000 00001")
    person.press("Open")
    assert "This code finds nothing." in person.text
    assert ANSWER not in person.text
    person.fill(code=way.code)
    person.press("Open")
    assert ANSWER in person.text
    person.press("I have read this: remove it")
    assert "There is no answer you have not read." in person.text


def take_on(way: Way) -> None:
    """A case from the inbox; who it is about apart; granted to one, closed to another."""
    marten = way.at("Marten", way.conversation)
    marten.press("Open a case")
    marten.fill(words="Somebody Else")
    marten.press("Look")
    assert "Nobody like this in the cases that you can open." in marten.text
    marten.fill(next_action="Find a bed", region="Ostrana")
    marten.choose(need="emergency")
    marten.press("Open the case")
    assert "The case is open, and yours." in marten.text
    way.case = marten.path
    marten.look()
    marten.follow("Who it is about")
    marten.look()
    marten.fill(reason=REASON)
    marten.press("Open")
    marten.look()
    marten.fill(names=NAME, phones="+999 55 0181", reason=REASON)
    marten.press("Save")
    marten.go(f"{way.case}access/")
    marten.look()
    marten.page.get_by_label("Who", exact=True).select_option(label=way.alias("Dunlin"))
    for box in marten.page.locator("main [name=parts]").all():
        box.check()
    marten.page.locator("form:has([name=member]) [name=reason]").fill(REASON)
    marten.press("Give")
    teal = way.at("Teal")
    assert teal.go(way.case) == 403
    assert "You hold no key for this, or it does not exist." in teal.text


def leave(way: Way) -> None:
    """Three nights in a safe place, and a journey that a second person approves."""
    marten = way.at("Marten", "/places/add/")
    marten.look()
    marten.fill(alias="rope", area="Velmar, north", address="14 Ropewalk")
    marten.choose(status="active")
    marten.press("Add")
    marten.look()
    marten.go(f"{way.case}place/")
    marten.look()
    marten.press("Place in rope")
    assert "3 nights" in marten.text
    marten.go("/cases/open/")
    marten.look()
    marten.fill(next_action="Find a bed")
    marten.press("Open the case")
    marten.go(f"{marten.path}place/")
    assert "There are not enough beds on at least one of these nights." in marten.text
    assert marten.page.get_by_role("button", name="Place in rope").count() == 0
    _plan(way)
    for name, buttons in (("Marten", ["Approve"]), ("Dunlin", ["Give the go", "Begin leg 1"])):
        worker = way.at(name, way.journey)
        worker.look()
        for button in buttons:
            worker.press(button)
            assert "Done." in worker.text


def _plan(way: Way) -> None:
    for name in ("Marten", "Dunlin"):
        told = way.at(name, "/departures/told/")
        told.look()
        told.fill(address=f"{name.lower()}@desk.example")
        told.press("Save")
    dunlin = way.at("Dunlin", way.case)
    dunlin.look()
    dunlin.fill(reason=REASON)
    dunlin.press("Open")
    dunlin.go(f"{way.case}plan/")
    dunlin.look()
    now = way.house.desk.clock()
    legs = (("yard", "station town", -120, -40, -30), ("station town", "Lowport", 0, 300, 300))
    for n, (origin, destination, leaves, arrives, due) in enumerate(legs, 1):
        dunlin.fill(**{f"leg{n}__origin": origin, f"leg{n}__destination": destination})
        for what, minutes in (("leaves", leaves), ("arrives", arrives)):
            dunlin.fill(**{f"leg{n}__{what}": _minute(now, minutes)})
        if n == 1:
            dunlin.fill(leg1__due=_minute(now, due), leg1__grace="10")
    dunlin.fill(safe=SAFE_WORD, duress=DURESS_WORD)
    dunlin.page.get_by_label("Told next").select_option(label=way.alias("Marten"))
    dunlin.press("Ask for approval")
    assert "A leg needs this." in dunlin.text
    assert SAFE_WORD not in dunlin.page.content()
    dunlin.fill(leg2__due=_minute(now, 300), safe=SAFE_WORD, duress=DURESS_WORD)
    dunlin.press("Ask for approval")
    assert "Planned. Somebody else must approve it." in dunlin.text
    assert dunlin.page.get_by_role("button", name="Approve").count() == 0
    way.journey = dunlin.path


def _minute(now: dt.datetime, minutes: int) -> str:
    return f"{now + dt.timedelta(minutes=minutes):%Y-%m-%dT%H:%M}"


def be_missed(way: Way) -> None:
    """The check-in passes in silence: a letter without content; then a wrong word and the right."""
    with mailroom() as room:
        post = post_through(room.server(), clock=way.house.desk.clock)
        make_round(read_key(way.house.watch_key), post, now=way.house.desk.clock())
        assert room.told()[0] == "dunlin@desk.example"
        for letter in room.letters:
            for word in (NAME, "yard", "Lowport", "rope", way.case):
                assert word not in letter.text
    dunlin = way.at("Dunlin", "/departures/still/")
    dunlin.look()
    dunlin.page.locator("a.big").first.click()
    dunlin.page.wait_for_url(f"**{way.case.replace('/cases', '/departures')}**")
    dunlin.look()
    check_in = dunlin.path
    dunlin.fill(word="hello")
    dunlin.press("Weigh the word")
    assert "That is not a word that was agreed." in dunlin.text
    dunlin.go(check_in)
    dunlin.fill(word=SAFE_WORD)
    dunlin.press("Weigh the word")
    assert "Noted: they are safe." in dunlin.text


def get_there(way: Way) -> None:
    """The second leg, and arrival."""
    dunlin = way.at("Dunlin", way.journey)
    dunlin.press("Begin leg 2")
    dunlin.press("They have arrived")
    assert "arrived" in dunlin.text
    dunlin.go("/tasks/")
    dunlin.look()
    dunlin.go("/tasks/others/")
    dunlin.look()
    assert "Ask how the arrival was" in dunlin.text


def tell(way: Way) -> None:
    """Five paragraphs under a changed name, with what is agreed to, and a photograph."""
    ibis = way.at("Ibis", "/archive/new/")
    ibis.look()
    case = way.case.split("/")[2]
    ibis.fill(changed_name="Tolvik", language="en", real_name=NAME, case=case)
    today = way.house.desk.clock().date().isoformat()
    ibis.fill(taken=today, taken_by="Ibis")
    ibis.page.get_by_label("No, as far as they say").check()
    ibis.press("Begin the testimony")
    assert "The changed name has a part of the real one. Nothing was saved." in ibis.text
    ibis.fill(changed_name=CHANGED_NAME)
    ibis.press("Begin the testimony")
    way.testimony = ibis.path
    rows = read_rows("testimony")
    for row in rows:
        ibis.fill(text=row["text"], language="en", day=today)
        ibis.press("Keep this paragraph")
    assert ibis.page.get_by_role("article").count() == 5
    _agree(ibis, way, "Publish it", [n for n, row in enumerate(rows) if row["publish"]])
    _agree(ibis, way, "Hold it against what others say", [1])
    ibis.look()
    ibis.go(f"{way.testimony}exhibits/")
    ibis.look()
    ibis.fill(title="Two hands on a table", collected_by="Ibis", collected=today)
    ibis.fill(where_from="From the person, on their telephone")
    picture = {"name": "hands.png", "mimeType": "image/png", "buffer": small_picture()}
    ibis.page.set_input_files("#id_file", picture)
    ibis.press("Seal and enter it")
    assert "Two hands on a table" in ibis.text
    ibis.look()


def _agree(ibis: Worker, way: Way, use: str, which: list[int]) -> None:
    ibis.go(f"{way.testimony}agree/")
    ibis.look()
    for number in which:
        ibis.page.locator("main [name=paragraphs]").nth(number).check()
    ibis.page.get_by_label(use).check()
    ibis.fill(language="en", day=way.house.desk.clock().date().isoformat())
    ibis.press("Write it down")


def corroborate(way: Way) -> None:
    """Press reports come in; the testimony stands beside them, and is known as one witness."""
    sable = way.at("Sable", "/findings/")
    sable.press("Found the review desk")
    sable.go("/findings/bring/")
    sable.look()
    for data, says in (
        (b"{}", "This file is not a record that corroborate wrote."),
        (record(), "Reports: 10 new"),
    ):
        file = {"name": "record.json", "mimeType": "application/json", "buffer": data}
        sable.page.set_input_files("#id_file", file)
        sable.press("Bring it in")
        assert says in sable.text
    sable.go("/findings/members/")
    sable.look()
    sable.page.get_by_label("Who").select_option(label=way.alias("Ibis"))
    sable.press("Let them in")
    ibis = way.at("Ibis", "/findings/")
    ibis.look()
    ibis.follow(FINDING)
    finding = ibis.path
    before = _reach(ibis)
    ibis.go(f"{finding}testimony/")
    ibis.look()
    assert ibis.page.locator("main [name=paragraph]").count() == 1
    ibis.page.locator("main [name=paragraph]").first.check()
    ibis.press("Lay it under this finding")
    ibis.look()
    apart = _reach(ibis)
    assert apart != before
    _link(ibis, finding)
    ibis.go(finding)
    assert _reach(ibis) != apart


def _reach(ibis: Worker) -> str:
    """How many reports and origins the finding that is open has."""
    found = re.search(r"\d+ reports?, \d+ origins?", ibis.text)
    assert found, ibis.text
    return found[0]


def _link(ibis: Worker, finding: str) -> None:
    links = ibis.page.get_by_role("link", name="judge or link")
    for path in [link.get_attribute("href") for link in links.all()]:
        ibis.go(path)
        offered = ibis.page.get_by_role("link", name="This witness gave us testimony")
        if offered.count() and "first hand" in ibis.text:
            break
    ibis.look()
    ibis.follow("This witness gave us testimony")
    ibis.look()
    ibis.fill(reason="He told this outlet himself, and said so")
    ibis.press("Count them as one")
    ibis.go(finding)
    ibis.go(ibis.page.locator("main a[href^='/findings/links/']").first.get_attribute("href"))
    ibis.look()


def publish(way: Way) -> None:
    """A release with a name in it: found by the gate, mended, signed by two, fetched, verified."""
    ibis = way.at("Ibis", "/releases/new/")
    ibis.look()
    ibis.fill(title="What was done at Selm", language="en")
    ibis.page.get_by_label("The public").check()
    ibis.press("Begin the draft")
    way.release = ibis.path
    _put_in(ibis, way)
    ibis.press("Check it")
    ibis.go(way.release)
    ibis.follow("Judge what was found")
    assert ibis.page.locator("main mark").first.is_visible()
    ibis.look()
    ibis.go(way.release)
    ibis.look()
    ibis.follow("Change the words of part 1")
    ibis.fill(text="Somebody told us this. We changed the name.")
    ibis.press("Put it in")
    ibis.press("Check it")
    _sign(ibis, way)
    ibis.go(f"{way.release}sign/")
    if ibis.page.get_by_role("button", name="Sign it").count():
        ibis.press("Sign it")
    assert "You have signed this release already" in ibis.text
    for path, act in (
        (f"{way.testimony}grant/", "Let them in"),
        (f"{way.release}share/", "Let them in"),
    ):
        ibis.go(path)
        ibis.look()
        ibis.page.get_by_label("Who", exact=True).select_option(label=way.alias("Sable"))
        if ibis.page.locator("main [name=parts]").count():
            ibis.page.locator("main [name=parts][value=content]").check()
        ibis.press(act)
    sable = way.at("Sable")
    _sign(sable, way)
    sable.go(way.release)
    sable.press("Release it")
    sable.look()
    _verify(sable, way.folder)


def _put_in(ibis: Worker, way: Way) -> None:
    ibis.go(f"{way.release}add/words/")
    ibis.look()
    ibis.fill(heading="How this was gathered", text=f"{NAME} told us this. We changed the name.")
    ibis.press("Put it in")
    for number in range(2):
        ibis.go(f"{way.release}add/testimony/")
        ibis.look()
        offered = ibis.page.locator("main [name=chosen]")
        assert offered.count() == 2 - number  # what may not be published is not offered
        offered.first.check()
        ibis.press("Put it in")
    ibis.go(f"{way.release}add/finding/")
    ibis.page.get_by_label(FINDING).check()
    ibis.press("Put it in")
    ibis.go(f"{way.release}add/exhibit/")
    ibis.page.locator("main [name=chosen]").first.check()
    ibis.fill(heading="A photograph of hands")
    ibis.press("Put it in")


def _sign(worker: Worker, way: Way) -> None:
    worker.go(f"{way.release}sign/")
    worker.look()
    worker.press("Sign it")


def _verify(sable: Worker, folder: Path) -> None:
    with sable.page.expect_download() as fetched:
        sable.page.get_by_role("button", name="Fetch its files").click()
    with zipfile.ZipFile(io.BytesIO(Path(fetched.value.path()).read_bytes())) as files:
        files.extractall(folder)
    (out,) = folder.glob("release-*")
    words = ["verify.py", "proofs/release.pdf.proof.json", "release.pdf"]
    done = subprocess.run([sys.executable, *words], cwd=out, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def take_back(way: Way) -> None:
    """Consent is withdrawn: the release is to be recalled. The case is destroyed for good."""
    ibis = way.at("Ibis", f"{way.testimony}take-back/")
    ibis.look()
    ibis.page.locator("main [name=paragraphs]").first.check()
    ibis.page.get_by_label("Publish it").check()
    ibis.press("Take it back")
    ibis.go("/releases/")
    ibis.look()
    ibis.go("/releases/recalls/")
    ibis.look()
    assert "1 paragraph was taken back." in ibis.text
    ibis.go(f"{way.release}recall/")
    ibis.look()
    ibis.fill(reason="A paragraph was taken back")
    ibis.press("Call it back")
    assert "recalled" in ibis.text
    marten = way.at("Marten", f"{way.case}shred/")
    marten.look()
    marten.fill(reason="As they asked")
    marten.press("Destroy the case")
    for name in ("Marten", "Dunlin"):
        worker = way.at(name)
        assert worker.go(way.case) == 403
        assert "You hold no key for this, or it does not exist." in worker.text


STEPS: tuple[Callable[[Way], None], ...] = (
    write, reply, read, take_on, leave, be_missed, get_there, tell, corroborate, publish,
    take_back,
)  # fmt: skip
