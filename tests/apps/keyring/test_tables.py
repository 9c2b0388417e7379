from tests.apps.conftest import on_sqlite

from holdfast.apps.keyring.tables import known_tables


@on_sqlite
def test_the_tables_that_are_known_are_those_that_the_stores_have(site: object) -> None:
    from django.db import connections  # noqa: PLC0415

    for store in ("bodies", "keystore"):
        with connections[store].cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            assert sorted(".".join(row) for row in cursor.fetchall()) == known_tables()
