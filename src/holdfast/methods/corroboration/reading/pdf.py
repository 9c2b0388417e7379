"""The text of a PDF, read by a child process and put together from its lines.

Invariants:
- The file is parsed in a process with limits on memory and time; its crash is a problem, not ours.
- Lines are joined into paragraphs by their place on the page; page numbers and running heads,
  which would cut sentences in two, are left out.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from threading import Timer
from typing import Any, NamedTuple

from .extract import Extract, one_line
from .limits import (
    PDF_ANSWER_BYTES,
    PDF_MEMORY_BYTES,
    PDF_PAGES,
    PDF_PROCESSOR_SECONDS,
    PDF_WALL_SECONDS,
    TEXT_CHARACTERS,
)

_CHILD = Path(__file__).with_name("pdf_child.py")
_NO_TITLE = re.compile(r"(?:microsoft word|untitled|document\d*$|.*\.\w{2,5}$)", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"(?:page |стр\. ?)?[-–— ]*\d{1,4}[-–— ]*(?:(?:/|of|из) ?\d{1,4})?", re.IGNORECASE
)
_HYPHENS = ("\u00ad", "\ufffe", "\x02")  # how PDFium marks a hyphen at the end of a line
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’»)\]]*$")

LOCKED = "The PDF is locked with a password. Save a copy without one."
BROKEN = "The PDF is damaged and could not be opened. Get it again from where it came."
STOPPED = (
    "The PDF took too much memory or time and its reading was stopped. "
    "Save its text as a text file, or print it to a new PDF."
)
NO_TEXT = (
    "The PDF holds no text; it may be a scan. Recognise its text (OCR) or type it into a text file."
)


class Line(NamedTuple):
    """A line of the page with its box, in points from the lower left corner."""

    page: int
    left: float
    bottom: float
    right: float
    height: float
    text: str


def read_pdf(data: bytes) -> Extract:
    """Paragraphs of the PDF in `data`, with the title that it states."""
    answer = _ask_child(data)
    if answer is None:
        return Extract(problems=(STOPPED,))
    if "fault" in answer:
        return Extract(problems=(LOCKED if answer["fault"] == "locked" else BROKEN,))
    text = "\n".join(paragraphs([Line(*line) for line in answer["lines"]]))
    title = one_line(answer.get("title"))
    problems = [] if text else [NO_TEXT]
    if answer["left_out"]:
        problems.append(f"The last {answer['left_out']} pages were not read. Split the PDF.")
    return Extract(
        text=text,
        title=None if title is None or _NO_TITLE.match(title) else title,
        problems=tuple(problems),
    )


def _ask_child(data: bytes) -> dict[str, Any] | None:
    limits = (PDF_MEMORY_BYTES, PDF_PROCESSOR_SECONDS, PDF_PAGES, TEXT_CHARACTERS)
    command = [sys.executable, "-I", str(_CHILD), *map(str, limits)]
    with tempfile.TemporaryFile() as given:
        given.write(data)
        given.seek(0)
        child = subprocess.Popen(  # noqa: S603  (our own program, by its full path)
            command, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        with child:
            clock = Timer(PDF_WALL_SECONDS, child.kill)
            clock.start()
            assert child.stdout is not None
            try:
                said = child.stdout.read(PDF_ANSWER_BYTES)
                if child.stdout.read(1):
                    child.kill()
            finally:
                clock.cancel()
    return _understood(said) if child.returncode == 0 else None


def _understood(said: bytes) -> dict[str, Any] | None:
    """The child's answer; one that was taken over may say anything."""
    try:
        answer = json.loads(said)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """The paragraphs that `lines` make, each on one line, broken words made whole."""
    repeated = _repeated(lines)
    kept = [line for line in lines if not _is_running(line, repeated)]
    if not kept:
        return
    right = sorted(line.right for line in kept)[len(kept) * 9 // 10]
    usual = median(_gaps(kept) or [0.0])
    current = [kept[0].text]
    for before, line in pairwise(kept):
        if _parts(before, line, usual=usual, right=right):
            yield _joined(current)
            current = []
        current.append(line.text)
    yield _joined(current)


def _gaps(lines: Sequence[Line]) -> list[float]:
    """From each line to the next on its page, in heights of the lower one."""
    pairs = ((a, b) for a, b in pairwise(lines) if a.page == b.page and b.height > 0)
    return [(a.bottom - b.bottom) / b.height for a, b in pairs if a.bottom > b.bottom]


def _parts(before: Line, line: Line, *, usual: float, right: float) -> bool:
    """Whether a new paragraph begins at `line`."""
    ends = _SENTENCE_END.search(before.text) is not None
    is_short = before.right < right * 0.85
    if before.page != line.page:
        return ends
    if abs(before.height - line.height) > 0.15 * max(before.height, line.height):
        return True
    if before.bottom - line.bottom > 1.3 * usual * line.height > 0:
        return True
    return ends and is_short


def _joined(lines: Iterable[str]) -> str:
    whole = ""
    for line in lines:
        is_marked = whole.endswith(_HYPHENS)
        if is_marked or (whole.endswith("-") and line[:1].islower()):
            whole = whole[:-1] + line
        else:
            whole = f"{whole} {line}" if whole else line
    return whole


def _repeated(lines: Sequence[Line]) -> frozenset[str]:
    """Short lines that stand at the same height on three pages or more."""
    places = {(line.page, round(line.bottom), line.text) for line in lines if len(line.text) < 100}
    counts = Counter((bottom, text) for _, bottom, text in places)
    return frozenset(text for (_, text), count in counts.items() if count >= 3)


def _is_running(line: Line, repeated: frozenset[str]) -> bool:
    return line.text in repeated or _PAGE_NUMBER.fullmatch(line.text) is not None
