"""The source door as it is served, but for the cost of a code: `tests.trials.cheap_door:application`."""

from holdfast.project.wsgi_source import application  # it sets Django up, for what follows

__all__ = ["application"]

from django.conf import settings

from holdfast.apps.keyring.contactcodes import LEAST

settings.HOLDFAST_CODE_COST = LEAST
