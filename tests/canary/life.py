"""A site's life with a marker in every field, in a process whose file writes are traced.

    python -m tests.canary.life SITE TRACE [LEAK ...]

Every path that Python opens for writing, every database it connects to and every process it starts
is written to TRACE. It ends like a power cut, so that logs and -wal files are left as they stand.
LEAK names ways to leak on purpose, each into a place of its own: a build that leaks must be found
out, whichever way.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import sys
import tempfile
from base64 import b64encode
from pathlib import Path

COPIES = Path(sys.argv[1]).parent / "out"
SEEN: dict[str, list[str]] = {"written": [], "processes": []}


def trace(event: str, arguments: tuple) -> None:
    if event == "open" and isinstance(arguments[0], str | bytes):
        path, mode, flags = arguments
        writes = (
            flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            if flags
            else mode and set("wax+") & set(mode)
        )
        if writes:
            SEEN["written"].append(os.fsdecode(path))
    elif event in {"os.rename", "os.link", "os.symlink"}:
        SEEN["written"].append(os.fsdecode(arguments[1]))
    elif event == "sqlite3.connect":
        SEEN["written"].append(str(arguments[0]))
    elif event in {"subprocess.Popen", "os.fork", "os.exec", "os.posix_spawn", "os.system"}:
        SEEN["processes"].append(event)


sys.addaudithook(trace)

from tests.apps import stage  # noqa: E402

stage.prepare()

from django.db import connections  # noqa: E402
from tests.apps.keyring.cast import Case, Note, Team, found_team, give, open_case  # noqa: E402
from tests.apps.keyring.copying import name_site  # noqa: E402
from tests.apps.keyring.expiring import MONDAY, receive  # noqa: E402
from tests.canary.markers import EVERYTHING, compressed, planted, sealable_kinds  # noqa: E402

from holdfast.apps.casework.records import cases, journeys, places  # noqa: E402
from holdfast.apps.keyring.letterbox import new_letterbox  # noqa: E402
from holdfast.apps.keyring.place import site_folder  # noqa: E402
from holdfast.apps.keyring.queries.bodies import find, read, search  # noqa: E402
from holdfast.apps.keyring.queries.checking import check  # noqa: E402
from holdfast.apps.keyring.queries.expiry import expired  # noqa: E402
from holdfast.apps.keyring.queries.files import open_file  # noqa: E402
from holdfast.apps.keyring.records import Sealable  # noqa: E402
from holdfast.apps.keyring.rules import Actor, Part, RecordId, UnitId  # noqa: E402
from holdfast.apps.keyring.services import bodies  # noqa: E402
from holdfast.apps.keyring.services.backup import back_up  # noqa: E402
from holdfast.apps.keyring.services.bodies import add, save  # noqa: E402
from holdfast.apps.keyring.services.events import enter_event  # noqa: E402
from holdfast.apps.keyring.services.files import store_file  # noqa: E402
from holdfast.apps.keyring.services.heads import sign_head  # noqa: E402
from holdfast.apps.keyring.services.opening import open_scope  # noqa: E402
from holdfast.apps.keyring.services.recovery import recover  # noqa: E402
from holdfast.apps.keyring.services.revocation import revoke  # noqa: E402
from holdfast.apps.keyring.services.shredding import shred_as_seen, shred_unit  # noqa: E402
from holdfast.apps.keyring.services.weekly import turn_layer  # noqa: E402
from holdfast.apps.keyring.services.writing import writing  # noqa: E402
from holdfast.apps.watch.heartbeat import Condition, beat  # noqa: E402
from holdfast.apps.watch.models import WatchRow  # noqa: E402
from holdfast.apps.watch.queries.rows import rows  # noqa: E402
from holdfast.apps.watch.records import (  # noqa: E402
    Letterbox,
    NoticeAddress,
    Watched,
    seal_row,
)
from holdfast.apps.watch.rules import Step, WatchId  # noqa: E402
from holdfast.apps.watch.services.watching import fill_up, note, release  # noqa: E402
from holdfast.kernel.clock import frozen, utc_now  # noqa: E402
from holdfast.kernel.errors import HoldfastError  # noqa: E402


def live() -> None:
    """Everything that can be done so far, with markers wherever a person could write something."""
    team = found_team()
    case = open_case(team.lead, said=EVERYTHING, named=EVERYTHING)
    kinds = sealable_kinds()
    assert {cases.Case, journeys.Journey, places.Place, NoticeAddress} <= set(kinds)
    with writing(team.lead) as write:
        for kind in kinds:
            add(write, case.content, planted(kind))
        enter_event(write, case.content, {"kind": EVERYTHING, "size_bytes": 1})
        save(write, case.said, Note(text=EVERYTHING * 100, place=EVERYTHING), revision=1)
    piece = EVERYTHING.encode()
    file = store_file(team.lead, case.content, [piece * 3000, compressed(EVERYTHING)])
    assert piece in b"".join(open_file(team.lead, file))
    assert search(team.lead, EVERYTHING)
    watch_over(planted(Watched))
    team.join("mira")
    give(team, "mira", case, Part.CONTENT)
    go_wrong(team, case.said, case.content)
    revoke(team.lead, case.scope, Part.CONTENT, team.unlocked["mira"].id)
    open_scope(team.lead, case.scope)
    sign_head(team.lead)
    turn_layer()
    recover()
    back_up(bodies=COPIES / "bodies", keys=COPIES / "keys")
    shred_unit(team.lead, case.identity)
    grow_old(team, case)
    assert list(check(team.lead)) == []
    assert [n for n in find(team.lead, Note) if EVERYTHING in n.value.text]


def grow_old(team: Team, case: Case) -> None:
    """Something past its age is told of, and destroyed."""
    receive(team.lead, case, text=EVERYTHING)
    preview = expired(team.lead, clock=frozen(MONDAY + dt.timedelta(weeks=10)))
    print(preview, file=sys.stderr)  # noqa: T201
    assert [shred_as_seen(team.lead, due.unit, due.seen) for due in preview.units] == [True]


def watch_over(watched: Watched) -> None:
    """A check-in with markers in the watch's store, with marks, decoys, and one that was released."""
    box = Letterbox(*new_letterbox())
    for row in ("a" * 26, "b" * 26):
        sealed = seal_row(watched, row=row, public=box.public)
        WatchRow.objects.create(id=row, sealed=sealed)
        note(WatchId(row), Step.SENT, public=box.public, at=utc_now())
    fill_up(box)
    release(WatchId("b" * 26), box=box)
    beat(site_folder(), Condition.WATCHING, every_seconds=30)
    (seen,) = rows(box).live.values()
    assert seen.ladder[0].address == EVERYTHING


