"""Taking a grant back.

Invariants:
- The member's wraps are deleted before it is acknowledged: with this disk and all their secrets
  they open the scope no more, as long as they kept no key themselves.
- Their sessions end in the very commit that takes the grant away, in every process: what a process
  still holds open for them is reached by nobody.
- Against a key they kept, the scope is marked as due: whoever of those who remain opens it next
  rotates it, and nothing is saved under the old key.
- Nobody takes back the last grant: that would destroy without saying so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from holdfast.apps.accounts.rules import MemberId
from holdfast.apps.accounts.services.sessions import end_sessions
from holdfast.apps.keyring.errors import LastHolderError, NotGrantedError
from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.models import Holding, Intent, ScopeKey
from holdfast.apps.keyring.rules import Actor, Aim, Part, ScopeId
from holdfast.kernel.clock import Clock, iso_week, utc_now

from .ending import finish, intend
from .writing import Write, writing


def revoke(
    actor: Actor, scope: ScopeId, part: Part, member: MemberId, *, clock: Clock = utc_now
) -> None:
    """Take one key of a scope back from a member, and end their sessions.

    Who may is for the caller to decide: a coordinator who cannot read a case can still shut
    somebody out of it.

    Raises NotGrantedError (they hold no such key), LastHolderError, StoreError.
    """
    keys = ScopeKey.objects.filter(scope=scope, part=part).values("pk")
    _revoke(actor, lambda: list(Holding.objects.filter(scope_key__in=keys, member=member)), clock)


def dismiss(actor: Actor, member: MemberId, *, clock: Clock = utc_now) -> None:
    """Take every key back from a member who leaves, or who fell into wrong hands.

    Raises NotGrantedError, LastHolderError (see `queries.tasks.held_by_them_alone`), StoreError.
    """
    _revoke(actor, lambda: list(Holding.objects.filter(member=member)), clock)


def _revoke(actor: Actor, held: Callable[[], Sequence[Holding]], clock: Clock) -> None:
    with writing(actor) as write:
        intents = _intend(write, held(), iso_week(clock()))
    with in_words():
        finish(intents)


def _intend(write: Write, held: Sequence[Holding], week: str) -> list[Intent]:
    if not held:
        raise NotGrantedError
    intents = []
    for member in sorted({MemberId(holding.member) for holding in held}):
        end_sessions(member)
    for holding in held:
        others = Holding.objects.filter(scope_key=holding.scope_key).exclude(pk=holding.pk)
        if not others.exists():
            raise LastHolderError
        intents.append(intend(write, Aim.GRANT, holding.pk, revision=2))
        ScopeKey.objects.filter(pk=holding.scope_key, due_since="").update(due_since=week)
    for holding in held:  # last, because each intent needs the team's key, which may be among them
        holding.delete()
    return intents
