"""What every door's settings share.

Invariants:
- No contrib app: no admin, no sessions, no auth, no content types. Fewer tables, fewer leaks.
- Logs name an event, never a person, a path, an address or a content; there is no access log.
- Times are UTC; what a member sees is turned into their zone by the page.
"""

from __future__ import annotations

from holdfast.project import logs
from holdfast.project.site import databases, folder_from, read_site

HOLDFAST_DATA = folder_from()
_SITE = read_site(HOLDFAST_DATA)
HOLDFAST_INSTALLATION = _SITE.installation
HOLDFAST_NOTICES = _SITE.notices
HOLDFAST_NTFY = _SITE.ntfy

INSTALLED_APPS = [
    "holdfast.apps.ledger",
    "holdfast.apps.accounts",
    "holdfast.apps.keyring",
    "holdfast.apps.intake",
    "holdfast.apps.watch",
    "holdfast.apps.casework",
]
DATABASES = databases(_SITE, HOLDFAST_DATA)
DATABASE_ROUTERS = ["holdfast.project.router.StoreRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

DEBUG = False
SECRET_KEY = ""  # nothing here is signed by it: using it fails, which is what we want
ALLOWED_HOSTS: list[str] = []
MIDDLEWARE: list[str] = []
TEMPLATES: list[dict[str, object]] = []
USE_TZ = True
TIME_ZONE = "UTC"

LOGGING_CONFIG, LOGGING = logs.LOGGING_CONFIG, logs.LOGGING
