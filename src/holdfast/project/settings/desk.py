"""Settings of the desk, where the team works: the site's stores, and pages for members only.

Invariants: cookies go over HTTPS only and are never read by scripts; no page is kept by a cache.
"""

from __future__ import annotations

from .base import *  # noqa: F403  (Django reads a settings module by its names)

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS: list[str] = []  # nothing is spooled: each door brings its own
