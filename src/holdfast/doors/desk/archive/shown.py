"""What the archive's pages show of consent, in words.

Invariants: a state is told by words and by tone, never by tone alone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from holdfast.apps.archive.rules import (
    Allowed,
    Audience,
    ConsentAct,
    Ground,
    Paragraph,
    Step,
    Use,
    may_use,
    same_name,
)


@dataclass(frozen=True, slots=True)
class UseState:
    """One use of a paragraph today."""

    tone: str
    words: str
    more: str


@dataclass(frozen=True, slots=True)
class ShownAct:
    """One act of consent in the history."""

    day: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A paragraph with what may be done with it today, and how that came about."""

    number: int
    id: str
    text: str
    uses: tuple[UseState, ...]
    acts: tuple[ShownAct, ...]


def shown_paragraph(number: int, paragraph: Paragraph, today: dt.date) -> ShownParagraph:
    """A paragraph as its page shows it."""
    return ShownParagraph(
        number,
        paragraph.id,
        paragraph.text,
        tuple(_state(paragraph, audience, today) for audience in _audiences(paragraph)),
        tuple(ShownAct(act.day, _act_words(act)) for act in paragraph.acts),
    )


def _audiences(paragraph: Paragraph) -> list[Audience]:
    """Each use, and each audience that was ever named for one."""
    found: list[Audience] = []
    for use in Use:
        names: list[str] = []
        for act in paragraph.acts:
            is_new = not any(same_name(act.audience, name) for name in names)
            if act.use is use and act.audience and is_new:
                names.append(act.audience)
        found += [Audience(use, name) for name in names] or [Audience(use)]
    return found


def _state(paragraph: Paragraph, audience: Audience, today: dt.date) -> UseState:
    answer = may_use(paragraph, audience, today)
    label = f"{_use_words(audience.use)} {audience.name}".strip()
    if isinstance(answer, Allowed):
        ground = "" if answer.ground is Ground.CONSENT else _ground_words(answer.ground)
        return UseState("ok", _("%(use)s: yes") % {"use": label}, answer.conditions or ground)
    was_asked = any(act.use is audience.use for act in paragraph.acts)
    tone = "warn" if was_asked else ""
    return UseState(tone, _("%(use)s: no") % {"use": label}, answer.reason if was_asked else "")


def _act_words(act: ConsentAct) -> str:
    if act.step is Step.REWORDED:
        return str(_("The words were changed: all but keeping must be asked again."))
    use = f"{_use_words(act.use)} {act.audience}".strip()
    if act.step is Step.WITHDRAWN:
        return str(_("Taken back: %(use)s.") % {"use": use})
    words = [str(_("Given: %(use)s.") % {"use": use}), str(_ground_words(act.ground)) + "."]
    if act.language:
        words.append(str(_("Asked in %(language)s.") % {"language": act.language}))
    if act.conditions:
        words.append(str(_("On condition: %(words)s.") % {"words": act.conditions.rstrip(".")}))
    if act.expires:
        words.append(str(_("Until %(day)s.") % {"day": act.expires}))
    return " ".join(words)


def _use_words(use: Use) -> str:
    words: dict[Use, str] = {
        Use.KEEP: _("keep"),
        Use.ANALYSE: _("compare"),
        Use.SHARE: _("share"),
        Use.PUBLISH: _("publish"),
        Use.COURT: _("court"),
    }
    return words[use]


def _ground_words(ground: Ground) -> str:
    words: dict[Ground, str] = {
        Ground.CONSENT: _("On their consent"),
        Ground.VITAL_INTEREST: _("To save a life"),
        Ground.LEGAL_CLAIM: _("For a legal claim"),
        Ground.PUBLIC_INTEREST: _("In the public interest"),
    }
    return words[ground]
