"""What gathering needs to know of an act of the lexicon, and no more."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Act:
    """An act: its title for a reader, whether it is a harm, and which figures count it.

    `counts` are values of `Figure.counts` ("detained"). `is_denial` marks the act of denying
    itself, which is found against the others and has no finding of its own harm.
    """

    id: str
    title: str
    is_harm: bool
    counts: tuple[str, ...] = ()
    is_denial: bool = False
