"""What must be seen on every page of the line: that a hand-over was not taken.

Invariants: it says who wrote it and when, and nothing of what it says.
"""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from holdfast.apps.accounts.rules import MemberId, Permission, may
from holdfast.apps.intake.queries.hand_over import HandedOver, untaken
from holdfast.apps.intake.queries.team import team_settings
from holdfast.apps.intake.team.notices import zone_named
from holdfast.doors.desk.cases.people import aliases
from holdfast.doors.desk.frame import Banner
from holdfast.doors.desk.request import DeskRequest

_SHOWN_ON = ("/line/", "/team/")


def untaken_hand_overs(request: DeskRequest) -> list[Banner]:
    """A banner for each hand-over that nobody took, on the pages of the line and on the start."""
    is_here = request.path == "/" or request.path.startswith(_SHOWN_ON)
    if not is_here or not may(request.active.roles, Permission.ANSWER_CONTACTS):
        return []
    waiting = untaken(request.actor)
    if not waiting:
        return []
    people, zone = aliases(request), zone_named(team_settings(request.actor)[0].zone)
    return [Banner(_words(one, people, zone), _address(one)) for one in waiting]


def _words(one: HandedOver, people: Mapping[MemberId, str], zone: ZoneInfo) -> str:
    said = {"when": f"{one.at.astimezone(zone):%m-%d %H:%M}", "who": people.get(one.by, "")}
    return str(_("Nobody took the hand-over of %(when)s by %(who)s.") % said)


def _address(one: HandedOver) -> str:
    return str(reverse("team:hand-over", args=(one.id,)))
