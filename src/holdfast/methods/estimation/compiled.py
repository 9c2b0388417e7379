"""The compiler behind the samplers, and what is said where it is not installed.

Invariants:
- A missing `analysis` extra is said in words, with the command that mends it.
- Compiled code may be kept on disk between runs; it holds no data. Where no folder can be written
  it is compiled anew.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

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
    return _compile(function, {"nogil": True, "error_model": "numpy"})


def _compile(function: Function, options: dict[str, Any]) -> Function:
    try:
        made: Function = numba.njit(cache=True, **options)(function)
    except RuntimeError:  # numba found no folder it may write its cache to
        made = numba.njit(**options)(function)
    return made
