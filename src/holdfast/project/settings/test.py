"""Settings of the tests: those of a real site, whose folder the test's stage has made."""

from __future__ import annotations

from .base import *  # noqa: F403  (Django reads a settings module by its names)
