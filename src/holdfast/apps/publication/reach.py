"""Loading every kind of record of every app, so that the gate sees whom any of them names.

Invariants: nothing is listed by hand; a module of records that cannot be loaded stops the gate.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from holdfast import apps

_RECORDS = "records"


@cache
def load_every_kind() -> tuple[str, ...]:
    """Load the records of all apps, once a process. Returns the names of their modules."""
    found = pkgutil.walk_packages(apps.__path__, f"{apps.__name__}.")
    names = tuple(module.name for module in found if _RECORDS in module.name.split("."))
    for name in names:
        importlib.import_module(name)
    return names
