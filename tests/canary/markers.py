"""Words that occur nowhere else, and every form in which a byte search must know them.

Invariants: a marker is unlike any word of ours, so that a hit is a leak and nothing else.
"""

from __future__ import annotations

import base64
import datetime as dt
import enum
import gzip
import types
import typing
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import msgspec

from holdfast.apps.keyring.records import Sealable
from holdfast.apps.publication.reach import load_every_kind

MARKERS = {
    "latin": "Zvorqelixa",
    "cyrillic": "Жворкеликса",
    "arabic": "ظفورقليكسا",
    "cjk": "譶龘靐齉",
    "phone": "+99955501847263",
}
T = typing.TypeVar("T", bound=msgspec.Struct)
EVERYTHING = " ".join(MARKERS.values())
_PLAIN = {
    int: 1,
    float: 1.0,
    bool: True,
    dt.date: dt.date(2031, 4, 2),
    dt.datetime: dt.datetime(2031, 4, 2, tzinfo=dt.UTC),
}
_GZIP = b"\x1f\x8b\x08"


def forms(marker: str) -> dict[str, bytes]:
    """The marker as a byte search must look for it, by name of the form."""
    found = {}
    for name in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"):
        data = marker.encode(name)
        found[name] = data
        found[f"{name} hex"] = data.hex().encode()
        found[f"{name} HEX"] = data.hex().upper().encode()
        for shift in range(3):  # base64 has three ways to begin
            encoded = base64.b64encode(bytes(shift) + data)
            found[f"{name} base64 +{shift}"] = encoded[4 if shift else 0 : -4]
    if not marker.isascii():
        found["json"] = marker.encode("ascii", "backslashreplace")
        found["url"] = quote(marker).encode()
    return found


FORMS = {(name, form): data for name, m in MARKERS.items() for form, data in forms(m).items()}


def hits_in(data: bytes) -> set[tuple[str, str]]:
    """Which markers stand in these bytes, in which form; also inside what was compressed."""
    found = {key for key, form in FORMS.items() if form in data}
    for inner in _unpacked(data):
        found |= {(name, f"gzip of {form}") for (name, form), d in FORMS.items() if d in inner}
    return found


def search(folders: list[Path]) -> dict[str, set[tuple[str, str]]]:
    """Every hit in every byte of every file under these folders, and in the files' names."""
    found = {}
    for path in (path for folder in folders for path in folder.rglob("*")):
        hits = hits_in(str(path).encode())
        if path.is_file():
            hits |= hits_in(path.read_bytes())
        if hits:
            found[path.name] = hits
    return found


def planted(kind: type[T]) -> T:
    """A record of this kind, or a part of one, with every marker in each of its fields that can hold one."""
    hints = typing.get_type_hints(kind)
    fields = {name: _planted(hints[name]) for name in kind.__struct_fields__}
    return kind(**fields)


def sealable_kinds() -> list[type[Sealable]]:
    """Every kind of record of every app: a new one is planted without being asked."""
    load_every_kind()
    found, waiting = [], [Sealable]
    while waiting:
        kinds = waiting.pop().__subclasses__()
        found += kinds
        waiting += kinds
    return sorted((k for k in found if k.__module__.startswith("holdfast.")), key=lambda k: k.KIND)


def compressed(text: str) -> bytes:
    """As a backup or a log roller would pack it."""
    return gzip.compress(text.encode())


def _planted(hint: object) -> object:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint is str:
        return EVERYTHING
    if hint is bytes:
        return EVERYTHING.encode()
    if hint in _PLAIN:
        return _PLAIN[hint]
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return next(iter(hint))
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return planted(hint)
    if isinstance(hint, type) and issubclass(hint, tuple) and hasattr(hint, "_fields"):
        hints = typing.get_type_hints(hint)
        return hint(*(_planted(hints[name]) for name in hint._fields))
    if origin is dict:
        return {"planted": _planted(arguments[1])}
    if origin in {list, tuple, frozenset}:
        return origin([_planted(arguments[0])])
    if origin in {types.UnionType, typing.Union}:
        return _planted(next(a for a in arguments if a is not type(None)))
    raise TypeError(f"Tell the canaries how to plant a field of {hint}.")


def _unpacked(data: bytes) -> Iterator[bytes]:
    at = data.find(_GZIP)
    while at >= 0:
        reader = zlib.decompressobj(wbits=31)
        try:
            yield reader.decompress(data[at:])
        except zlib.error:
            yield b""  # three bytes that only look like a beginning
        at = data.find(_GZIP, at + 1)
