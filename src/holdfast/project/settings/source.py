"""Settings of the source door, where people in danger write: its own program, user and port.

Invariants:
- It knows one folder, `HOLDFAST_INTAKE`: the line's store and `door.toml`. No member's key, no
  other store, no `site.toml`; apps of the desk are not installed.
- No cookie, no session, no log of requests, nothing spooled to a disk.
"""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path

from holdfast.project import logs
from holdfast.project.errors import NoSiteError
from holdfast.project.site import own_store

if not os.environ.get("HOLDFAST_INTAKE"):
    raise NoSiteError
HOLDFAST_INTAKE = Path(os.environ["HOLDFAST_INTAKE"]).resolve()

INSTALLED_APPS = ["holdfast.apps.intake"]
# a thread keeps its connection: opening one costs as much as a page
DATABASES = {"default": {}, "intake": {**own_store(HOLDFAST_INTAKE), "CONN_MAX_AGE": None}}
DATABASE_ROUTERS = ["holdfast.project.router.StoreRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

DEBUG = False
SECRET_KEY = ""  # nothing here is signed by it: using it fails, which is what we want
ALLOWED_HOSTS = ["*"]  # an onion address is no secret of ours, and no page says its own address
ROOT_URLCONF = "holdfast.doors.source.urls"
MIDDLEWARE = ["holdfast.doors.source.pages.headers"]
_DOOR = Path(str(resources.files("holdfast.doors.source")))
_SHIPPED = Path(str(resources.files("holdfast.apps.intake"))) / "shipped"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_DOOR / "templates"],
        "OPTIONS": {},
    }
]
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LOCALE_PATHS = [HOLDFAST_INTAKE / "locale", _SHIPPED / "locale"]

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # of words; files are sealed as they arrive
DATA_UPLOAD_MAX_NUMBER_FIELDS = 60
DATA_UPLOAD_MAX_NUMBER_FILES = 100  # those over our own limit are refused in words
FILE_UPLOAD_HANDLERS = ["holdfast.doors.source.uploading.NothingKept"]

LOGGING_CONFIG, LOGGING = logs.LOGGING_CONFIG, logs.LOGGING
