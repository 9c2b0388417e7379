"""The first keyholder of a site.

Invariants: there is one first keyholder; they confirm themselves, and everybody else is confirmed
by somebody.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from holdfast.apps.accounts.errors import SiteExistsError
from holdfast.apps.accounts.gate import Gate
from holdfast.apps.accounts.models import MemberRow
from holdfast.apps.accounts.records import Card
from holdfast.apps.accounts.rules import ActiveMember, Directory, Member, Role
from holdfast.vault.keys import TeamKey, random_key
from holdfast.vault.passphrase import KeyFile, Passphrase

from .changing import changing
from .directory import give_directory, write_card
from .joining import prepare_member, store
from .members import free_alias

FIRST_ROLES = (Role.KEYHOLDER, Role.OPERATOR)


@dataclass(frozen=True, slots=True)
class FirstKeyholder:
    """The first keyholder at work, and the passphrase, shown this once."""

    active: ActiveMember
    passphrase: Passphrase = field(repr=False)


def first_keyholder(
    gate: Gate, *, called: str = "", key_file: KeyFile | None = None
) -> FirstKeyholder:
    """The site's first keyholder, with a passphrase drawn for them. Raises SiteExistsError."""
    refuse_second()
    joining, alias = prepare_member(gate, key_file=key_file), free_alias()
    unlocked, public = joining.unlocked, joining.unlocked.keys.public
    directory = Directory(1, random_key(TeamKey))
    with changing() as change:
        refuse_second()
        store(change, joining, alias)
        card = Card(
            member=unlocked.id, alias=alias, called=called, roles=FIRST_ROLES, has_left=False,
            box=public.box, signing=public.signing, by="", by_signing=b"",
        )  # fmt: skip
        write_card(change, card, by=unlocked, directory=directory)
        give_directory(change, Member(unlocked.id, public), by=unlocked, directory=directory)
    return FirstKeyholder(
        ActiveMember(unlocked, alias, frozenset(FIRST_ROLES), directory), joining.passphrase
    )


def refuse_second() -> None:
    """Return where there is no first keyholder yet. Raises SiteExistsError."""
    if MemberRow.objects.exists():
        raise SiteExistsError


def is_founded() -> bool:
    """Whether this site has its first keyholder."""
    return bool(MemberRow.objects.exists())
