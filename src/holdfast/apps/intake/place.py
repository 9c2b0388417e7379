"""Where the line's folder lies, and `door.toml`: all that the source process is told.

Invariants:
- Nothing secret stands in it: with it one can write to the team, and open nothing.
- It appears whole or not at all. A key it does not know is refused in words.

    installation = "7kq..."       what every letter is bound to
    salt = "00ff..."              32 hexadecimal digits, of all contact codes
    public = "1d3a..."            64 hexadecimal digits, the line's letterbox
    leave = "https://..."         where "Leave this page now" leads
    files_mib = 1024              room for files that nobody took in yet
    file_mib = 64                 the largest file
    reserve_mib = 256             what files leave free on the disk for words
    watch = "9f0b..."             64 hexadecimal digits, the watch's letterbox; empty: no notices
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
from django.conf import settings

from holdfast.apps.keyring.disk import place_file
from holdfast.kernel.stamped import Stamped

from .errors import BadDoorError, LineClosedError

FILE_NAME = "door.toml"
_FOR_THE_SOURCE_USER = 0o640


class Door(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What `door.toml` says."""

    installation: str
    salt: str
    public: str
    leave: str = "https://www.yr.no/"
    files_mib: int = 1024
    file_mib: int = 64
    reserve_mib: int = 256
    watch: str = ""


def intake_folder() -> Path:
    """The folder of the line: all that the source process can reach."""
    own = getattr(settings, "HOLDFAST_INTAKE", None)
    return Path(own) if own else Path(settings.HOLDFAST_DATA) / "intake"


def files_folder() -> Path:
    """Where files wait for the desk, sealed."""
    return intake_folder() / "files"


def read_door() -> Door:
    """What `door.toml` says now. Raises LineClosedError, BadDoorError."""
    try:
        return _DOORS.of(intake_folder() / FILE_NAME)
    except FileNotFoundError:
        raise LineClosedError from None
    except (OSError, ValueError, msgspec.MsgspecError):  # of UTF-8, of TOML, of its form
        raise BadDoorError from None


def _read(data: bytes) -> Door:
    door = msgspec.convert(tomllib.loads(data.decode()), Door)
    keys = [door.public, *([door.watch] if door.watch else [])]
    if not (_is_hex(door.salt, 16) and all(_is_hex(key, 32) for key in keys)):
        raise BadDoorError
    return door


_DOORS = Stamped(_read)


def write_door(door: Door) -> None:
    """Put `door.toml` in the place of the present one. Raises OSError."""
    fields = msgspec.to_builtins(door)
    lines = [f"{name} = {msgspec.json.encode(value).decode()}" for name, value in fields.items()]
    path = intake_folder() / FILE_NAME
    place_file(path, ("\n".join(lines) + "\n").encode())
    path.chmod(_FOR_THE_SOURCE_USER)


def _is_hex(text: str, size: int) -> bool:
    try:
        return len(bytes.fromhex(text)) == size
    except ValueError:
        return False
