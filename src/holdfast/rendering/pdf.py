"""A document tree as a PDF that is PDF/A-2a and PDF/UA-1 at once.

Invariants:
- The Typst program is `templates/document.typ` and nothing else. A document reaches it as JSON in
  `sys.inputs`; no string of a document is ever part of the program.
- It fails closed: a picture without alt text, a letter without a font, a link without an end stop
  the writing. Typst checks both standards while it writes; veraPDF has not been run on the result.
- The clock is not read: PDF/A wants a date, and without one from the caller the file carries
  `UNDATED`. The same document, date, fonts and `typst` give the same bytes.
- Nothing is written to disk and no package is fetched.
"""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from importlib import resources

import msgspec
import typst

from holdfast.kernel.errors import HoldfastError

from .fonts import SANS, SERIF, FontPlan, plan_fonts, script_of, spelled_out
from .html import visible
from .inspection import check, strings, with_strings
from .tree import Document

UNDATED = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


# Soft hyphens and directional overrides have no glyph; on paper an override could only deceive.
_DROPPED = dict.fromkeys((0xAD, 0xFEFF, *range(0x202A, 0x202F)))


class MissingGlyphError(HoldfastError):
    """A letter of the document is in no font on this machine."""

    code = "rendering.glyph"


class PdfError(HoldfastError):
    """Typst refused the document."""

    code = "rendering.pdf"


def render_pdf(document: Document, *, dated: dt.datetime = UNDATED) -> bytes:
    """The bytes of the document as PDF/A-2a and PDF/UA-1.

    Raises `DocumentError` where the tree is not whole, `MissingGlyphError` naming the letters that
    no font has, `PdfError` with Typst's reason for anything else that breaks a standard.
    """
    check(document)
    shown = with_strings(document, _printable)
    plan = plan_fonts(strings(shown))
    if plan.missing:
        raise _missing(plan.missing)
    try:
        made = typst.compile(
            _program(),
            format="pdf",
            font_paths=_loaded(plan.folders),
            ignore_system_fonts=True,
            sys_inputs={"document": _encoded(shown), "fonts": _fonts(plan)},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=dated,
        )
    except typst.TypstError as error:
        raise PdfError(
            f"The PDF could not be made: {error.message}. Nothing was written; the HTML pages and "
            "tables are not concerned.",
            hint="Please report this as a defect, with this message.",
        ) from error
    assert isinstance(made, bytes)
    return made


def without_missing_letters(document: Document) -> tuple[Document, tuple[str, ...]]:
    """The document with letters that no font has spelled out, and a sentence for each script.

    For texts that are not ours to mend; see `fonts.spelled_out`.
    """
    shown = with_strings(document, _printable)
    missing = plan_fonts(strings(shown)).missing
    if not missing:
        return document, ()
    problems = tuple(
        f"No font on this computer has {script}; in the PDF such letters are spelled out in "
        "square brackets. The HTML pages show them where the browser has a font."
        for script in sorted({script_of(letter) for letter in missing})
    )
    return with_strings(shown, lambda text: spelled_out(text, missing)), problems


def _printable(text: str) -> str:
    return visible(text).translate(_DROPPED)


@cache
def _loaded(folders: tuple[str, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=list(folders))


@cache
def _program() -> bytes:
    return (resources.files("holdfast.rendering") / "templates" / "document.typ").read_bytes()


def _encoded(document: Document) -> str:
    plain = msgspec.to_builtins(document, builtin_types=(bytes,))
    return json.dumps(plain, ensure_ascii=False, default=list)  # bytes as numbers: JSON has none


def _fonts(plan: FontPlan) -> str:
    return json.dumps(
        {"serif": [SERIF, SANS, *plan.fallback], "sans": [SANS, SERIF, *plan.fallback]}
    )


def _missing(letters: frozenset[str]) -> MissingGlyphError:
    some = ", ".join(f"U+{ord(letter):04X}" for letter in sorted(letters)[:8])
    scripts = ", ".join(sorted({script_of(letter) for letter in letters}))
    return MissingGlyphError(
        f"No font on this computer has these letters: {some} ({scripts}). Nothing was written.",
        hint="Install the Noto family of that script and run again.",
    )
