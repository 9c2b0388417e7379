"""`DIR/site.toml`: what one site is called and where its two stores are.

Invariants:
- Nothing secret stands in it, and nothing of anybody's case.
- A key it does not know, or a value of another form, is refused in words; nothing is guessed.

    installation = "7kq..."          26 letters and digits, drawn by `holdfast site init`
    [stores]                          left out: two SQLite files in the folder
    bodies = "host=/run/postgresql dbname=bodies user=holdfast"
    keystore = "host=/run/postgresql dbname=keystore user=holdfast"
    [notices]                         left out: the watch can tell nobody
    host = "mail.example"
    port = 587
    from = "desk@mail.example"
    security = "starttls"             or "tls", or "none" on this machine only
    user = "desk"                     left out: no log-in
    password_file = "/etc/holdfast/smtp"
    [ntfy]                            left out: notices of the line go by mail only
    url = "https://ntfy.example"
    token_file = "/etc/holdfast/ntfy" left out: no log-in
    proxy = "socks5://127.0.0.1:9050" left out: straight; Tor's, where url is an onion address
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import SplitResult, urlsplit

import msgspec

from .errors import BadSiteFileError, NoSiteError

FILE_NAME = "site.toml"
OWN_STORES = ("intake", "watch")
UNFINISHED = "unfinished"  # a file that is there until the first keyholder has a passphrase
_INSTALLATION = re.compile(r"[a-z2-7]{26}")


class Stores(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """libpq connection strings of the two PostgreSQL databases; passwords stay in a pgpass file."""

    bodies: str
    keystore: str


class Notices(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"sender": "from"}):
    """Through which mail server the watch tells people that something needs them."""

    host: str
    sender: str
    port: int = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password_file: str = ""


class Ntfy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Through which ntfy server the line's notices reach telephones."""

    url: str
    token_file: str = ""
    proxy: str = ""


class Site(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `site.toml` says."""

    installation: str
    stores: Stores | None = None
    notices: Notices | None = None
    ntfy: Ntfy | None = None


def read_site(folder: Path) -> Site:
    """What the folder's `site.toml` says.

    Raises NoSiteError where there is none, BadSiteFileError where it is not of its form.
    """
    try:
        text = (folder / FILE_NAME).read_text("utf-8")
    except FileNotFoundError:
        raise NoSiteError from None
    except (OSError, UnicodeDecodeError):
        raise BadSiteFileError from None
    return parse_site(text)


def parse_site(text: str) -> Site:
    """What this text of a `site.toml` says. Raises BadSiteFileError."""
    try:
        site = msgspec.convert(tomllib.loads(text), Site)
    except tomllib.TOMLDecodeError as error:
        raise BadSiteFileError(hint=f"It is not TOML: {error}.") from None
    except msgspec.ValidationError as error:
        raise BadSiteFileError(hint=f"{error}.") from None
    if not _INSTALLATION.fullmatch(site.installation):
        raise BadSiteFileError(hint="`installation` is 26 lower-case letters and digits 2 to 7.")
    if site.stores is not None and site.stores.bodies == site.stores.keystore:
        raise BadSiteFileError(hint="`bodies` and `keystore` must be two databases.")
    if site.ntfy is not None:
        _check_ntfy(site.ntfy)
    return site


def _check_ntfy(ntfy: Ntfy) -> None:
    """Return where its address and its proxy can be used, and nothing goes out in clear."""
    url, proxy = urlsplit(ntfy.url), urlsplit(ntfy.proxy)
    host = url.hostname or ""
    is_near = host in {"localhost", "127.0.0.1", "::1"} or host.endswith(".onion")
    if not (host and (url.scheme == "https" or (url.scheme == "http" and is_near))):
        hint = "`url` under [ntfy] begins with https://; http:// is for this machine and .onion."
        raise BadSiteFileError(hint=hint)
    if ntfy.proxy and not (proxy.scheme == "socks5" and proxy.hostname and _port(proxy)):
        raise BadSiteFileError(hint="`proxy` under [ntfy] reads like socks5://127.0.0.1:9050.")


def _port(address: SplitResult) -> int | None:
    try:
        return address.port
    except ValueError:
        return None


def site_toml(site: Site) -> str:
    """The text of a `site.toml` that says `site`."""
    lines = [f'installation = "{site.installation}"']
    if site.stores is not None:
        lines += ["", "[stores]"]
        lines += [
            f"{name} = {_quoted(getattr(site.stores, name))}" for name in Stores.__struct_fields__
        ]
    for name, table in (("notices", site.notices), ("ntfy", site.ntfy)):
        if table is not None:
            lines += ["", f"[{name}]"]
            said = msgspec.to_builtins(table)
            lines += [
                f"{key} = {msgspec.json.encode(value).decode()}" for key, value in said.items()
            ]
    return "\n".join(lines) + "\n"


def folder_from(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder that `HOLDFAST_DATA` names. Raises NoSiteError where it names none."""
    named = environment.get("HOLDFAST_DATA", "")
    if not named:
        raise NoSiteError
    return Path(named).resolve()


def databases(site: Site, folder: Path) -> dict[str, dict[str, Any]]:
    """Django's DATABASES: the four stores, and a `default` that nothing can use.

    The line and the watch are small and stand in files of their own whatever the two others are.
    """
    if site.stores is None:
        stores = {name: _sqlite(folder / f"{name}.sqlite3") for name in ("bodies", "keystore")}
    else:
        stores = {
            "bodies": _postgresql(site.stores.bodies),
            "keystore": _postgresql(site.stores.keystore),
        }
    return {"default": {}, **stores, **{name: own_store(folder / name) for name in OWN_STORES}}


def own_store(folder: Path) -> dict[str, Any]:
    """The database of the line or of the watch, in a folder that is named like it."""
    return _sqlite(folder / f"{folder.name}.sqlite3")


def _sqlite(path: Path) -> dict[str, Any]:
    """Durable, wiped on deletion, and nothing on disk beside the file, its -wal and its -shm."""
    pragmas = "journal_mode=WAL synchronous=FULL secure_delete=ON temp_store=MEMORY foreign_keys=ON"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "".join(f"PRAGMA {pragma};" for pragma in pragmas.split()),
        },
    }


def _postgresql(conninfo: str) -> dict[str, Any]:
    """psycopg 3, durable before a commit answers."""
    from psycopg import Error  # noqa: PLC0415  (only where it is used)
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415

    try:
        words = conninfo_to_dict(conninfo)
    except Error:
        raise BadSiteFileError(hint="Under [stores] stands what libpq cannot read.") from None
    options = {key: value for key, value in words.items() if value is not None}
    name = str(options.pop("dbname", "holdfast"))
    settings = "-c synchronous_commit=on -c timezone=UTC"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "OPTIONS": {**options, "options": f"{options.get('options', '')} {settings}".strip()},
    }


def _quoted(text: str) -> str:
    return msgspec.json.encode(text).decode()  # a JSON string is a TOML basic string
