"""The organisation's own words to people in danger, and the catalogues of the other sentences.

Invariants:
- Words are put in place only where they are of their form, and somebody answers for them by name
  since a day of the calendar. What is shipped is an example or a draft, and says so.
- A file appears whole or not at all.
"""

from __future__ import annotations

import stat
import tomllib
from functools import cache
from pathlib import Path

import msgspec

from holdfast.apps.keyring.disk import make_folder, place_file
from holdfast.apps.keyring.faults import in_words

from .catalogues import BY, Entry, SignOff, compiled, head_of, is_day, parse, sign_off
from .errors import BadTextsError, NotSignedOffError, UnknownLanguageError
from .place import intake_folder
from .rules import ANSWERS, Question

SHIPPED = Path(__file__).parent / "shipped"
_FOR_THE_SOURCE_USER = 0o640  # another system user, in the folder's group
_FOLDER_FOR_THE_SOURCE_USER = 0o750


class Texts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an organisation says in one language: `signed_off_by` and `dated`, or it is not said."""

    signed_off_by: str
    dated: str
    is_example: bool = False
    title: str
    greeting: str
    promise: str
    before: tuple[str, ...]
    emergency: tuple[str, ...]
    crisis: tuple[str, ...]


def parse_texts(data: bytes) -> Texts:
    """What a file of texts says. Raises BadTextsError, NotSignedOffError."""
    try:
        found = msgspec.convert(tomllib.loads(data.decode()), Texts)
    except (ValueError, msgspec.MsgspecError):  # of UTF-8, of TOML, of its form
        raise BadTextsError from None
    if not (found.signed_off_by.strip() and is_day(found.dated)):
        raise NotSignedOffError
    return found


def place_texts(language: str, data: bytes) -> Texts:
    """Put the organisation's words in place. Raises as `parse_texts`, and UnknownLanguageError."""
    texts = parse_texts(data)
    _place(own_texts(check_known(language)), data)
    return texts


def place_catalogue(language: str, text: str) -> SignOff:
    """Compile a `.po` and put it in place, for the next start of the door.

    Raises BadCatalogueError, NotSignedOffError, UnknownLanguageError.
    """
    check_known(language)
    data = compiled(text, sentences=sentences())
    signed = sign_off(head_of(text))
    if signed is None:
        raise NotSignedOffError(hint=f"Name them in its head, as `{BY}: ...`, and the day.")
    folder = own_locale() / language / "LC_MESSAGES"
    _place(folder / "django.po", text.encode())
    _place(folder / "django.mo", data)
    return signed


def own_texts(language: str) -> Path:
    """Where the organisation's words in a language stand."""
    return intake_folder() / "texts" / f"{language}.toml"


def own_locale() -> Path:
    """Where the organisation's catalogues stand."""
    return intake_folder() / "locale"


def shipped_texts(language: str) -> Path:
    """Where the example or draft of a language stands, where there is one."""
    return SHIPPED / "texts" / f"{check_known(language)}.toml"


def shipped_catalogue(language: str) -> Path:
    """Where the draft of the sentences stands; that of English is the originals alone."""
    inside = "door.pot" if language == "en" else f"{check_known(language)}/LC_MESSAGES/django.po"
    return SHIPPED / "locale" / inside


@cache
def sentences() -> tuple[Entry, ...]:
    """Every sentence of the door's pages, in English."""
    text = shipped_catalogue("en").read_text("utf-8")
    return tuple(entry for entry in parse(text) if entry.original)


def check_known(language: str) -> str:
    """The language, where the door knows it. Raises UnknownLanguageError."""
    if language not in ANSWERS[Question.LANGUAGE]:
        raise UnknownLanguageError
    return language


def _place(path: Path, data: bytes) -> None:
    with in_words():
        missing = [one for one in path.parents if not one.is_dir()]
        for folder in reversed(missing):
            make_folder(folder)
            folder.chmod(_FOLDER_FOR_THE_SOURCE_USER | folder.parent.stat().st_mode & stat.S_ISGID)
        place_file(path, data)
        path.chmod(_FOR_THE_SOURCE_USER)
