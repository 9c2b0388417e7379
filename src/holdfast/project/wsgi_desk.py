"""The desk as a WSGI application, for one site: the one that HOLDFAST_DATA names.

Invariants: before anything is answered, a store of another release is refused, and what a crash
left is finished. One process serves a site's desk: its sessions' keys are in that process's memory.
"""

# ruff: noqa: E402  (what needs Django is imported once it is set up)
from __future__ import annotations

import os

from .memory import refuse_core_dumps

refuse_core_dumps()
os.environ["DJANGO_SETTINGS_MODULE"] = "holdfast.project.settings.desk"

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.db import connections

from holdfast.apps.accounts.gate import Gate
from holdfast.apps.accounts.services.sessions import sweep_sessions
from holdfast.doors.cli.entrance import start_up

from .release import check_release

check_release()
start_up(Gate())
sweep_sessions(Gate())
connections.close_all()
