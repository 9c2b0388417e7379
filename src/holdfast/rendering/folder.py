"""The folder results are written to: whole, or not at all.

Invariants:
- Nobody sees a half-written folder: it is built beside its place and renamed into it.
- A folder is replaced only if it carries our marker, so that nobody's files are overwritten.
- Whatever stops the run, what stood there before still stands.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from holdfast.kernel.errors import HoldfastError

MARKER = ".holdfast-record"


class OutputNotOursError(HoldfastError):
    """The output folder exists and was not made by Holdfast."""

    code = "rendering.folder.not-ours"


class OutputNotWritableError(HoldfastError):
    """The output folder cannot be made or written."""

    code = "rendering.folder.not-writable"


def check_output(out: Path) -> None:
    """Refuse early what could not be replaced at the end.

    Raises OutputNotOursError where `out` is a file or a folder without our marker that is not
    empty.
    """
    if not out.exists():
        return
    if not out.is_dir() or (any(out.iterdir()) and not (out / MARKER).exists()):
        raise OutputNotOursError(
            "The output place exists and was not made by Holdfast. Nothing was written.",
            hint="Name another folder with -o, or move that one away.",
        )


@contextlib.contextmanager
def replaced_folder(out: Path) -> Iterator[Path]:
    """A new folder to write into, which takes the place of `out` when the block ends well.

    Raises OutputNotOursError as `check_output`, and OutputNotWritableError where the parent folder
    does not allow it. When the block fails, the new folder is removed and `out` stays.
    """
    check_output(out)
    staging = _staging_beside(out)
    try:
        (staging / MARKER).write_text("This folder was made by Holdfast and may be replaced.\n")
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
