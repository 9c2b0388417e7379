"""Every page of the desk is walked in a browser, in every mode, or says why it is not."""

from __future__ import annotations

from django.test import override_settings
from django.urls import get_resolver
from tests.apps import stage
from tests.doors.desk.stage import DESK_SETTINGS, standing
from tests.doors.desk.test_addresses import named, path_of
from tests.journeys.walks import NOT_WALKED, WALKS

from holdfast.apps.accounts.rules import Role

NOT_ALLOWED = 405


def pages_of_the_desk() -> set[str]:
    """Every address of the desk's table that answers somebody who asks to read."""
    with override_settings(**DESK_SETTINGS):
        table = named(get_resolver())
    with stage.folder() as folder, standing(folder / "site") as desk:
        worker = desk.join("worker", *Role)
        return {name for name in table if worker.get(path_of(name)).status_code != NOT_ALLOWED}


def test_every_page_of_the_desk_is_walked_in_every_mode_or_says_why_not() -> None:
    pages = pages_of_the_desk()
    walked = set[str]().union(*WALKS.values())
    assert pages - walked - NOT_WALKED.keys() == set()
    assert (walked | NOT_WALKED.keys()) - pages == set()
    assert walked & NOT_WALKED.keys() == set()


def test_what_is_not_walked_says_why() -> None:
    assert all(len(why.split()) > 3 for why in NOT_WALKED.values())
