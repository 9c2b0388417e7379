"""The questions as a person in danger reads them, one a page, each to be skipped.

Invariants: what is stored is the answer's name in `apps.intake.rules`; only what is shown changes
with the language. Every answer that can be stored can be shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from holdfast.apps.intake.rules import ANSWERS, SEVERAL, Danger, Question, Way


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: its name, and what is shown."""

    value: str
    shown: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its answers. `several` where more than one may be ticked."""

    question: Question
    shown: str
    choices: tuple[Choice, ...]
    several: bool


_SHOWN: Mapping[Question, tuple[str, Mapping[str, str]]] = {
    Question.WITHIN: (
        _("When could you, or the person you write for, be harmed?"),
        {
            Danger.NOW: _("Now"),
            Danger.DAY: _("Today or tonight"),
            Danger.THREE_DAYS: _("In the next three days"),
            Danger.TWO_WEEKS: _("In the next two weeks"),
            Danger.LATER: _("Later, or I do not know"),
        },
    ),
    Question.FOR_WHOM: (
        _("For whom do you write?"),
        {
            "self": _("For myself"),
            "relative": _("For somebody of my family"),
            "friend": _("For a friend"),
            "organisation": _("For an organisation"),
        },
    ),
    Question.SAFE: (
        _("Is it safe for you to write now?"),
        {
            "talk": _("Yes, and I could also speak"),
            "write only": _("Yes, but only write"),
            "others can see": _("Others could see this page"),
            "not safe": _("No"),
        },
    ),
    Question.HELD: (
        _("Can you move freely?"),
        {
            "free": _("Yes"),
            "family": _("No, my family keeps me"),
            "police": _("No, the police or soldiers keep me"),
            "psychiatric": _("No, I am kept in a hospital"),
            "religious": _("No, I am kept for a religious “treatment”"),
        },
    ),
    Question.TRIGGER: (
        _("What happened?"),
        {
            "outed": _("Somebody told others about me"),
            "detained": _("I was detained"),
            "released to family": _("I was handed over to my family"),
            "forced marriage": _("I am to be married against my will"),
            "escape begun": _("I have left already"),
            "wanted": _("They are looking for me"),
            "found again": _("They have found me again"),
        },
    ),
    Question.WITH_THEM: (
        _("Is any of this so?"),
        {
            "dependants": _("Children, or others who need me, are with me"),
            "injured": _("I am hurt"),
            "thoughts of suicide": _("I think of ending my life"),
            "medicine ends": _("My medicine will run out"),
            "no papers": _("I have no papers"),
            "no money": _("I have no money"),
        },
    ),
    Question.WISH: (
        _("What would you want?"),
        {
            "stay with a plan": _("To stay, and be safer"),
            "leave home": _("To leave home"),
            "leave region": _("To leave this region"),
            "leave country": _("To leave the country"),
            "give evidence": _("To tell what happened, and nothing more"),
            "undecided": _("I do not know yet"),
        },
    ),
    Question.LANGUAGE: (
        _("In which language shall we answer?"),
        {"en": "English", "ru": "Русский", "ce": "Нохчийн", "ar": "العربية", "fa": "فارسی"},
    ),
}
QUESTIONS = tuple(
    Asked(
        question,
        _SHOWN[question][0],
        tuple(Choice(value, _SHOWN[question][1][value]) for value in possible),
        question in SEVERAL,
    )
    for question, possible in ANSWERS.items()
)
_ASKED_BY_WAY = {Way.HELP: QUESTIONS}


def asked_of(way: Way) -> tuple[Asked, ...]:
    """The questions for somebody who came this way: none where danger is now, none of helpers."""
    return _ASKED_BY_WAY.get(way, ())
