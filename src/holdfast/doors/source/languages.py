"""Which languages the door speaks, and the organisation's own words in each.

Invariants:
- A language is offered only where somebody signed off, by name, both its safety texts and the
  catalogue of its other sentences; else the nearest that is offered is shown. What somebody asked
  for is told to the team.
- The organisation's words stand before the shipped ones, which are examples and say so on the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from holdfast.apps.intake.catalogues import sign_off_of
from holdfast.apps.intake.errors import IntakeError
from holdfast.apps.intake.texts import Texts, own_texts, parse_texts, shipped_texts
from holdfast.kernel.stamped import Stamped

DEFAULT = "en"


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


NEAREST = {"ce": "ru"}  # whom a reader of the first can most likely read, before English


def offered() -> tuple[Language, ...]:
    """The languages that are whole and signed off; English always, as an example at least."""
    return tuple(language for language in LANGUAGES.values() if _texts(language.code))


def nearest(asked: str) -> Language:
    """The language that was asked for, or the nearest that is offered."""
    for code in (asked, NEAREST.get(asked, "")):
        language = LANGUAGES.get(code)
        if language and _texts(code):
            return language
    return LANGUAGES[DEFAULT]


def texts_in(language: Language) -> Texts:
    """The organisation's words in a language that is offered."""
    found = _texts(language.code)
    assert found is not None
    return found


def unusable() -> tuple[str, ...]:
    """The languages for which the organisation wrote words that cannot be shown: of another form,
    signed off by nobody, or without a catalogue of the other sentences that somebody signed."""
    written = [code for code in LANGUAGES if own_texts(code).is_file()]
    signed = [code for code in written if _READ.of(own_texts(code))]
    return tuple(code for code in written if code not in signed or not _has_catalogue(code))


def _has_catalogue(code: str) -> bool:
    """Whether the other sentences of the pages are there in this language, signed off."""
    return code == DEFAULT or _is_signed_in(code, tuple(settings.LOCALE_PATHS))


@cache
def _is_signed_in(code: str, folders: tuple[Path, ...]) -> bool:
    """Whether the first catalogue in these folders was signed off when this was first asked:
    gettext too reads it once."""
    for folder in folders:
        path = Path(folder) / code / "LC_MESSAGES" / "django.mo"
        if path.is_file():
            return sign_off_of(path.read_bytes()) is not None
    return False


def _texts(code: str) -> Texts | None:
    if not _has_catalogue(code):
        return None
    return _found(own_texts(code)) or _found(shipped_texts(code))


def _found(path: Path) -> Texts | None:
    try:
        return _READ.of(path)
    except OSError:
        return None  # there is none, or none that the door may read


def _signed_off(data: bytes) -> Texts | None:
    try:
        return parse_texts(data)
    except IntakeError:
        return None  # `unusable` names it when the door starts


_READ = Stamped(_signed_off)
