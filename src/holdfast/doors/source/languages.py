"""Which languages the door speaks, and the organisation's own words in each.

Invariants:
- A language is offered only where somebody signed its safety texts off by name, and its other
  sentences are there too; else English is shown. What somebody asked for is told to the team.
- The organisation's texts (`intake/texts/<code>.toml`) stand before the shipped ones, which are
  examples and say so on the page.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import msgspec
from django.conf import settings

from holdfast.apps.intake.place import intake_folder
from holdfast.kernel.stamped import Stamped

DEFAULT = "en"
_SHIPPED = Path(str(resources.files("holdfast.doors.source"))) / "texts"


@dataclass(frozen=True, slots=True)
class Language:
    """A language, as it calls itself."""

    code: str
    name: str
    direction: str = "ltr"


LANGUAGES = {
    language.code: language
    for language in (
        Language("en", "English"),
        Language("ru", "Русский"),
        Language("ce", "Нохчийн"),
        Language("ar", "العربية", "rtl"),
        Language("fa", "فارسی", "rtl"),
    )
}


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


def offered() -> tuple[Language, ...]:
    """The languages that are whole and signed off; English always, as an example at least."""
    return tuple(language for language in LANGUAGES.values() if _texts(language.code))


def nearest(asked: str) -> Language:
    """The language that was asked for, or the default where it is not offered."""
    language = LANGUAGES.get(asked)
    return language if language and _texts(language.code) else LANGUAGES[DEFAULT]


def texts_in(language: Language) -> Texts:
    """The organisation's words in a language that is offered."""
    found = _texts(language.code)
    assert found is not None
    return found


def unusable() -> tuple[str, ...]:
    """The languages for which the organisation wrote texts that cannot be shown: of another form,
    signed off by nobody, or without a catalogue of the other sentences."""
    written = [code for code in LANGUAGES if _own(code).is_file()]
    signed = [code for code in written if _READ.of(_own(code))]
    return tuple(code for code in written if code not in signed or not _has_catalogue(code))


def _own(code: str) -> Path:
    return intake_folder() / "texts" / f"{code}.toml"


def _has_catalogue(code: str) -> bool:
    """Whether the other sentences of the pages are there in this language."""
    return code == DEFAULT or _is_in(code, tuple(settings.LOCALE_PATHS))


@cache
def _is_in(code: str, folders: tuple[Path, ...]) -> bool:
    """Whether these folders had a catalogue when they were first asked: gettext reads them once."""
    return any((Path(one) / code / "LC_MESSAGES" / "django.mo").is_file() for one in folders)


def _texts(code: str) -> Texts | None:
    if not _has_catalogue(code):
        return None
    return _found(_own(code)) or _found(_SHIPPED / f"{code}.toml")


def _found(path: Path) -> Texts | None:
    try:
        return _READ.of(path)
    except OSError:
        return None  # there is none, or none that the door may read


def _signed_off(data: bytes) -> Texts | None:
    """The texts, where they are of their form and somebody signed them off."""
    try:
        found = msgspec.convert(tomllib.loads(data.decode()), Texts)
    except (ValueError, msgspec.MsgspecError):
        return None  # `unusable` names it when the door starts
    return found if found.signed_off_by.strip() and found.dated.strip() else None


_READ = Stamped(_signed_off)
