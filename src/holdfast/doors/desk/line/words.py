"""The line's words as the team reads them: dangers, shelves, questions, channels.

Invariants: whatever the app can hold has words here, and a tone that says nothing the words do not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from holdfast.apps.intake.queries.inbox import Shelf
from holdfast.apps.intake.rules import Answers, Channel, Danger, Question, Tray, Voice

TONES: Mapping[Danger, str] = {
    Danger.NOW: "danger",
    Danger.DAY: "danger",
    Danger.THREE_DAYS: "warn",
    Danger.UNSAID: "warn",
    Danger.TWO_WEEKS: "",
    Danger.LATER: "",
}
DANGERS: Mapping[Danger, str] = {
    Danger.NOW: _("now"),
    Danger.DAY: _("24 h"),
    Danger.THREE_DAYS: _("72 h"),
    Danger.UNSAID: _("harm not said"),
    Danger.TWO_WEEKS: _("two weeks"),
    Danger.LATER: _("later"),
}
SHELVES: Mapping[Shelf, str] = {
    Shelf.WAITING: _("All waiting"),
    Shelf.MINE: _("Mine"),
    Shelf.UNASSIGNED: _("Unassigned"),
    Shelf.ANSWERED: _("Waiting for them"),
    Shelf.LATER: _("Later"),
    Shelf.HELPERS: _("Helpers and press"),
    Shelf.QUARANTINE: _("Quarantine"),
    Shelf.HOSTILE: _("Hostile"),
    Shelf.CLOSED: _("Put away"),
}
CHANNELS: Mapping[Channel, str] = {
    Channel.WEB: _("web"),
    Channel.TELEPHONE: _("telephone"),
    Channel.MESSENGER: _("messenger"),
    Channel.MAIL: _("e-mail"),
    Channel.SIGNAL: _("Signal"),
    Channel.LINK: _("link"),
    Channel.IN_PERSON: _("in person"),
    Channel.OTHER: _("another way"),
}
TRAYS: Mapping[Tray, str] = {
    Tray.PEOPLE: _("People who need help"),
    Tray.HELPERS: _("Helpers and press"),
    Tray.QUARANTINE: _("Quarantine"),
    Tray.HOSTILE: _("Hostile"),
}
VOICES: Mapping[Voice, str] = {
    Voice.CALL: _("Call"),
    Voice.NOT_REACHED: _("Called, not reached"),
    Voice.NOTE: _("For the team"),
    Voice.SAFE: _("They say that they are safe."),
    Voice.DANGER: _("They say that they are in danger now."),
    Voice.LEFT: _("They deleted their mailbox."),
    Voice.FAILED: _("Our last answer was refused on its way. It did not reach them."),
}
_WRITTEN_DOWN: Mapping[Channel, str] = {
    Channel.MESSENGER: _("By messenger"),
    Channel.IN_PERSON: _("Met in person"),
    Channel.OTHER: _("By another way"),
}
LANGUAGES: Mapping[str, str] = {
    "en": _("English"),
    "ru": _("Russian"),
    "ce": _("Chechen"),
    "ar": _("Arabic"),
    "fa": _("Persian"),
}
QUESTIONS: Mapping[Question, str] = {
    Question.WITHIN: _("Harm expected"),
    Question.FOR_WHOM: _("For whom"),
    Question.SAFE: _("Safe to talk"),
    Question.HELD: _("Where held"),
    Question.TRIGGER: _("What happened"),
    Question.WITH_THEM: _("With them"),
    Question.WISH: _("Wishes"),
    Question.LANGUAGE: _("Language"),
}
ANSWERS: Mapping[Question, Mapping[str, str]] = {
    Question.WITHIN: {danger.value: shown for danger, shown in DANGERS.items()},
    Question.FOR_WHOM: {
        "self": _("themselves"),
        "relative": _("a relative"),
        "friend": _("a friend"),
        "organisation": _("an organisation"),
    },
    Question.SAFE: {
        "talk": _("can talk"),
        "write only": _("writing only"),
        "others can see": _("others can see or hear"),
        "not safe": _("not safe"),
    },
    Question.HELD: {
        "free": _("free"),
        "family": _("family"),
        "police": _("police or soldiers"),
        "psychiatric": _("psychiatric hospital"),
        "religious": _("religious “treatment”"),
    },
    Question.TRIGGER: {
        "outed": _("outed"),
        "detained": _("detained"),
        "released to family": _("released to family"),
        "forced marriage": _("forced marriage"),
        "escape begun": _("escape begun"),
        "wanted": _("wanted"),
        "found again": _("found again"),
    },
    Question.WITH_THEM: {
        "dependants": _("dependants"),
        "injured": _("injured"),
        "thoughts of suicide": _("thoughts of suicide"),
        "medicine ends": _("medicine ends"),
        "no papers": _("no papers"),
        "no money": _("no money"),
    },
    Question.WISH: {
        "stay with a plan": _("stay with a safety plan"),
        "leave home": _("leave home"),
        "leave region": _("leave the region"),
        "leave country": _("leave the country"),
        "give evidence": _("give evidence only"),
        "undecided": _("undecided"),
    },
    Question.LANGUAGE: LANGUAGES,
}


def label_of(voice: Voice, channel: Channel) -> str:
    """What stands above a message; what a member wrote down is called by how it came."""
    if voice is Voice.CALL:
        return _WRITTEN_DOWN.get(channel, VOICES[voice])
    return VOICES.get(voice, "")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing we know: what it is about, and what was said."""

    about: str
    said: tuple[str, ...]


def facts(answers: Answers) -> list[Fact]:
    """What was answered, in words, in the order in which it is asked."""
    return [
        Fact(about, tuple(ANSWERS[question].get(one, one) for one in answers[question]))
        for question, about in QUESTIONS.items()
        if answers.get(question)
    ]


def choices(question: Question) -> list[tuple[str, str]]:
    """The answers of a question, for a form."""
    return list(ANSWERS[question].items())
