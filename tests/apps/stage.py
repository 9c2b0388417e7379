"""A site of its own for each test: real files in a folder, as they stand in the field.

Django is set up when the first such test asks for it, so that all other tests stay as fast as they
are. Where HOLDFAST_TEST_POSTGRES holds connection words (host, port, user), the same tests run on
two PostgreSQL databases named `bodies` and `keystore`.
"""

# ruff: noqa: PLC0415  (Django is imported when it is set up)
from __future__ import annotations

import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

INSTALLATION = "tervenia" + "a" * 18
STORES = ("bodies", "keystore")
POSTGRES = os.environ.get("HOLDFAST_TEST_POSTGRES", "")


@cache
def template() -> Path:
    """A folder with the empty tables, made once a process."""
    folder = Path(tempfile.mkdtemp(prefix="holdfast-template-"))
    os.environ["HOLDFAST_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "holdfast.project.settings.test"
    from holdfast.project.founding import write_site
    from holdfast.project.site import Site, Stores

    stores = Stores(*(f"{POSTGRES} dbname={name}" for name in STORES)) if POSTGRES else None
    write_site(folder, Site(INSTALLATION, stores))
    import django

    django.setup()
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
        if POSTGRES:
            _empty(name)
            continue
        path = folder / f"{name}.sqlite3"
        if not path.exists():
            shutil.copyfile(source / path.name, path)
        connections[name].settings_dict["NAME"] = str(path)
    return folder


def leave() -> None:
    """Close this process's connections."""
    from django.db import connections

    connections.close_all()


def _empty(name: str) -> None:
    from django.db import connections

    with connections[name].cursor() as cursor:
        tables = [
            t for t in connections[name].introspection.table_names() if t != "django_migrations"
        ]
        cursor.execute(f"TRUNCATE {', '.join(tables)}")
