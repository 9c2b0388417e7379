from pathlib import Path

import pytest
from django.db import connections
from tests.apps import stage

from holdfast.project.founding import write_site
from holdfast.project.site import Site, read_site

ID = "tervenia" + "b" * 18


def test_a_site_file_is_never_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_site(folder, Site(ID))
    assert read_site(folder) == Site(ID)
    assert folder.stat().st_mode & 0o077 == 0
    with pytest.raises(FileExistsError):
        write_site(folder, Site(ID))


def test_the_history_of_tables_does_not_say_when_they_were_made(tmp_path: Path) -> None:
    stage.stand(tmp_path / "site")
    for store in stage.STORES:
        with connections[store].cursor() as cursor:
            cursor.execute("SELECT DISTINCT applied FROM django_migrations")
            assert [str(row[0])[:10] for row in cursor.fetchall()] == ["2000-01-01"]
    stage.leave()
