"""The move itself is tried on a server in tests/apps/keyring/test_portable.py."""

import pytest
from tests.apps import stage
from tests.apps.conftest import on_sqlite

from holdfast.project.errors import BadSiteFileError, MovedSiteError
from holdfast.project.moving import move_to_server
from holdfast.project.site import FILE_NAME, Site, Stores, read_site, site_toml

THERE = Stores("dbname=one", "dbname=two")


ELSEWHERE = Stores("dbname=three", "dbname=four")


def test_a_site_on_a_server_is_not_moved_to_another(site):
    (site / FILE_NAME).write_text(site_toml(Site(stage.INSTALLATION, THERE)), "utf-8")
    with pytest.raises(MovedSiteError):
        move_to_server(site, ELSEWHERE)
    assert read_site(site).stores == THERE


@on_sqlite
def test_a_move_that_was_cut_off_before_the_files_were_removed_is_finished(site):
    (site / FILE_NAME).write_text(site_toml(Site(stage.INSTALLATION, THERE)), "utf-8")
    assert len(list(site.glob("*.sqlite3"))) == 2
    move_to_server(site, THERE)
    assert list(site.glob("*.sqlite3*")) == []


@on_sqlite
def test_what_libpq_cannot_read_moves_nothing(site):
    (site / FILE_NAME).write_text(site_toml(Site(stage.INSTALLATION)), "utf-8")
    with pytest.raises(BadSiteFileError):
        move_to_server(site, Stores("dbname", "also nothing"))
    assert read_site(site).stores is None
    assert (site / "bodies.sqlite3").is_file()
