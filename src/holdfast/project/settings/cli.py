"""Settings of the command line: the same stores and services as the desk, and no HTTP."""

from __future__ import annotations

from .base import *  # noqa: F403  (Django reads a settings module by its names)
