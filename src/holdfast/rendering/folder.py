"""The folder results are written to: whole, or not at all.

Invariants:
- Nobody sees a half-written folder: it is built beside its place and renamed into it.
- A folder is replaced only if it carries our marker, so that nobody's files are overwritten, and
  only by one of its own kind: an estimate never takes the place of a record.
- Whatever stops the run, what stood there before still stands.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from holdfast.kernel.errors import HoldfastError

MARKER = ".holdfast-record"


class FolderKind(StrEnum):
    """What a folder of ours holds; its marker says it. A marker that does not is of a record."""

    RECORD = "record"
    ESTIMATE = "estimate"


class OutputNotOursError(HoldfastError):
    """The output folder exists and was not made by Holdfast, or holds another kind of results."""

    code = "rendering.folder.not-ours"


class OutputNotWritableError(HoldfastError):
    """The output folder cannot be made or written."""

    code = "rendering.folder.not-writable"


def check_output(out: Path, kind: FolderKind = FolderKind.RECORD) -> None:
    """Refuse early what could not be replaced at the end.

    Raises OutputNotOursError where `out` is a file, a folder without our marker that is not empty,
    or a folder of ours of another kind.
    """
    if not out.exists():
        return
    if not out.is_dir() or (any(out.iterdir()) and not (out / MARKER).exists()):
        raise OutputNotOursError(
            "The output place exists and was not made by Holdfast. Nothing was written.",
            hint="Name another folder with -o, or move that one away.",
        )
    if any(out.iterdir()) and (found := _kind_of(out)) is not kind:
        raise OutputNotOursError(
            f"The output folder holds results of another kind: {found}, where this would write "
            f"{kind}. Nothing was written.",
            hint="Name another folder with -o, or move that one away.",
        )


def _kind_of(folder: Path) -> FolderKind:
    said = (folder / MARKER).read_text("utf-8", errors="replace").splitlines()
    return next((kind for kind in FolderKind if f"Kind: {kind}" in said), FolderKind.RECORD)


@contextlib.contextmanager
def replaced_folder(out: Path, kind: FolderKind = FolderKind.RECORD) -> Iterator[Path]:
    """A new folder to write into, which takes the place of `out` when the block ends well.

    Raises OutputNotOursError as `check_output`, and OutputNotWritableError where the parent folder
    does not allow it. When the block fails, the new folder is removed and `out` stays.
    """
    check_output(out, kind)
    staging = _staging_beside(out)
    try:
        (staging / MARKER).write_text(
            f"This folder was made by Holdfast and may be replaced.\nKind: {kind}\n"
        )
        yield staging
        _swap(staging, out)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _staging_beside(out: Path) -> Path:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        staging.chmod(0o755)
    except OSError as error:
        raise OutputNotWritableError(
            f"The results cannot be written there ({error.strerror}). Nothing was changed.",
            hint="Name a folder that you may write to with -o.",
        ) from error
    return staging


def _swap(staging: Path, out: Path) -> None:
    if not out.exists():
        staging.rename(out)
        return
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-old-", dir=out.parent) as aside:
        old = Path(aside) / out.name
        out.rename(old)
        try:
            staging.rename(out)
        except OSError:
            old.rename(out)
            raise
