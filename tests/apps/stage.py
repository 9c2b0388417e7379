"""A site of its own for each test: real files in a folder, as they stand in the field.

`prepare` sets Django up, so that test modules below can import its models; tables are made when the
first test stands on a site. Where HOLDFAST_TEST_POSTGRES holds connection words (host, port, user),
the same tests run on two PostgreSQL databases named `bodies` and `keystore`.
"""

# ruff: noqa: PLC0415  (what needs Django is imported once it is set up)
from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

INSTALLATION = "tervenia" + "a" * 18
GROWN = ("bodies", "keystore")  # the stores that can be PostgreSQL
OWN = ("intake", "watch")  # each in a folder of its own
STORES = (*GROWN, *OWN)
POSTGRES = os.environ.get("HOLDFAST_TEST_POSTGRES", "")


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that is gone afterwards: in memory where there is such a disk, since what takes
    time here is waiting for a disk to say that it has written."""
    memory = Path("/dev/shm")
    place = memory if os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="holdfast-site-", dir=place) as made:
        yield Path(made)


@cache
def prepare() -> Path:
    """Set Django up, once a process. Returns the folder of the empty site that others copy."""
    folder = Path(tempfile.mkdtemp(prefix="holdfast-template-"))
    atexit.register(_forget, folder, os.getpid())
    os.environ["HOLDFAST_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "holdfast.project.settings.test"
    from holdfast.project.founding import write_site
    from holdfast.project.site import Site, Stores

    stores = Stores(*(f"{POSTGRES} dbname={name}" for name in GROWN)) if POSTGRES else None
    write_site(folder, Site(INSTALLATION, stores))
    import django

    django.setup()
    return folder


@cache
def template() -> Path:
    """The folder of a site whose tables are made, once a process."""
    folder = prepare()
    from holdfast.project.founding import make_tables

    make_tables()
    leave()
    return folder


def stand(folder: Path) -> Path:
    """Let this process work in `folder`, which becomes an empty site where it is not one yet."""
    source = template()
    from django.conf import settings
    from django.db import connections

    leave()
    folder.mkdir(parents=True, exist_ok=True)
    settings.HOLDFAST_DATA = folder
    for name in STORES:
        if POSTGRES and name in GROWN:
            _empty(name)
            continue
        path = folder / file_of(name)
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            shutil.copyfile(source / file_of(name), path)
        connections[name].settings_dict["NAME"] = str(path)
    return folder


def file_of(store: str) -> str:
    """Where a store's file stands in the folder of a site."""
    return f"{store}/{store}.sqlite3" if store in OWN else f"{store}.sqlite3"


def leave() -> None:
    """Close this process's connections."""
    from django.db import connections

    connections.close_all()


def _empty(name: str) -> None:
    from django.db import connections

    names = connections[name].introspection.table_names()
    tables = [table for table in names if table != "django_migrations"]
    with connections[name].cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables)}")


def _forget(folder: Path, process: int) -> None:
    if os.getpid() == process:  # not in a child that was forked off
        shutil.rmtree(folder, ignore_errors=True)
