"""One document read on its own: prose, speech, meanings, figures, dates, places.

Invariants:
- The same document and lexicon give the same reading, in whatever process.
- A document that could not be read, or repeats an earlier file, gives a reading without evidence.
"""

from __future__ import annotations

import msgspec

from .document import Document, Meaning, Reading, Utterance, Voice
from .meaning import Lexicon, find_assertions, read_meaning
from .measures import find_dates, find_figures, find_places
from .prose import Prose, read_prose
from .record import SourceKind
from .speech import read_speech

WELL_READ = frozenset({"en", "ru"})
_PARTLY = "Only its quotations, figures, dates and shared passages were understood ({})."


def read_document(document: Document, lexicon: Lexicon) -> Reading:
    """Everything that can be found in `document` alone."""
    furniture = tuple(part.span for part in document.furniture)
    prose = read_prose(document.text, language=document.language, furniture=furniture)
    speech = read_speech(prose, outlet=document.outlet, title=document.title)
    taken = [span for utterance in speech.utterances for span in utterance.spans]
    utterances = (*speech.utterances, *find_assertions(prose, taken, lexicon))
    dates = find_dates(prose, published=document.published)
    return Reading(
        document=_with_language_problem(document),
        voices=speech.voices,
        utterances=utterances,
        meanings=tuple(_meaning(prose, u, speech.voices, lexicon) for u in utterances),
        figures=find_figures(prose, dates),
        dates=dates,
        places=find_places(prose),
    )


def without_evidence(document: Document) -> Reading:
    """A reading that lists the document and takes nothing from it."""
    outlet = Voice(name=document.outlet or document.path, kind=SourceKind.OUTLET)
    return Reading(
        document=document,
        voices=(outlet,),
        utterances=(),
        meanings=(),
        figures=(),
        dates=(),
        places=(),
    )


def _meaning(
    prose: Prose, utterance: Utterance, voices: tuple[Voice, ...], lexicon: Lexicon
) -> Meaning:
    kind = None if utterance.speaker is None else voices[utterance.speaker.voice].kind
    return read_meaning(prose, utterance, lexicon, speaker_kind=kind)


def _with_language_problem(document: Document) -> Document:
    if document.language in WELL_READ or not document.text.strip():
        return document
    language = "language not recognised" if document.language == "und" else document.language
    problems = (*document.problems, _PARTLY.format(language))
    return msgspec.structs.replace(document, problems=problems)
