"""Reads one PDF from standard input and writes its lines to standard output, as JSON.

This program runs alone in a process of its own: a PDF may crash it, hang it or take it over, and
the process that started it must not notice more than that. It imports nothing of this project.

Invariants:
- Memory, processor time, file size and new processes are limited before any byte is parsed.
- The answer is one JSON object: {"title", "lines": [[page, left, bottom, right, height, text]]},
  in points from the lower left corner, or {"fault": "locked" | "broken"}.
"""

from __future__ import annotations

import json
import sys
from typing import Any


def limit(memory_bytes: int, processor_seconds: int) -> None:
    """Take away what a reader of one file does not need; where the system cannot, do nothing."""
    try:
        import resource  # noqa: PLC0415  (absent on Windows)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (processor_seconds, processor_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(data: bytes, pages: int, characters: int) -> dict[str, Any]:
    """The lines of the first `pages` pages, no more than about `characters` in all."""
    import pypdfium2  # noqa: PLC0415  (only once the limits stand)

    try:
        document = pypdfium2.PdfDocument(data)
        title = document.get_metadata_value("Title")
        lines: list[list[Any]] = []
        for number in range(min(len(document), pages)):
            lines += lines_of(document[number].get_textpage(), number)
            characters -= sum(len(line[-1]) for line in lines if line[0] == number)
            if characters < 0:
                break
    except pypdfium2.PdfiumError as error:
        return {"fault": "locked" if "password" in str(error).lower() else "broken"}
    return {"title": title, "lines": lines, "left_out": max(0, len(document) - number - 1)}


def lines_of(page: Any, number: int) -> list[list[Any]]:  # noqa: ANN401  (the library has no types)
    """Each line of the page with the box around it."""
    text, out, offset = page.get_text_range(), [], 0
    is_aligned = len(text) == page.count_chars()
    for line in text.split("\n"):
        bare = line.strip("\r\n ")
        if bare:
            start = offset + line.index(bare[0])
            end = start + len(bare) - 1
            box = boxed(page, start, end) if is_aligned else [0.0, 0.0, 0.0, 0.0]
            out.append([number, *box, bare])
        offset += len(line) + 1
    return out


def boxed(page: Any, start: int, end: int) -> list[float]:  # noqa: ANN401  (the library has no types)
    """Left, bottom, right and height of the characters from `start` to `end`."""
    left, bottom, _, top = page.get_charbox(start, loose=True)
    right = page.get_charbox(end, loose=True)[2]
    return [round(value, 1) for value in (left, bottom, right, top - bottom)]


def main() -> None:
    """Limits and sizes come as arguments: memory, seconds, pages, characters."""
    memory_bytes, processor_seconds, pages, characters = (int(word) for word in sys.argv[1:5])
    data = sys.stdin.buffer.read()
    limit(memory_bytes, processor_seconds)
    json.dump(answer(data, pages, characters), sys.stdout)


if __name__ == "__main__":
    main()
