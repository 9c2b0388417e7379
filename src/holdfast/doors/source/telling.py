"""What somebody is told of a journey, in the words of the page.

Invariants: every kind and every fact has its words; what they say comes from the team unchanged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from holdfast.apps.intake.queries.replies import Reply
from holdfast.apps.intake.rules import ErrandFact, ErrandKind

KINDS = {
    ErrandKind.NEXT_STEP: _("Your next step"),
    ErrandKind.GUESTS: _("Who comes to you"),
    ErrandKind.RIDE: _("Your part of the way"),
}
FACTS = {
    ErrandFact.WHEN: _("When"),
    ErrandFact.FROM: _("From"),
    ErrandFact.TO: _("To"),
    ErrandFact.ARRIVES: _("Arrives"),
    ErrandFact.BY: _("By"),
    ErrandFact.PEOPLE: _("How many people"),
    ErrandFact.CHILDREN: _("Children among them"),
    ErrandFact.ANIMALS: _("Animals with them"),
    ErrandFact.NIGHTS: _("How many nights"),
    ErrandFact.VEHICLE: _("Vehicle"),
    ErrandFact.MEETS: _("Who meets you"),
    ErrandFact.PHRASE: _("By this you know each other"),
    ErrandFact.SAY: _("If somebody asks"),
    ErrandFact.PHONE: _("Your phone"),
    ErrandFact.CHECK_IN: _("Let us hear from you by"),
    ErrandFact.CASH: _("Money"),
    ErrandFact.NOTE: _("Note"),
}


MODES = {
    "on foot": _("on foot"),
    "private car": _("private car"),
    "taxi": _("taxi"),
    "bus": _("bus"),
    "train": _("train"),
    "boat": _("boat"),
    "flight": _("flight"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """An errand as a page shows it."""

    heading: str
    facts: list[tuple[str, str]]
    until: str


def told(replies: Sequence[Reply]) -> list[Told]:
    """The errands among what lies in a mailbox."""
    errands = [reply.errand for reply in replies if reply.errand is not None]
    return [
        Told(
            str(KINDS[errand.kind]),
            [(str(FACTS[fact]), _in_words(fact, text)) for fact, text in errand.facts],
            f"{errand.until:%Y-%m-%d %H:%M} UTC",
        )
        for errand in errands
    ]


def _in_words(fact: ErrandFact, text: str) -> str:
    """A way of travelling in the language of the page; all else as it was told."""
    return str(MODES.get(text, text)) if fact is ErrandFact.BY else text
