"""The source door as a WSGI application: for the line's folder that HOLDFAST_INTAKE names.

Invariants: files that were cut off in the middle are removed before the first one arrives. Whoever
starts several workers loads this once and forks: the key of what pages carry is drawn here. Where
the desk stands on the same machine it goes first: a crowd at the door keeps nobody from answering.
"""

# ruff: noqa: E402  (what needs Django is imported once it is set up)
from __future__ import annotations

import logging
import os

from .memory import refuse_core_dumps

refuse_core_dumps()
os.environ["DJANGO_SETTINGS_MODULE"] = "holdfast.project.settings.source"

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.db import connections

from holdfast.apps.intake.place import read_door
from holdfast.apps.intake.services.uploads import sweep_files
from holdfast.doors.source.languages import unusable

STEP_BACK = 10  # of 19
os.setpriority(os.PRIO_PROCESS, 0, max(STEP_BACK, os.getpriority(os.PRIO_PROCESS, 0)))
read_door()
sweep_files()
connections.close_all()
for _code in unusable():
    logging.getLogger("holdfast.source").warning("The texts in %s cannot be shown.", _code)
