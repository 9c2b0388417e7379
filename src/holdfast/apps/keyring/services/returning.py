"""What a restored folder needs before anybody works in it.

Invariants:
- Newer keys decide (`reconciling`): what was shredded or taken back since stays so.
- Older keys decide nothing: the bodies know what was shredded and who was dismissed.
- What members remember of the ledger is let go where it was longer: it was cut, whoever restores
  says so to everybody, and a head that was kept elsewhere still shows it.
- Needs nobody's keys.
"""

from __future__ import annotations

from dataclasses import dataclass

from holdfast.apps.accounts import queries as accounts
from holdfast.apps.accounts.rules import MemberId
from holdfast.apps.keyring.copy_errors import DamagedCopyError
from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.layers import Layer, layer_keys, uncover
from holdfast.apps.keyring.models import (
    MemberWrap,
    RecordBody,
    RememberedHead,
    ScopeKey,
    UnitWrap,
)
from holdfast.apps.keyring.place import site_folder
from holdfast.apps.keyring.queries.neighbours import Beside, count_beside
from holdfast.apps.keyring.queries.units import chunks
from holdfast.apps.ledger.queries import tip
from holdfast.kernel.clock import Clock, utc_now
from holdfast.vault.errors import VaultError

from .reconciling import Reconciled, reconcile
from .recovery import recover


@dataclass(frozen=True, slots=True)
class Returned:
    """What became of a restored site: entries of its ledger, what newer keys changed, and what
    stands in the stores of the line and of the watch."""

    entries: int
    reconciled: Reconciled
    beside: Beside


def bring_back(*, keys_size: int, clock: Clock = utc_now) -> Returned:
    """Make a restored folder whole. `keys_size` is how long the ledger was for the keys' copy.

    Raises LostLayerError, DamagedCopyError (the weekly key is not the one), StoreError.
    """
    with in_words():
        _check_layers()
        size, reconciled = tip().size, Reconciled(0, 0, 0, 0)
        if keys_size > size:
            _drop_newcomers()
            reconciled = reconcile(clock=clock)
            RememberedHead.objects.all().delete()
        recover()
        return Returned(size, reconciled, count_beside(site_folder()))


def _check_layers() -> None:
    """Take the weekly layer off one row of each: it opens, or the key is another site's."""
    layer_of = layer_keys()
    for table in (UnitWrap, MemberWrap):
        for number in table.objects.values_list("layer", flat=True).distinct():
            row = table.objects.filter(layer=number).first()
            layer = Layer(number, layer_of(number))
            try:
                uncover(bytes(row.sealed), layer, wrap=row.pk, scope_key=row.scope_key)
            except VaultError:
                raise DamagedCopyError(
                    "The weekly key does not open this copy of the keys. Nothing was changed.",
                    hint="Look for the weekly key of the same number that belongs to this site.",
                ) from None


def _drop_newcomers() -> None:
    """Take away the grants of members these bodies do not know, where somebody they know is left.

    Who joined since is let in again. Left as they are, they would bar the next rotation.
    """
    strangers: list[str] = []
    for key in ScopeKey.objects.values_list("pk", flat=True):
        wraps = list(MemberWrap.objects.filter(scope_key=key))
        known = [wrap for wrap in wraps if _is_known(wrap.member)]
        if known:
            strangers += {wrap.pk for wrap in wraps} - {wrap.pk for wrap in known}
    for some in chunks(strangers):
        MemberWrap.objects.filter(pk__in=some).delete()


def _is_known(member: str) -> bool:
    has_card = RecordBody.objects.filter(pk=member).exists()
    return has_card and accounts.is_member(MemberId(member))
