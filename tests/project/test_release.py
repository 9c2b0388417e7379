from __future__ import annotations

import pytest
from django.db import connections
from tests.apps import stage
from tests.apps.conftest import on_sqlite

from holdfast.project.errors import LostStoreError, NewerSiteError, OlderSiteError
from holdfast.project.release import check_release


def history(store, sql):
    with connections[store].cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture(params=stage.STORES)
def store(request, site):
    with connections[request.param].cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        rows = cursor.fetchall()
    yield request.param
    history(request.param, "DELETE FROM django_migrations")
    with connections[request.param].cursor() as cursor:
        for row in rows:
            cursor.execute(
                "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, '2000-01-01')",
                row,
            )


def test_tables_of_this_release_are_taken(site):
    assert check_release() == stage.STORES


def test_a_store_that_a_newer_release_wrote_is_refused(store):
    history(
        store,
        "INSERT INTO django_migrations (app, name, applied) VALUES ('accounts', '9999_x', '2000-01-01')",
    )
    with pytest.raises(NewerSiteError):
        check_release()


def test_a_store_of_an_older_release_is_refused(store):
    history(store, "DELETE FROM django_migrations WHERE name LIKE '0002%'")
    with pytest.raises(OlderSiteError):
        check_release()


@on_sqlite
@pytest.mark.parametrize("name", stage.STORES)
def test_a_store_that_is_not_there_is_not_made_anew(site, name):
    connections[name].close()
    path = site / stage.file_of(name)
    path.unlink()
    with pytest.raises(LostStoreError):
        check_release()
    assert not path.exists()
