"""Settings of the desk, where the team works: the site's stores, and pages for members only.

Invariants: cookies go over HTTPS only (or to this machine itself) and are never read by scripts; no
page is kept by a cache; nothing that is sent here is spooled to a disk.
"""

from __future__ import annotations

import os
from pathlib import Path

import holdfast.doors
import holdfast.pages

from .base import *  # noqa: F403  (Django reads a settings module by its names)

_PAGES = Path(holdfast.pages.__file__).parent
_DESK = Path(holdfast.doors.__file__).parent / "desk"

HOLDFAST_GATE = "holdfast.apps.accounts.gate.Gate"
ROOT_URLCONF = "holdfast.doors.desk.urls"
# what the desk is called, where others than this machine reach it; `holdfast serve --name`
_NAMES = os.environ.get("HOLDFAST_DESK_NAMES", "").split()
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *_NAMES]
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in _NAMES]  # behind a proxy that speaks TLS

MIDDLEWARE = [
    "holdfast.pages.headers.StrictHeaders",
    "holdfast.pages.languages.ChosenLanguage",
    "holdfast.doors.desk.entry.Reception",
    "holdfast.pages.bodies.PlainBodies",
    "django.middleware.csrf.CsrfViewMiddleware",
    "holdfast.doors.desk.team.telling.WatchTold",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_PAGES / "templates", *sorted(_DESK.glob("*/templates"))],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.csrf",
                "holdfast.pages.languages.page_words",
            ],
            "builtins": ["django.templatetags.i18n", "holdfast.pages.tags"],
            "string_if_invalid": "",
        },
    }
]

LANGUAGES = [("en", "English")]
LANGUAGE_CODE = "en"
LOCALE_PATHS = [_PAGES / "locale"]
USE_I18N = True

CSRF_COOKIE_NAME = "__Host-form"
CSRF_COOKIE_AGE = None  # gone when the browser is closed
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "holdfast.doors.desk.refusals.forged"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["holdfast.pages.uploads.HeldInMemory"]
