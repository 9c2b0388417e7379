"""What tests in a real browser need, or why they are skipped.

`HOLDFAST_BROWSER_REQUIRED=1` (set where Chromium is installed for certain) turns a skip into a
failure, so that a missing browser is never a green run.
"""

from __future__ import annotations

import importlib
import os
import shutil
import time
from typing import Any

import pytest

IS_REQUIRED = os.environ.get("HOLDFAST_BROWSER_REQUIRED") == "1"
CHROMIUM = os.environ.get("HOLDFAST_CHROMIUM") or shutil.which("chromium") or shutil.which("chrome")
ARGUMENTS = (
    "--no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PHONE = {"width": 320, "height": 640}


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


def wait_until(page: Any, claim: str) -> None:
    """Wait until an expression is true; `wait_for_function` needs what a strict policy forbids."""
    until = time.monotonic() + 10
    while not page.evaluate(claim):
        assert time.monotonic() < until, claim
        page.wait_for_timeout(50)


def violations(page: Any) -> list[tuple[str, list[str]]]:
    """What axe finds on a page, by rule, with the beginning of each element it means."""
    axe = needed("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page, options=RULES).response["violations"]
    return [(f["id"], [n["html"][:160] for n in f["nodes"]]) for f in found]
