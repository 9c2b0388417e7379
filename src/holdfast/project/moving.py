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

    Nobody else may work in the site: who has the files open goes on writing to them. Raises
    MovedSiteError (it stands on a server), StoreInTheWayError, DatabaseError; then nothing moved.
    """
    here = read_site(folder)
    if here.stores is not None:
        raise MovedSiteError
    there = Site(here.installation, stores)
    servers = ConnectionHandler(databases(there, folder))
    try:
        with writers_wait():
            for alias in (KEYSTORE, BODIES):
                to_server(folder / f"{alias}.sqlite3", servers[alias])
            place_file(folder / FILE_NAME, site_toml(there).encode())
    finally:
        servers.close_all()
    connections.close_all()
    for left in sorted(folder.glob("*.sqlite3*")):
        destroy_file(left)
