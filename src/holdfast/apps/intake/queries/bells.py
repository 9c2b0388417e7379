"""What waits outside, as the watch can know it: from bells, with no key of the line.

Invariants: a letter without a bell that opens still counts as something that waits; its moment and
its danger are then not known, and never guessed. A bell whose moment no clock of ours shows
is one that does not open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from holdfast.apps.intake.bells import open_bell
from holdfast.apps.intake.models import Bell, LetterIn
from holdfast.apps.intake.rules import Danger, due_at, is_of_our_time
from holdfast.apps.intake.team.notices import State, is_in_danger
from holdfast.apps.intake.team.records.notices import BellNote, LineLook
from holdfast.apps.keyring.faults import as_rows
from holdfast.apps.keyring.place import installation
from holdfast.apps.keyring.queries.units import chunks
from holdfast.apps.watch.records import Letterbox
from holdfast.kernel.errors import HoldfastError

Known = dict[str, BellNote | None]


@dataclass(frozen=True, slots=True)
class Outside:
    """The bells of what no look at the desk has covered, and whether letters are without one."""

    bells: tuple[BellNote, ...] = ()
    has_unknown: bool = False


@as_rows()
def outside(box: Letterbox, known: Known | None = None, *, now: dt.datetime) -> Outside:
    """What waits outside at this moment. `known` keeps what was opened from one round to the next,
    so that a flood is opened once. Raises StoreError.
    """
    known = {} if known is None else known
    rung = set(Bell.objects.values_list("pk", flat=True))
    for gone in set(known) - rung:
        del known[gone]
    for some in chunks(sorted(rung - set(known))):
        rows = Bell.objects.filter(pk__in=some).values_list("pk", "sealed")
        known.update((letter, _opened(bytes(sealed), letter, box)) for letter, sealed in rows)
    opened = {
        letter: bell
        for letter, bell in known.items()
        if bell is not None and is_of_our_time(bell.written_at, now)
    }
    letters = set(LetterIn.objects.values_list("pk", flat=True)) | set(known)
    ringing = tuple(bell for bell in opened.values() if bell.rings)
    return Outside(ringing, has_unknown=bool(letters - set(opened)))


def _opened(sealed: bytes, letter: str, box: Letterbox) -> BellNote | None:
    """The bell, or None for one that is none of ours, or damaged."""
    try:
        return open_bell(sealed, letter=letter, private=box.private, installation=installation())
    except HoldfastError:
        return None


@as_rows()
def answered_bells() -> list[str]:
    """The bells whose letters the desk has taken in. Raises StoreError."""
    letters = LetterIn.objects.values("pk")
    return list(Bell.objects.exclude(pk__in=letters).values_list("pk", flat=True))


def state_of(
    seen: Outside, look: LineLook | None, promises: Mapping[Danger, dt.timedelta]
) -> State:
    """What waits outside and inside, and no more of it than a notice can say."""
    written = [bell.written_at for bell in seen.bells]
    dues = [due_at(bell.danger, bell.written_at, promises) for bell in seen.bells]
    dues += [look.due_at] if look and look.due_at else []
    dangers = [bell.written_at for bell in seen.bells if is_in_danger(bell.danger)]
    dangers += [look.danger_at] if look and look.danger_at else []
    return State(
        waits=bool(seen.bells) or seen.has_unknown,
        newest_at=None if seen.has_unknown else max(written, default=None),
        is_danger=any(is_in_danger(bell.danger) for bell in seen.bells)
        or bool(look and look.is_danger),
        due_at=min(dues, default=None),
        danger_at=max(dangers, default=None),
    )
