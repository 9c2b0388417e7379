"""The folder of a site and its empty tables.

Invariants: the tables' own history does not say when they were made.
"""

from __future__ import annotations

from pathlib import Path

from django.core.management import call_command
from django.db import connections

from holdfast.kernel.disk import make_folder, place_file

from .router import STORES
from .site import FILE_NAME, Site, site_toml


def write_site(folder: Path, site: Site) -> None:
    """Make the folder, for this user only, with its `site.toml`. Raises FileExistsError."""
    if (folder / FILE_NAME).exists():
        raise FileExistsError
    make_folder(folder)
    place_file(folder / FILE_NAME, site_toml(site).encode())


def make_tables() -> None:
    """Make the tables of every store, or bring them to this release."""
    for alias in STORES:
        _make_folder(alias)
        call_command("migrate", database=alias, verbosity=0, interactive=False)
        _blur_history(alias)


def _make_folder(alias: str) -> None:
    """A store that is a file stands in a folder of its own, for this user only."""
    connection = connections[alias]
    if connection.vendor == "sqlite":
        make_folder(Path(connection.settings_dict["NAME"]).parent)


def _blur_history(alias: str) -> None:
    """Django notes when each migration ran, to the microsecond: a fixed moment stands instead."""
    with connections[alias].cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET applied = '2000-01-01 00:00:00+00:00'")
