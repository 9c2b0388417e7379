"""Collect every sentence of the door's pages, and compile the catalogues that are whole.

    python tools/make_locales.py          # writes shipped/locale/door.pot and the .mo files

A catalogue that lacks a sentence, marks one as fuzzy, or names what its original does not is
refused, and nothing of it is written; one that waits for a translator says so in its head
(`X-Waits-For: a translator`) and is not compiled. Drafts are compiled too: the door shows none of
them before somebody signs.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from holdfast.apps.intake.catalogues import Entry, compiled, head_of
from holdfast.kernel.errors import HoldfastError

SOURCE = Path(__file__).parents[1] / "src" / "holdfast"
DOOR, LOCALE = SOURCE / "doors" / "source", SOURCE / "apps" / "intake" / "shipped" / "locale"
_SIMPLE = re.compile(r'{% translate "([^"]*)"')
_BLOCK = re.compile(r"{% blocktranslate[^%]*%}(.*?){% endblocktranslate %}", re.DOTALL)
_IN_CODE = re.compile(r'\b_\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)')
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_VARIABLE = re.compile(r"{{ (\w+) }}")
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def main() -> int:
    """Write what changed. Returns 1 where a catalogue was refused."""
    originals = list(sentences())
    (LOCALE / "door.pot").write_text(HEAD + "".join(map(_template, originals)), "utf-8")
    refused = 0
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        text = path.read_text("utf-8")
        try:
            if "X-Waits-For" in head_of(text):
                print(f"{path.parts[-3]}: waits for a translator")
                continue
            path.with_suffix(".mo").write_bytes(compiled(text, sentences=originals))
        except HoldfastError as error:
            print(f"{path.parts[-3]}: {error}")
            refused = 1
        else:
            print(f"{path.parts[-3]}: {len(originals)} sentences")
    return refused


def sentences() -> Iterator[Entry]:
    """Every sentence that a page of the door can show, each once, in the order of the files."""
    seen: set[str] = set()
    for path in [*sorted(DOOR.glob("*.py")), *sorted(DOOR.glob("templates/source/*.html"))]:
        for original, plural in _in_file(path):
            if original not in seen:
                seen.add(original)
                yield Entry(0, original=original, plural=plural)


def _in_file(path: Path) -> Iterator[tuple[str, str]]:
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        for found in _IN_CODE.findall(text):
            yield "".join(_STRING.findall(found)), ""
        return
    for found in _SIMPLE.findall(text):
        yield found, ""
    for found in _BLOCK.findall(text):
        original, _, plural = _VARIABLE.sub(r"%(\1)s", found).partition("{% plural %}")
        yield original, plural


def _template(entry: Entry) -> str:
    if entry.plural:
        plural = f'msgid_plural "{entry.plural}"\nmsgstr[0] ""\nmsgstr[1] ""\n'
        return f'\nmsgid "{entry.original}"\n{plural}'
    return f'\nmsgid "{entry.original}"\nmsgstr ""\n'


if __name__ == "__main__":
    sys.exit(main())
