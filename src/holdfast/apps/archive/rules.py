"""Testimony, consent and custody as values and pure functions.

Invariants:
- Consent belongs to a paragraph, to a use and, where something is shared, to a named audience.
- What was agreed and what was withdrawn are acts in a history that only grows; the last counts.
- Without a ground to keep a paragraph, no other use of it stands; where that was withdrawn, each
  other use has to be agreed to anew.
- Consent is for words: once they are changed, only the ground to keep them stands.
- Publication rests on consent alone, whatever other ground there may be.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

import msgspec

from holdfast.apps.keyring.rules import RecordId, ScopeId
from holdfast.kernel.identifiers import random_id
from holdfast.kernel.partial_date import PartialDate

from .errors import ConsentFormError, IncompleteError, SameNameError

TestimonyId = NewType("TestimonyId", ScopeId)
ParagraphId = NewType("ParagraphId", str)
ExhibitId = NewType("ExhibitId", RecordId)

FIXITY_WEEKS = 4
_WEEK = re.compile(r"(\d{4})-W(\d{2})")


class Use(StrEnum):
    """What may be done with a paragraph. The text is sealed and never changes."""

    KEEP = "keep"
    ANALYSE = "analyse"
    SHARE = "share"
    PUBLISH = "publish"
    COURT = "court"


class Ground(StrEnum):
    """Why it may be done."""

    CONSENT = "consent"
    VITAL_INTEREST = "vital interest"
    LEGAL_CLAIM = "legal claim"
    PUBLIC_INTEREST = "public interest"


class Step(StrEnum):
    """What happened to an agreement."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"
    REWORDED = "words changed"


class Account(StrEnum):
    """Whether it was told for the first time, as far as anybody knows."""

    FIRST = "first account"
    REPEAT = "repeat"


class Copy(StrEnum):
    """Whether a file is the one that counts, or one to work on."""

    EVIDENTIARY = "evidentiary copy"
    WORKING = "working copy"


class Custody(StrEnum):
    """What happened to an exhibit after it was entered."""

    HANDED_OVER = "handed over"
    RECEIVED = "received"
    CHECKED = "checked"


class ConsentAct(msgspec.Struct, frozen=True, kw_only=True):
    """One act of agreeing or withdrawing. `day` is an ISO date, perhaps partial."""

    step: Step
    use: Use
    day: str
    by: str  # the member who wrote it down
    ground: Ground = Ground.CONSENT
    audience: str = ""
    language: str = ""
    conditions: str = ""
    expires: str = ""


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph of testimony with the history of what was agreed about it."""

    id: str
    text: str
    acts: tuple[ConsentAct, ...] = ()


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom something is meant for: a use and, for sharing and courts, a name."""

    use: Use
    name: str = ""


PUBLIC = Audience(Use.PUBLISH)
ANALYSIS = Audience(Use.ANALYSE)
KEEPING = Audience(Use.KEEP)


@dataclass(frozen=True, slots=True)
class Allowed:
    """It may be used, under these conditions in the person's words; empty where there are none.

    `until` is the last day of it, as a date that is perhaps partial; empty where it has no end.
    """

    conditions: str = ""
    ground: Ground = Ground.CONSENT
    until: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """It may not be used; `reason` is a sentence for a person."""

    reason: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """What somebody agrees to, as it is asked for: one use, perhaps for several audiences."""

    use: Use
    day: str
    language: str
    ground: Ground = Ground.CONSENT
    audiences: tuple[str, ...] = ()
    conditions: str = ""
    expires: str = ""


# ------------------------------------------------------------ may it be used?


def may_use(paragraph: Paragraph, audience: Audience, on: dt.date) -> Allowed | Refused:
    """Whether a paragraph may be used for this audience on this day, and if not, why."""
    kept = _standing(paragraph.acts, KEEPING, on)
    if isinstance(kept, Refused) or audience.use is Use.KEEP:
        return kept
    return _standing(paragraph.acts, audience, on)


