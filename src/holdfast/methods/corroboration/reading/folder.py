"""The files of a folder that may be reports.

Invariants:
- The order is that of the paths' bytes, so that it is the same on every machine.
- A record that was made before (it carries our marker) and the record to be made are never input.
- No link is followed; what it leads to inside the folder is found in its own place.
- What cannot be read (a pipe, a link out of the folder, a closed subfolder) is found all the same:
  `read_file` turns it into a report with a problem, so that nothing is passed over silently.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .errors import (
    FolderForbiddenError,
    FolderIsRecordError,
    FolderMissingError,
    NotAFolderError,
    NothingToReadError,
)

MARKER = ".holdfast-record"
OWN_FILES = frozenset({"corrections.csv", "lexicon.yaml"})
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Found:
    """What `find_files` found: `files` are paths relative to `root`, with `/` between the parts.

    A path that is not valid UTF-8 keeps its bytes as surrogate escapes, as Python does.
    """

    root: Path
    files: tuple[str, ...]


def find_files(folder: Path, *, out: Path | None) -> Found:
    """Every file under `folder` that may be a report, sorted by the bytes of its path.

    `out` is the record to be written; it is left out, wherever it lies. Hidden files, our own
    `corrections.csv` and `lexicon.yaml`, and folders that carry our marker are left out too.
    Raises a HoldfastError where the folder is missing, no folder, closed, empty, or a record.
    """
    _check(folder, out)
    passed = None if out is None else os.path.realpath(out)
    try:
        paths = sorted(_walk(folder, passed), key=os.fsencode)
    except PermissionError:
        raise FolderForbiddenError(
            "The folder may not be opened. Nothing was read and nothing was changed.",
            hint="Ask its owner for permission to read it, or copy it to a place of your own.",
        ) from None
    if not any((folder / path).is_file() for path in paths):
        raise NothingToReadError(
            "The folder holds no file that could be a report.",
            hint="Put the reports into it as txt, md, html, pdf, docx, eml, mbox or warc files.",
        )
    return Found(root=folder, files=tuple(paths))


def _check(folder: Path, out: Path | None) -> None:
    safe = "Nothing was read and nothing was changed."
    if not folder.exists():
        raise FolderMissingError(
            f"There is no folder at this path. {safe}", hint="Check the path for a slip."
        )
    if not folder.is_dir():
        raise NotAFolderError(
            f"The path names a file or a device, not a folder. {safe}",
            hint="Name the folder that holds the reports.",
        )
    is_own_output = out is not None and os.path.realpath(out) == os.path.realpath(folder)
    if is_own_output or (os.access(folder, os.X_OK) and (folder / MARKER).exists()):
        raise FolderIsRecordError(
            f"The folder is a record, not a folder of reports. {safe}",
            hint="Name the folder that holds the reports, and another place for the record.",
        )


def _walk(folder: Path, passed: str | None) -> Iterator[str]:
    yield from (path for path in _entries(folder, "", passed) if path not in OWN_FILES)


def _entries(folder: Path, prefix: str, passed: str | None) -> Iterator[str]:
    """Paths below `prefix`; subfolders wait on a list of their own, so depth costs no recursion."""
    waiting = [prefix]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(folder / here) as listing:
                entries = list(listing)
        except OSError:
            if not here:
                raise
            yield here
            continue
        if any(entry.name == MARKER for entry in entries):
            continue
        for entry in entries:
            path = f"{here}/{entry.name}" if here else entry.name
            if _is_passed_over(entry, folder, passed):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            else:
                yield path


def _is_passed_over(entry: os.DirEntry[str], folder: Path, passed: str | None) -> bool:
    if entry.name.startswith((".", "~$")) or entry.name.lower() in _SYSTEM_FILES:
        return True
    if passed is not None and os.path.realpath(entry.path) == passed:
        return True
    return entry.is_symlink() and _leads_inside(entry.path, folder)


def _leads_inside(path: str, folder: Path) -> bool:
    target, root = os.path.realpath(path), os.path.realpath(folder)
    return Path(target).exists() and os.path.commonpath((target, root)) == root
