"""The folder of a site and its empty tables.

Invariants: the tables' own history does not say when they were made.
"""

from __future__ import annotations

from pathlib import Path

from django.core.management import call_command
from django.db import connections

from holdfast.kernel.disk import make_folder, place_file

from .router import BODIES, KEYSTORE
from .site import FILE_NAME, Site, site_toml


def write_site(folder: Path, site: Site) -> None:
    """Make the folder, for this user only, with its `site.toml`. Raises FileExistsError."""
    if (folder / FILE_NAME).exists():
        raise FileExistsError
    make_folder(folder)
    place_file(folder / FILE_NAME, site_toml(site).encode())


def make_tables() -> None:
    """Make the tables of both stores, or bring them to this release."""
    for alias in (BODIES, KEYSTORE):
        call_command("migrate", database=alias, verbosity=0, interactive=False)
        _blur_history(alias)


def _blur_history(alias: str) -> None:
    """Django notes when each migration ran, to the microsecond: a fixed moment stands instead."""
    with connections[alias].cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET applied = '2000-01-01 00:00:00+00:00'")
