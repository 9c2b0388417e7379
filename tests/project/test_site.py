from pathlib import Path

import pytest

from holdfast.project.errors import BadSiteFileError, NoSiteError
from holdfast.project.site import (
    FILE_NAME,
    Notices,
    Ntfy,
    Site,
    Stores,
    databases,
    folder_from,
    parse_site,
    read_site,
    site_toml,
)

ID = "tervenia" + "a" * 18
STORES = Stores("host=/run dbname=bodies options='-c work_mem=1MB'", "host=/run dbname=keystore")


NOTICES = Notices("mail.example", 'a "desk"@mail.example', 2525, "none", "desk", "/etc/smtp")
NTFY = Ntfy("http://abc.onion:80", "/etc/ntfy", "socks5://127.0.0.1:9050")


@pytest.mark.parametrize("site", [Site(ID), Site(ID, STORES), Site(ID, STORES, NOTICES, NTFY)])
def test_a_site_file_reads_back_as_it_was_written(site: Site) -> None:
    assert parse_site(site_toml(site)) == site


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f'installation = "{ID}"\ncolour = 1', "colour"),
        ("installation = 5", "installation"),
        ('installation = "Mira"', "26 lower-case"),
        ("installation = ", "not TOML"),
        (
            f'installation = "{ID}"\n[notices]\nhost = "h"\nfrom = "a@h"\nsecurity = "maybe"',
            "maybe",
        ),
        (f'installation = "{ID}"\n[stores]\nbodies = "a"\nkeystore = "a"', "two databases"),
    ],
)
def test_what_is_not_known_is_refused_in_words(text: str, says: str) -> None:
    with pytest.raises(BadSiteFileError, match=says):
        parse_site(text)


@pytest.mark.parametrize(
    ("url", "proxy", "says"),
    [
        ("http://ntfy.example", "", "begins with https"),
        ("ftp://ntfy.example", "", "begins with https"),
        ("https://", "", "begins with https"),
        ("https://ntfy.example", "http://127.0.0.1:9050", "reads like socks5"),
        ("https://ntfy.example", "socks5://127.0.0.1", "reads like socks5"),
        ("https://ntfy.example", "socks5://127.0.0.1:nine", "reads like socks5"),
    ],
)
def test_notices_go_nowhere_in_clear_and_through_no_other_kind_of_proxy(
    url: str, proxy: str, says: str
) -> None:
    with pytest.raises(BadSiteFileError, match=says):
        parse_site(f'installation = "{ID}"\n[ntfy]\nurl = "{url}"\nproxy = "{proxy}"')
    for near in ("http://127.0.0.1:2586", "http://x.onion", "https://ntfy.example/under"):
        assert parse_site(f'installation = "{ID}"\n[ntfy]\nurl = "{near}"').ntfy == Ntfy(near)


def test_a_folder_without_a_site_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoSiteError):
        read_site(tmp_path)
    (tmp_path / FILE_NAME).write_bytes(b"\xff\xfe")
    with pytest.raises(BadSiteFileError):
        read_site(tmp_path)


def test_no_folder_named_is_no_site() -> None:
    with pytest.raises(NoSiteError):
        folder_from({})
    assert folder_from({"HOLDFAST_DATA": "/x/../y"}) == Path("/y")


def test_by_default_the_stores_are_durable_sqlite_files(tmp_path: Path) -> None:
    stores = databases(Site(ID), tmp_path)
    assert stores["default"] == {}
    assert stores["bodies"]["NAME"] != stores["keystore"]["NAME"]
    for name in ("bodies", "keystore", "intake", "watch"):
        options = stores[name]["OPTIONS"]
        assert options["transaction_mode"] == "IMMEDIATE"
        for pragma in ("WAL", "synchronous=FULL", "secure_delete=ON", "temp_store=MEMORY"):
            assert pragma in options["init_command"]


def test_one_setting_moves_both_stores_to_postgresql(tmp_path: Path) -> None:
    stores = databases(Site(ID, STORES), tmp_path)
    assert stores["bodies"]["ENGINE"] == "django.db.backends.postgresql"
    assert (stores["bodies"]["NAME"], stores["keystore"]["NAME"]) == ("bodies", "keystore")
    assert "synchronous_commit=on" in stores["bodies"]["OPTIONS"]["options"]


def test_connection_words_that_libpq_cannot_read_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSiteFileError, match="libpq"):
        databases(Site(ID, Stores("colour=red", "dbname=b")), tmp_path)
