"""What tests in a real browser need, or why they are skipped.

`HOLDFAST_BROWSER_REQUIRED=1` (set where Chromium is installed for certain) turns a skip into a
failure, so that a missing browser is never a green run.
"""

from __future__ import annotations

import importlib
import os
import shutil
from typing import Any

import pytest

IS_REQUIRED = os.environ.get("HOLDFAST_BROWSER_REQUIRED") == "1"
CHROMIUM = os.environ.get("HOLDFAST_CHROMIUM") or shutil.which("chromium") or shutil.which("chrome")
ARGUMENTS = (
    "--no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


def needed(module: str) -> Any:
    """The module, or the tests of this file are skipped in words."""
    if IS_REQUIRED:
        assert CHROMIUM, "Chromium is required here and is not installed"
        return importlib.import_module(module)
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine", allow_module_level=True)
    return pytest.importorskip(
        module, reason=f"{module.split('.', maxsplit=1)[0]} is not installed"
    )