def go_wrong(team: Team, record: RecordId, unit: UnitId) -> None:
    """Refusals, with markers at hand: told to the log and to standard error, as a door might."""

    def broken() -> object:
        yield EVERYTHING.encode() * 5000
        raise OSError(28, EVERYTHING)

    def conflict(actor: Actor) -> None:
        with writing(actor) as write:
            save(write, record, Note(text=EVERYTHING), revision=1)

    log = logging.getLogger("holdfast.keyring")
    for act in (
        lambda: conflict(team.lead),
        lambda: store_file(team.lead, unit, broken()),
        lambda: read(team.lead, RecordId(EVERYTHING), Note),
        lambda: add_to(team.lead, UnitId(EVERYTHING)),
    ):
        try:
            act()
        except HoldfastError as error:
            log.warning("%s", error)
            print(repr(error), file=sys.stderr)  # noqa: T201
        else:
            raise AssertionError("it should have been refused")


def add_to(actor: Actor, unit: UnitId) -> None:
    with writing(actor) as write:
        add(write, unit, Note(text=EVERYTHING))


# ------------------------------------------------------------ leaking on purpose


def leak(way: str) -> None:
    """Break the build: what is sealed also goes where it must not."""
    original = bodies.encode

    def leaky(value: Sealable, **how: str) -> bytes:
        plain = original(value, **how)
        LEAKS[way](plain, plain.decode("utf-8", "ignore"))
        return plain

    bodies.encode = leaky


def _append(path: Path, data: bytes) -> None:
    with path.open("ab") as file:
        file.write(data)


def _index(text: str) -> None:
    with connections["bodies"].cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS words (word text)")
        cursor.execute("INSERT INTO words VALUES (%s)", [text])


def _spool(way: str, data: bytes) -> None:
    _append(Path(tempfile.gettempdir()) / f"spool-{way}", data)


LEAKS = {
    "index": lambda plain, text: _index(text),
    "file": lambda plain, text: _spool("file", plain),
    "gzip": lambda plain, text: _spool("gzip", compressed(text)),
    "utf-16": lambda plain, text: _spool("utf-16", text.encode("utf-16-le")),
    "hex": lambda plain, text: _spool("hex", plain.hex().encode()),
    "base64": lambda plain, text: _spool("base64", b64encode(plain)),
    "log": lambda plain, text: logging.getLogger("holdfast.keyring").warning("saving %s", text),
    "elsewhere": lambda plain, text: _append(Path("/dev/shm/holdfast-canary-elsewhere"), b"x"),
}


if __name__ == "__main__":
    where, trace_file, *ways = sys.argv[1:]
    stage.stand(Path(where))
    name_site(Path(where))
    for way in ways:
        leak(way)
    live()
    seen = {name: sorted(set(found)) for name, found in SEEN.items()}
    Path(trace_file).write_text(json.dumps(seen), "utf-8")
    os._exit(0)
