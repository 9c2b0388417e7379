"""From two files in the folder to two databases of a PostgreSQL server.

Invariants:
- The site moves whole, or stays where it is: `site.toml` decides, and is replaced last.
- Databases that have tables are left alone.
"""

from __future__ import annotations

from pathlib import Path

from django.db import connections
from django.db.utils import ConnectionHandler

from holdfast.apps.keyring.portable import to_server
from holdfast.apps.ledger.services import writing as writers_wait
from holdfast.kernel.disk import destroy_file, place_file

from .errors import MovedSiteError
from .router import BODIES, KEYSTORE
from .site import FILE_NAME, Site, Stores, databases, read_site, site_toml


def move_to_server(folder: Path, stores: Stores) -> None:
    """Put both stores of a site of files on a server, and remove the files.

    Nobody else may work in the site: who has the files open goes on writing to them. Cut off, it is
    called again; where the site stands on this server already, only the files are removed. Raises
    MovedSiteError (it stands on another), StoreInTheWayError, DatabaseError; then nothing moved.
    """
    here = read_site(folder)
    there = Site(here.installation, stores)
    if here.stores is None:
        _move(folder, there)
    elif here != there:
        raise MovedSiteError
    _remove_files(folder)


def _move(folder: Path, there: Site) -> None:
    servers = ConnectionHandler(databases(there, folder))
    try:
        with writers_wait():
            for alias in (KEYSTORE, BODIES):
                to_server(folder / f"{alias}.sqlite3", servers[alias])
            place_file(folder / FILE_NAME, site_toml(there).encode())
    finally:
        servers.close_all()


def _remove_files(folder: Path) -> None:
    connections.close_all()
    for left in sorted(folder.glob(f"{KEYSTORE}.sqlite3*")):
        destroy_file(left)
    for left in sorted(folder.glob(f"{BODIES}.sqlite3*")):
        left.unlink()  # it may be large, and opens with no key that is here
