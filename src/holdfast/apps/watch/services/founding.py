"""Making the watch's key, and saying where members are told.

Invariants: there is one key of the watch; asked again, the same one is written out.
"""

from __future__ import annotations

from pathlib import Path

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.keyring.letterbox import new_letterbox
from holdfast.apps.keyring.queries.keys import team_key
from holdfast.apps.keyring.rules import Actor, Part, require
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.apps.watch.errors import NoWatchError
from holdfast.apps.watch.key_file import refuse_place, write_key
from holdfast.apps.watch.queries.team import letterbox, stored_addresses
from holdfast.apps.watch.records import Letterbox, NoticeAddress, WatchKeys
from holdfast.apps.watch.rules import check_address

from .watching import fill_up


def found_watch(actor: Actor, key_file: Path) -> Letterbox:
    """The watch's key, written to a new file outside of the site, and kept by the team.

    Raises NotPermittedError, KeyInsideError, KeyThereError, StoreError.
    """
    require(actor, Permission.LOCK_SITE)
    refuse_place(key_file)
    try:
        box = letterbox(actor)
    except NoWatchError:
        box = _new_box(actor)
    fill_up(box)
    write_key(key_file, box)
    return box


def set_address(actor: Actor, address: str) -> None:
    """Where the actor is told that something needs them. Raises BadAddressError."""
    value = NoticeAddress(member=actor.member, address=check_address(address.strip()))
    mine = [kept for kept in stored_addresses(actor) if kept.value.member == actor.member]
    with writing(actor) as write:
        if mine:
            save(write, mine[0].id, value, revision=mine[0].revision)
        else:
            add(write, create_unit(write, team_key(actor).scope, Part.TEAM), value)


def _new_box(actor: Actor) -> Letterbox:
    private, public = new_letterbox()
    with writing(actor) as write:
        unit = create_unit(write, team_key(actor).scope, Part.TEAM)
        add(write, unit, WatchKeys(private=private, public=public))
    return Letterbox(private, public)