def _standing(acts: Iterable[ConsentAct], audience: Audience, on: dt.date) -> Allowed | Refused:
    given: list[ConsentAct] = []
    why = _NEVER[audience.use]
    for act in acts:
        if act.step is Step.REWORDED and audience.use is not Use.KEEP:
            why = "The words were changed after they agreed, and they were not asked again."
            given = []
        elif act.step is Step.WITHDRAWN and _covers(act, audience):
            why = f"They withdrew this on {act.day}."
            given = []
        elif act.use is audience.use and act.step is Step.GIVEN and _is_for(act, audience):
            given.append(act)
    in_force = [act for act in given if _begins(act) <= on <= _ends(act)]
    if in_force:
        return Allowed(in_force[-1].conditions, in_force[-1].ground, in_force[-1].expires)
    return Refused(_out_of_time(given[-1], on) if given else why)


def _is_for(act: ConsentAct, audience: Audience) -> bool:
    return act.use in _UNNAMED or same_name(act.audience, audience.name)


def _covers(act: ConsentAct, audience: Audience) -> bool:
    """Whether a withdrawal reaches this; one of keeping reaches every use, for all."""
    if act.use is not audience.use:
        return act.use is Use.KEEP
    return not act.audience or same_name(act.audience, audience.name)


def _begins(act: ConsentAct) -> dt.date:
    return PartialDate.parse(act.day).first_day()


def _ends(act: ConsentAct) -> dt.date:
    return PartialDate.parse(act.expires).last_day() if act.expires else dt.date.max


def _out_of_time(act: ConsentAct, on: dt.date) -> str:
    if on < _begins(act):
        return f"They agreed only on {act.day}, which is later than this use."
    return f"Their agreement ended on {act.expires}."


_UNNAMED = frozenset({Use.KEEP, Use.ANALYSE, Use.PUBLISH})
_NEVER = {
    Use.KEEP: "There is no ground on which this may be kept.",
    Use.ANALYSE: "They did not agree that this is held against what others say.",
    Use.SHARE: "They did not agree that this is shared with this audience.",
    Use.PUBLISH: "They did not agree that this is published.",
    Use.COURT: "They did not agree that this goes to this court or authority.",
}


def same_name(one: str, other: str) -> bool:
    """Whether two audiences are one, whatever the case of letters and the spaces."""
    return one.casefold().split() == other.casefold().split()


def ended_uses(paragraph: Paragraph) -> dict[Use, Step]:
    """The uses that ended and were not agreed to again, each with the step that ended it.

    A use that ended for one audience counts as ended here, whatever stands for others: whoever
    cannot open the testimony stops too early rather than too late. A withdrawal of keeping ends
    all. An agreement that ends by its date is not among them: `Allowed.until` says when that is.
    """
    found = {use: _ended_for(paragraph.acts, use) for use in Use}
    return {use: _graver(ended.values()) for use, ended in found.items() if ended}


def _graver(steps: Collection[Step]) -> Step:
    return Step.WITHDRAWN if Step.WITHDRAWN in steps else Step.REWORDED


def _ended_for(acts: Iterable[ConsentAct], use: Use) -> dict[str, Step]:
    """For each audience that a use ended for: the step that ended it."""
    given: set[str] = set()
    ended: dict[str, Step] = {}
    for act in acts:
        audience = " ".join(act.audience.casefold().split())
        if act.step is Step.REWORDED and use is not Use.KEEP:
            ended |= dict.fromkeys(given, Step.REWORDED)
            given.clear()
        elif act.use in (use, Use.KEEP) and act.step is Step.WITHDRAWN:
            reached = {audience} if audience else given or {""}
            ended |= dict.fromkeys(reached, Step.WITHDRAWN)
            given -= reached
        elif act.use is use and act.step is Step.GIVEN:
            given.add(audience)
            ended.pop(audience, None)
            ended.pop("", None)
    return ended


# ------------------------------------------------------------ acts of consent


def acts_of(agreement: Agreement, *, by: str) -> tuple[ConsentAct, ...]:
    """The acts that write down an agreement, one an audience. Raises ConsentFormError."""
    _check_agreement(agreement)
    return tuple(
        ConsentAct(
            step=Step.GIVEN,
            use=agreement.use,
            day=agreement.day.strip(),
            by=by,
            ground=agreement.ground,
            audience=" ".join(audience.split()),
            language=agreement.language.strip(),
            conditions=agreement.conditions.strip(),
            expires=agreement.expires.strip(),
        )
        for audience in (agreement.audiences or ("",))
    )


