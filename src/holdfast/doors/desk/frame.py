"""What stands around every page of the desk: navigation, who is logged in, one sentence said.

Invariants:
- The navigation shows only what one of the member's roles permits. That is comfort, not protection:
  each address asks again.
- What is said after a redirect waits in this process's memory, never in a cookie or an address.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from holdfast.apps.accounts.rules import Permission, Role, may
from holdfast.apps.keyring.queries.second_site import second_copy
from holdfast.kernel.errors import HoldfastError
from holdfast.pages.languages import page_words

from .request import DeskRequest
from .rooms import ROOMS


class Group(StrEnum):
    """The groups of the navigation, in their order."""

    LINE = "line"
    WORK = "work"
    WAYS = "ways"
    RECORD = "record"
    YOU = "you"


GROUP_LABELS = {
    Group.LINE: _("Line"),
    Group.WORK: _("Work"),
    Group.WAYS: _("Ways out"),
    Group.RECORD: _("Record"),
    Group.YOU: _("You"),
}


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the navigation. `url_name` is that of a page without arguments."""

    label: str
    url_name: str
    group: Group
    permission: Permission


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An entry as it is shown."""

    label: str
    address: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group as it is shown."""

    label: str
    items: list[ShownItem]


@dataclass(frozen=True, slots=True)
class Banner:
    """A sentence that must be seen, and the page where something can be done about it."""

    words: str
    address: str


@cache
def all_items() -> tuple[NavItem, ...]:
    """What the rooms offer, in the order of `ROOMS`."""
    modules = [importlib.import_module(f"{__package__}.{room}.urls") for room in ROOMS]
    return tuple(item for module in modules for item in module.NAV)


@cache
def all_addresses() -> tuple[tuple[NavItem, str], ...]:
    """Each of them with its address, which is the same on every page and for everybody."""
    return tuple((item, reverse(item.url_name)) for item in all_items())


@cache
def all_banners() -> tuple[Callable[[DeskRequest], list[Banner]], ...]:
    """What the rooms may have to say on pages that are not theirs; a room lists it as BANNERS."""
    modules = [importlib.import_module(f"{__package__}.{room}.urls") for room in ROOMS]
    return tuple(banner for module in modules for banner in getattr(module, "BANNERS", ()))


LeadOn = Callable[[HttpRequest, HoldfastError], HttpResponse | None]


@cache
def all_ways_on() -> tuple[LeadOn, ...]:
    """Where the rooms lead on to from a refusal of theirs; a room lists it as WAYS_ON."""
    modules = [importlib.import_module(f"{__package__}.{room}.urls") for room in ROOMS]
    return tuple(way for module in modules for way in getattr(module, "WAYS_ON", ()))


def navigation(roles: Collection[Role], here: str) -> list[ShownGroup]:
    """The navigation of somebody with these roles, on the page at `here`."""
    mine = [(item, address) for item, address in all_addresses() if may(roles, item.permission)]
    nearest = max((at for _, at in mine if here.startswith(at)), key=len, default="")
    groups = []
    for group in Group:
        shown = [
            ShownItem(item.label, address, address == nearest)
            for item, address in mine
            if item.group is group
        ]
        if shown:
            groups.append(ShownGroup(GROUP_LABELS[group], shown))
    return groups


def render_page(
    request: DeskRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """A page of the desk, with its navigation and what was said. No page may call something of its
    own by a name of the layout's: it would stand there."""
    around = {
        "nav": navigation(request.active.roles, request.path),
        "alias": request.active.alias,
        "says": request.seat.said(),
        "banners": [one for banners in all_banners() for one in banners(request)],
        "now": request.clock(),
        "second": second_copy(),
    }
    own = context or {}
    assert not (around.keys() | page_words(request).keys()) & own.keys(), template
    return render(request, template, {**around, **own}, status=status)


def say(request: DeskRequest, sentence: str) -> None:
    """Show one sentence on the member's next page."""
    request.seat.say(str(sentence))
