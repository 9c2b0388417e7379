"""The compiler behind the samplers, and what is said where it is not installed.

Invariants:
- A missing `analysis` extra is said in words, with the command that mends it.
- Compiled code may be kept on disk between runs; it holds no data. Where no folder can be written
  it is compiled anew.
- Kept code is used only with the very sources it was made from. Numba itself looks at one file's
  time and size, so a function would go on using the old version of one it calls in another file.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

from holdfast.kernel.errors import HoldfastError

Function = TypeVar("Function", bound=Callable[..., Any])


class AnalysisMissingError(HoldfastError):
    """The numerical packages of the `analysis` extra are not installed."""

    code = "estimation.analysis-missing"


def analysis_missing(package: str) -> AnalysisMissingError:
    """The error for a numerical package that is not there."""
    return AnalysisMissingError(
        f"Estimating needs the package {package}, which is not installed."
        " Your files are untouched.",
        hint="Run: pip install holdfast[analysis]",
    )


try:
    import numba
    import scipy  # noqa: F401  (asked for here so that the answer comes at once)
except ImportError as missing:
    raise analysis_missing(missing.name or "numba") from missing


def compiled(function: Function) -> Function:
    """The function as machine code that releases the interpreter while it runs.

    No fast-math flag: with one, code just compiled and code read back from the cache round
    differently, and the same seed would not give the same draws.
    """
    compiler: Any = numba
    before = compiler.config.CACHE_DIR
    compiler.config.CACHE_DIR = str(_FOLDER or "")
    try:
        made = compiler.njit(cache=_FOLDER is not None, nogil=True, error_model="numpy")(function)
    finally:
        compiler.config.CACHE_DIR = before
    return cast(Function, made)


def source_digest(folder: Path) -> str:
    """16 hex digits of a SHA-256 over a folder's Python files that hold compiled functions."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.py")):
        text = path.read_bytes()
        if b"@compiled" in text:
            digest.update(f"{path.name}\0{len(text)}\0".encode() + text)
    return digest.hexdigest()[:16]


def cache_folder(roots: Sequence[Path], digest: str) -> Path | None:
    """A folder for code compiled from these sources under the first root that can be written."""
    for root in roots:
        try:
            folder = root.expanduser() / f"compiled-{digest}"
            folder.mkdir(parents=True, exist_ok=True)
        except (OSError, RuntimeError):  # not to be written, or nobody's home
            continue
        if os.access(folder, os.W_OK):
            return folder
    return None


_HERE = Path(__file__).parent
_ROOTS = (_HERE / "__pycache__", Path("~/.cache/holdfast"))
_FOLDER = cache_folder(_ROOTS, source_digest(_HERE))
