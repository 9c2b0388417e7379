"""What waits outside, as the watch can know it: from bells, with no key of the line.

Invariants: a letter without a bell that opens still counts as something that waits; its moment and
its danger are then not known, and never guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from holdfast.apps.intake.bells import open_bell
from holdfast.apps.intake.models import Bell, LetterIn
from holdfast.apps.intake.rules import Danger, due_at
from holdfast.apps.intake.team.notices import State, is_in_danger
from holdfast.apps.intake.team.records.notices import BellNote, LineLook
from holdfast.apps.keyring.faults import as_rows
from holdfast.apps.keyring.place import installation
from holdfast.apps.watch.records import Letterbox
from holdfast.kernel.errors import HoldfastError


@dataclass(frozen=True, slots=True)
class Outside:
    """The bells of what no look at the desk has covered, and whether letters are without one."""

    bells: tuple[BellNote, ...] = ()
    has_unknown: bool = False


@as_rows()
def outside(box: Letterbox) -> Outside:
    """What waits outside. Raises StoreError."""
    letters = set(LetterIn.objects.values_list("pk", flat=True))
    opened: dict[str, BellNote] = {}
    for letter, sealed in Bell.objects.values_list("pk", "sealed"):
        try:
            opened[letter] = open_bell(
                bytes(sealed), letter=letter, private=box.private, installation=installation()
            )
        except HoldfastError:
            letters.add(letter)  # it is no bell of ours, or damaged: something came
    rung = tuple(bell for bell in opened.values() if bell.rings)
    return Outside(rung, has_unknown=bool(letters - set(opened)))


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
    return State(
        waits=bool(seen.bells) or seen.has_unknown,
        newest_at=None if seen.has_unknown else max(written, default=None),
        is_danger=any(is_in_danger(bell.danger) for bell in seen.bells)
        or bool(look and look.is_danger),
        due_at=min(dues, default=None),
    )
