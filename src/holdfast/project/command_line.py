"""The `holdfast` program: the command line, with the premises of real sites.

Invariants: Django is imported only when a command stands on a site; one process stands on one site.
"""

# ruff: noqa: PLC0415  (Django and what needs it are imported once the site's folder is known)
from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from holdfast.doors.cli.main import run
from holdfast.kernel.identifiers import random_id

from .errors import NoDjangoError, NoSiteError, UnfinishedSiteError
from .memory import refuse_core_dumps
from .site import FILE_NAME, UNFINISHED, Site, Stores, folder_from

if TYPE_CHECKING:
    from holdfast.apps.accounts.gate import Gate


class RealPremises:
    """Sites in folders of this machine, at the cost of production."""

    def folder(self, named: Path | None) -> Path:
        """The folder that was named, or that HOLDFAST_DATA names. Raises NoSiteError."""
        return named.resolve() if named is not None else folder_from()

    def begin(self, folder: Path) -> None:
        """Make an empty site, or begin again with one that was cut off, and stand on it."""
        _need_django()
        from holdfast.apps.keyring.faults import in_words

        from .founding import make_tables, write_site

        with in_words():
            if not (folder / FILE_NAME).is_file():
                write_site(folder, Site(random_id()))
            _set_up(folder)
            from .unfinished import begin_anew

            make_tables()
            begin_anew(folder)

    def finish(self, folder: Path) -> None:
        """Let a site count that `begin` has begun."""
        from holdfast.apps.keyring.faults import in_words

        from .unfinished import finish

        with in_words():
            finish(folder)

    def enter(self, folder: Path) -> None:
        """Stand on a site that is there.

        Raises NoSiteError, UnfinishedSiteError, NewerSiteError, OlderSiteError.
        """
        _need_django()
        _set_up(_there(folder))
        from holdfast.apps.keyring.faults import in_words

        from .release import check_release

        with in_words():
            check_release()

    def stand_at_line(self, intake: Path) -> None:
        """Stand at the line alone, as its door does. Raises NoDjangoError."""
        _need_django()
        os.environ["HOLDFAST_INTAKE"] = str(intake.resolve())
        _start("holdfast.project.settings.source")

    def bring_in(self, folder: Path, *, lacking: tuple[str, ...]) -> None:
        """Stand on what copies were brought together in; stores that they lack are made, empty.

        Raises LostStoreError, NewerSiteError, OlderSiteError.
        """
        _need_django()
        _set_up(_there(folder))
        from holdfast.apps.keyring.faults import in_words

        from .founding import make_tables
        from .release import check_release

        with in_words():
            if lacking:
                make_tables()
            check_release()

    def share_line(self, folder: Path, group: str) -> None:
        """Let a group reach the line's folder. Raises NoSiteError, NoSuchGroupError, NotOursError.

        No store is opened: who does this is root, whose files the desk could not write to.
        """
        from .sharing import share_line

        share_line(_there(folder), group)

    def move(self, folder: Path, *, bodies: str, keystore: str) -> None:
        """Put the stores of the site that this process stands on into two PostgreSQL databases.

        Raises BadSiteFileError (what libpq cannot read), MovedSiteError, StoreInTheWayError.
        """
        from holdfast.apps.keyring.faults import in_words

        from .moving import move_to_server

        with in_words():
            move_to_server(folder, Stores(bodies, keystore))

    def upgrade(self, folder: Path) -> None:
        """Bring a site's tables to this release. Raises NoSiteError, NewerSiteError."""
        from .errors import OlderSiteError

        try:
            self.enter(folder)
        except OlderSiteError:
            from .founding import make_tables

            make_tables()

    def gate(self) -> Gate:
        """What a log-in meets, at the cost of production."""
        from holdfast.apps.accounts.gate import Gate

        return Gate()


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code."""
    sys.exit(run(arguments, premises=RealPremises()))


def _there(folder: Path) -> Path:
    if not (folder / FILE_NAME).is_file():
        raise NoSiteError
    if (folder / UNFINISHED).exists():
        raise UnfinishedSiteError
    return folder


def _need_django() -> None:
    if find_spec("django") is None:
        raise NoDjangoError


def _set_up(folder: Path) -> None:
    os.environ["HOLDFAST_DATA"] = str(folder)
    _start("holdfast.project.settings.cli")


def _start(settings: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    import django

    refuse_core_dumps()
    django.setup()
