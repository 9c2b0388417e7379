"""The source process: what it loads, what it opens, what it leaves, seen from outside of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.apps import stage

stage.prepare()

from tests.apps.conftest import on_sqlite  # noqa: E402
from tests.apps.intake.cast import open_line  # noqa: E402

from holdfast.apps.intake.models import LetterIn, Mailbox  # noqa: E402

pytestmark = on_sqlite
REPOSITORY = Path(__file__).parents[2]
CHILD = """
import io, json, os, sys
opened = set()
def look(event, arguments):
    if event in {"open", "sqlite3.connect"} and isinstance(arguments[0], (str, bytes)):
        opened.add(os.path.realpath(os.fsdecode(arguments[0]).removeprefix("file:").split("?")[0]))
sys.addaudithook(look)
from holdfast.project.wsgi_source import application
from django.conf import settings
from holdfast.apps.keyring.contactcodes import LEAST
settings.HOLDFAST_CODE_COST = LEAST
body = b"text=They+are+at+the+door"
answers = []
for method, path, sent in (("GET", "/", b""), ("POST", "/send", body), ("POST", "/code", b"code=x")):
    said = []
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "SERVER_NAME": "door", "SERVER_PORT": "80",
        "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(sent), "CONTENT_LENGTH": str(len(sent)),
        "CONTENT_TYPE": "application/x-www-form-urlencoded", "REMOTE_ADDR": "192.0.2.77",
        "HTTP_USER_AGENT": "a browser that can be told apart",
    }
    page = b"".join(application(environ, lambda status, headers: said.append((status, headers))))
    answers.append([said[0][0], dict(said[0][1]), len(page)])
import resource
print(json.dumps({
    "core": resource.getrlimit(resource.RLIMIT_CORE), "behind": os.nice(0),
    "answers": answers, "opened": sorted(opened), "stores": sorted(settings.DATABASES),
    "apps": settings.INSTALLED_APPS, "modules": sorted(m for m in sys.modules if "holdfast" in m),
}))
"""


@pytest.fixture(scope="module")
def seen():
    with stage.folder() as folder:
        site = stage.stand(folder / "site")
        open_line()
        environment = {
            "PATH": os.environ["PATH"], "PYTHONPATH": "src", "HOLDFAST_INTAKE": str(site / "intake"),
            "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", CHILD],
            cwd=REPOSITORY, env=environment, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        counts = (Mailbox.objects.count(), LetterIn.objects.count())
        stage.leave()
        files = [path for path in (site / "intake").rglob("*") if path.is_file()]
        everything = b"\0".join(path.read_bytes() for path in files)
        yield {
            **json.loads(done.stdout), "site": str(site), "said": done.stderr, "counts": counts,
            "everything": everything,
        }  # fmt: skip


def test_it_steps_back_behind_the_desk(seen) -> None:
    assert seen["behind"] >= 10


def test_it_answers_without_a_cookie_and_stores_what_was_written(seen) -> None:
    assert [status for status, _, _ in seen["answers"]] == ["200 OK"] * 3
    assert all("Set-Cookie" not in headers for _, headers, _ in seen["answers"])
    assert seen["counts"] == (1, 1)


def test_it_knows_the_lines_store_and_no_other(seen) -> None:
    assert seen["stores"] == ["default", "intake"]
    assert seen["apps"] == ["holdfast.apps.intake"]


def test_it_opens_nothing_of_the_site_but_the_lines_folder(seen) -> None:
    of_site = [path for path in seen["opened"] if path.startswith(seen["site"])]
    assert of_site
    assert all(path.startswith(f"{seen['site']}/intake") for path in of_site)


def test_it_loads_no_table_and_no_service_of_the_desk(seen) -> None:
    tables = {m for m in seen["modules"] if m.endswith(".models")}
    assert tables == {"holdfast.apps.intake.models"}
    rooms = {"casework", "archive", "review", "analysis", "publication", "watch", "ledger"}
    assert not [m for m in seen["modules"] if set(m.split(".")) & rooms]
    assert not [m for m in seen["modules"] if m.startswith("holdfast.apps.keyring.services.")]
    assert not [m for m in seen["modules"] if m.startswith("holdfast.doors.desk")]


def test_nothing_of_who_asked_stands_in_the_folder_or_in_what_it_said(seen) -> None:
    for trace in (b"192.0.2.77", b"a browser that", b"at the door", b"at+the+door"):
        assert trace not in seen["everything"]
        assert trace.decode() not in seen["said"]


def test_a_crash_of_it_writes_no_image_of_its_memory(seen) -> None:
    assert seen["core"] == [0, 0]


def test_without_a_folder_it_does_not_start() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import holdfast.project.wsgi_source"],
        cwd=REPOSITORY, env={"PATH": os.environ["PATH"], "PYTHONPATH": "src"},
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode != 0
    assert "NoSiteError" in done.stderr
