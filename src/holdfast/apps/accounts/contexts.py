"""Where each sealed value of a member belongs: every context of this app is made here.

    what                        kind     record               scope      epoch      version
    a way to the root           ROOT     <member>/<way>       member     0          its revision
    asking trustees             ROOT     <request>/asked      member     0          0
    a parked way                RECORD   <way row>/parked     parcel     0          its revision
    a keeper's share            SHARE    share id             set id     0          0
    a member's card             RECORD   member id            directory  directory  its revision
    the directory's past        KEY      past/<epoch>         directory  the next   0
    the second factor           RECORD   <member>/second      member     0          its revision
    an invitation, its memo     RECORD   <invitation>/<part>  directory  0          0
    a session                   SESSION  session id           session    0          0

Invariants: no two of them are ever the same, so nothing opens in the place of another.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from django.conf import settings

from holdfast.vault.envelope import Context, Kind
from holdfast.vault.grants import GrantContext
from holdfast.vault.keys import PublicIdentity

from .rules import MemberId, Way

DIRECTORY = "directory"
_WAY_NAMES = {
    Way.PASSPHRASE: "passphrase",
    Way.SHEET: "sheet",
    Way.UNPROVEN_SHEET: "sheet",  # proving a sheet changes what it counts for, not what it is
    Way.TRUSTEES: "trustees",
}


class InvitationPart(StrEnum):
    """The three sealed parts of an invitation."""

    OFFER = "offer"
    MEMO = "memo"
    ANSWER = "answer"


def installation() -> str:
    """The opaque id of this installation, which every seal is bound to."""
    return str(settings.HOLDFAST_INSTALLATION)


def site_folder() -> Path:
    """The site's folder."""
    return Path(settings.HOLDFAST_DATA)


def way_context(member: MemberId, way: Way, revision: int) -> Context:
    """Where a member's root belongs that is sealed by one of the ways."""
    return Context(installation(), Kind.ROOT, f"{member}/{_WAY_NAMES[way]}", member, 0, revision)


def asked_context(request: str, member: MemberId) -> Context:
    """Where the root of a request to trustees belongs, until the member is back."""
    return Context(installation(), Kind.ROOT, f"{request}/asked", member, 0, 0)


def parked_context(way_row: str, parcel: str, revision: int) -> Context:
    """Where a way belongs that is sealed away."""
    return Context(installation(), Kind.RECORD, f"{way_row}/parked", parcel, 0, revision)


def share_context(share: str, set_id: str) -> Context:
    """Where the sealed bytes of a keeper's share belong."""
    return Context(installation(), Kind.SHARE, share, set_id, 0, 0)


def card_context(member: MemberId, epoch: int, revision: int) -> Context:
    """Where a member's card belongs."""
    return Context(installation(), Kind.RECORD, member, DIRECTORY, epoch, revision)


def past_directory_context(epoch: int, under: int) -> Context:
    """Where an earlier key of the directory belongs, under a later one."""
    return Context(installation(), Kind.KEY, f"past/{epoch}", DIRECTORY, under, 0)


def second_factor_context(member: MemberId, revision: int) -> Context:
    """Where a member's second factor belongs."""
    return Context(installation(), Kind.RECORD, f"{member}/second", member, 0, revision)


def invitation_context(invitation: str, part: InvitationPart) -> Context:
    """Where a part of an invitation belongs."""
    return Context(installation(), Kind.RECORD, f"{invitation}/{part}", DIRECTORY, 0, 0)


def session_context(session: str) -> Context:
    """Where a session belongs."""
    return Context(installation(), Kind.SESSION, session, "session", 0, 0)


def grant_context(
    grant: str,
    *,
    scope: str,
    granter: MemberId,
    granter_public: PublicIdentity,
    recipient: MemberId,
    recipient_public: PublicIdentity,
    epoch: int = 0,
) -> GrantContext:
    """What is granted within this app: the directory's key, or the key of a share."""
    return GrantContext(
        installation=installation(),
        scope=scope,
        part="accounts",
        grant=grant,
        granter=granter,
        granter_public=granter_public,
        recipient=recipient,
        recipient_public=recipient_public,
        epoch=epoch,
    )
