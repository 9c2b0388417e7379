"""Which letters a PDF or a chart can show, and what stands where one cannot.

Invariants:
- The base fonts come with the wheels: Libertinus Serif inside `typst` for Latin, Cyrillic and
  Greek, DejaVu Sans beside `matplotlib` for the rest (Arabic, Georgian, Armenian, Hebrew ...).
  So a document in these scripts has the same bytes on every machine, and none of them comes out
  as empty boxes even where no font is installed.
- A letter beyond them is looked for in the Noto families of the machine, by coverage and not by
  name; only then do the bytes depend on the machine.
- A letter that no font has is never left out silently: `render_pdf` refuses it, `spelled_out`
  writes its code point or the name of its script in square brackets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import matplotlib as mpl
import msgspec
import typst
from fontTools.ttLib import TTFont

SERIF = "Libertinus Serif"
SANS = "DejaVu Sans"
_BASE_FACES = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
_INVISIBLE = frozenset("\n\r\t\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff")
_ALWAYS_MISSING = frozenset({"Cc", "Cn", "Co", "Cs"})


class FontPlan(msgspec.Struct, frozen=True, kw_only=True):
    """The families to name, the folders they are in, and the letters that none of them has."""

    fallback: tuple[str, ...]
    folders: tuple[str, ...]
    missing: frozenset[str]


def base_folder() -> Path:
    """The folder of the fonts that come with matplotlib."""
    return Path(mpl.get_data_path()) / "fonts" / "ttf"


def plan_fonts(texts: Iterable[str]) -> FontPlan:
    """The fonts that the texts need: the base fonts, then as few Noto families as will do."""
    wanted = {letter for text in texts for letter in text} - _INVISIBLE
    regular, bold = (str(base_folder() / name) for name in _BASE_FACES)
    base = _coverage(regular, 0) & _coverage(bold, 0)
    missing = {letter for letter in wanted if ord(letter) not in base}
    hopeless = {a for a in wanted if unicodedata.category(a) in _ALWAYS_MISSING}
    families, folders = [], [str(base_folder())]
    missing -= hopeless
    while missing:
        family, path, index = _best_family(frozenset(missing))
        found = {a for a in missing if path and ord(a) in _coverage(path, index)}
        if not found:
            break
        families.append(family)
        folders.append(str(Path(path).parent))
        missing -= found
    return FontPlan(
        fallback=tuple(families),
        folders=tuple(dict.fromkeys(folders)),
        missing=frozenset(missing | hopeless),
    )


def _best_family(letters: frozenset[str]) -> tuple[str, str, int]:
    """The Noto font of this machine with most of the letters; empty where there is none."""
    best, best_count = ("", "", 0), 0
    for family, path, index in _noto_fonts():
        count = sum(ord(letter) in _coverage(path, index) for letter in letters)
        if count > best_count:
            best, best_count = (family, path, index), count
    return best


@cache
def _noto_fonts() -> tuple[tuple[str, str, int], ...]:
    found = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False).fonts()
    return tuple(
        sorted(
            (font.family, font.path, font.index)
            for font in found
            if font.path
            and font.family.startswith("Noto")
            and "Emoji" not in font.family  # coloured glyphs are no outlines
            and (font.weight, font.style) == (400, "normal")
        )
    )


@cache
def _coverage(path: str, index: int) -> frozenset[int]:
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


def spelled_out(text: str, missing: frozenset[str]) -> str:
    """The text with letters that no font has written as `[U+0378]`, or as their number and script.

    Up to two letters in a row are given by code point; a longer run says what it is, so that a
    sentence in an unknown script does not become a line of numbers.
    """
    if missing.isdisjoint(text):
        return text
    run = re.compile(f"[{''.join(re.escape(letter) for letter in sorted(missing))}]+")
    return run.sub(lambda found: _spell(found.group()), text)


def _spell(letters: str) -> str:
    if len(letters) <= 2:
        return "".join(f"[U+{ord(letter):04X}]" for letter in letters)
    return f"[{len(letters)} letters, {script_of(letters[0])}, no font here]"


def script_of(letter: str) -> str:
    """The script of a letter in words, as far as Unicode's name of it tells."""
    name = unicodedata.name(letter, "")
    return f"{name.split()[0].capitalize()} script" if name else "private or unassigned signs"