def withdrawal(use: Use, *, by: str, day: dt.date, audience: str = "") -> ConsentAct:
    """The act that withdraws a use, from one audience or from all."""
    named = " ".join(audience.split())
    return ConsentAct(
        step=Step.WITHDRAWN, use=use, day=day.isoformat(), by=by, audience=named, language=""
    )


def _check_agreement(agreement: Agreement) -> None:
    if not agreement.language.strip():
        raise ConsentFormError(hint="Say in which language they were asked.")
    named = [audience for audience in agreement.audiences if audience.strip()]
    if agreement.use not in _UNNAMED and (not named or len(named) != len(agreement.audiences)):
        raise ConsentFormError(hint="Name whom it may be given to: each audience on its own.")
    if agreement.use in _UNNAMED and agreement.audiences:
        raise ConsentFormError(hint="This use has no audience. Choose sharing for a named one.")
    if agreement.use is Use.PUBLISH and agreement.ground is not Ground.CONSENT:
        raise ConsentFormError(hint="Publication rests on the person's own consent only.")
    begins = checked_date(agreement.day).first_day()
    if agreement.expires.strip() and checked_date(agreement.expires).last_day() < begins:
        raise ConsentFormError(hint="It would end before it began. Look at the two dates.")


# ------------------------------------------------------------ testimony


def new_paragraph(text: str, *, agreement: Agreement, by: str) -> Paragraph:
    """A paragraph with a fresh id and the ground on which it is kept.

    Raises IncompleteError, ConsentFormError.
    """
    if not text.strip():
        raise IncompleteError(hint="Write down what was said.")
    if agreement.use is not Use.KEEP:
        raise ConsentFormError(hint="First say on what ground it may be kept.")
    return Paragraph(id=random_id(), text=text.strip(), acts=acts_of(agreement, by=by))


def reworded(paragraph: Paragraph, text: str, *, by: str, day: dt.date) -> Paragraph:
    """The paragraph in other words; all but the ground to keep it is to be asked again."""
    if not text.strip():
        raise IncompleteError(hint="Write down what was said.")
    if text.strip() == paragraph.text:
        return paragraph
    act = ConsentAct(step=Step.REWORDED, use=Use.KEEP, day=day.isoformat(), by=by)
    return msgspec.structs.replace(paragraph, text=text.strip(), acts=(*paragraph.acts, act))


def check_names(changed: str, real: Sequence[str]) -> None:
    """Return where the changed name shares no word with a real one. Raises SameNameError."""
    if not changed.split():
        raise IncompleteError(hint="Give the person another name.")
    words = {word for name in real for word in _words(name)}
    if words.intersection(_words(changed)):
        raise SameNameError


def checked_date(text: str) -> PartialDate:
    """A date that a person wrote. Raises IncompleteError."""
    try:
        return PartialDate.parse(text)
    except ValueError:
        raise IncompleteError(
            "This is not a date. Nothing was saved.",
            hint="Write it as 2031, 2031-04 or 2031-04-20.",
        ) from None


def check_when(text: str) -> str:
    """A date or an ISO week such as `2031-W14`, as it is kept. Raises IncompleteError."""
    week = _WEEK.fullmatch(text.strip())
    if week is None:
        return str(checked_date(text))
    try:
        dt.date.fromisocalendar(int(week[1]), int(week[2]), 1)
    except ValueError:
        raise IncompleteError(hint="This year has no such week.") from None
    return text.strip()


def is_due(last_checked: str, today: dt.date) -> bool:
    """Whether an exhibit was last read again longer ago than `FIXITY_WEEKS`."""
    return today - dt.date.fromisoformat(last_checked) >= dt.timedelta(weeks=FIXITY_WEEKS)


def _words(name: str) -> Collection[str]:
    return [word for word in re.findall(r"[^\W\d_]+", name.casefold()) if len(word) > 1]
