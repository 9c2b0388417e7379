"""The sentences of the door's pages in one language: a gettext catalogue, checked and compiled.

Invariants:
- Nothing is compiled that a page would show half: every sentence of the door is there, none is
  marked as doubtful, and each names what its original names (`%(n)s`).
- A catalogue is shown only where its head says who read it and when (`X-Signed-Off-By`,
  `X-Signed-Off-On`).
- No message of an error holds a sentence of the file: it says where to look.
"""

from __future__ import annotations

import ast
import datetime as dt
import gettext
import io
import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from .errors import BadCatalogueError

BY, ON = "X-Signed-Off-By", "X-Signed-Off-On"
_NAMED = re.compile(r"%\((\w+)\)s")
_MAGIC = 0x950412DE
_HEAD = struct.Struct("<7I")


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who answers for words, and since which day."""

    by: str
    on: str


@dataclass(slots=True)
class Entry:
    """One sentence: its original, its plural where it has one, and its translations."""

    line: int
    original: str = ""
    plural: str = ""
    said: dict[int, str] = field(default_factory=dict)
    is_doubtful: bool = False


def parse(text: str) -> list[Entry]:
    """The entries of a `.po` file, its head (whose original is empty) first.

    Raises BadCatalogueError, which names the line.
    """
    entries: list[Entry] = []
    is_doubtful, into = False, ("", 0)
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#,") and "fuzzy" in line:
            is_doubtful = True
        if not line.strip() or line.startswith("#"):
            continue
        keyword, _, quoted = line.partition('"') if not line.startswith('"') else ("", "", line[1:])
        value = _unquoted(f'"{quoted}', number)
        if keyword.strip() == "msgid":
            entries.append(Entry(number, is_doubtful=is_doubtful))
            is_doubtful = False
        if not entries:
            raise BadCatalogueError.at(number)
        into = _place(keyword.strip(), into, number)
        _put(entries[-1], into, value)
    return entries


def compiled(text: str, *, sentences: Iterable[Entry]) -> bytes:
    """The `.mo` of a `.po` that says all of these sentences. Raises BadCatalogueError."""
    entries = parse(text)
    head = head_of(text)
    plurals = _plurals(head)
    by_original = {entry.original: entry for entry in entries}
    for wanted in sentences:
        found = by_original.get(wanted.original)
        if found is None:
            raise BadCatalogueError.at(1)
        _check(found, plurals if wanted.plural else 1)
    return _mo(entries)


def head_of(text: str) -> Mapping[str, str]:
    """What the head of a `.po` says. Raises BadCatalogueError."""
    entries = parse(text)
    if not entries or entries[0].original:
        raise BadCatalogueError.at(1)
    lines = (line.partition(":") for line in entries[0].said.get(0, "").splitlines())
    return {name.strip(): value.strip() for name, _, value in lines}


def sign_off(head: Mapping[str, str]) -> SignOff | None:
    """Who signed a catalogue off, by its head; None where nobody did, with a name and a day."""
    by = head.get(BY, "").strip()
    return SignOff(by, head[ON].strip()) if by and is_day(head.get(ON, "").strip()) else None


def sign_off_of(data: bytes) -> SignOff | None:
    """Who signed a compiled catalogue off. None also where it is no catalogue."""
    try:
        info = gettext.GNUTranslations(io.BytesIO(data)).info()
    except (OSError, ValueError, struct.error, UnicodeError):
        return None
    return sign_off({BY: info.get(BY.lower(), ""), ON: info.get(ON.lower(), "")})


def is_day(text: str) -> bool:
    """Whether this is a day of the calendar, as 2031-03-03."""
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


# ------------------------------------------------------------ reading


def _unquoted(text: str, number: int) -> str:
    try:
        value = ast.literal_eval(text.strip())
    except (ValueError, SyntaxError):
        raise BadCatalogueError.at(number) from None
    if not isinstance(value, str):
        raise BadCatalogueError.at(number)
    return value


def _place(keyword: str, before: tuple[str, int], number: int) -> tuple[str, int]:
    """Where a string belongs: a line without a keyword goes on with the one before."""
    if not keyword:
        return before
    found = re.fullmatch(r"(msgid|msgid_plural|msgstr)(?:\[(\d)\])?", keyword)
    if found is None:
        raise BadCatalogueError.at(number)
    return found[1], int(found[2] or 0)


def _put(entry: Entry, into: tuple[str, int], value: str) -> None:
    keyword, place = into
    if keyword == "msgid":
        entry.original += value
    elif keyword == "msgid_plural":
        entry.plural += value
    else:
        entry.said[place] = entry.said.get(place, "") + value


def _plurals(head: Mapping[str, str]) -> int:
    found = re.match(r"nplurals=(\d)", head.get("Plural-Forms", ""))
    return int(found[1]) if found else 2


def _check(entry: Entry, forms: int) -> None:
    """Return where an entry is whole. Raises BadCatalogueError."""
    known = set(_NAMED.findall(entry.original + entry.plural))
    is_whole = all(entry.said.get(form, "").strip() for form in range(forms))
    is_bad = any(set(_NAMED.findall(said)) - known or _stray(said) for said in entry.said.values())
    lacks = forms == 1 and set(_NAMED.findall(entry.said.get(0, ""))) != known
    if entry.is_doubtful or not is_whole or is_bad or lacks:
        raise BadCatalogueError.at(entry.line)


def _stray(said: str) -> bool:
    """Whether a per cent sign stands there that names nothing: the page would fail."""
    return "%" in _NAMED.sub("", said).replace("%%", "")


# ------------------------------------------------------------ compiling


def _mo(entries: Iterable[Entry]) -> bytes:
    """GNU's binary form. Source: The GNU gettext manual, "The Format of GNU MO Files"."""
    pairs = sorted(_pairs(entries))
    keys = b"".join(key + b"\0" for key, _ in pairs)
    values = b"".join(value + b"\0" for _, value in pairs)
    keys_at = _HEAD.size + 16 * len(pairs)
    tables = [_table((key for key, _ in pairs), keys_at)]
    tables.append(_table((value for _, value in pairs), keys_at + len(keys)))
    head = _HEAD.pack(_MAGIC, 0, len(pairs), _HEAD.size, _HEAD.size + 8 * len(pairs), 0, keys_at)
    return head + b"".join(tables) + keys + values


def _pairs(entries: Iterable[Entry]) -> Iterator[tuple[bytes, bytes]]:
    for entry in entries:
        key = f"{entry.original}\0{entry.plural}" if entry.plural else entry.original
        yield key.encode(), "\0".join(said for _, said in sorted(entry.said.items())).encode()


def _table(strings: Iterable[bytes], at: int) -> bytes:
    rows = []
    for string in strings:
        rows.append(struct.pack("<2I", len(string), at))
        at += len(string) + 1
    return b"".join(rows)
