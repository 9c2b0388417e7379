"""How the tests of this folder read an invented report."""

from holdfast.methods.corroboration.prose import Prose, read_prose
from holdfast.methods.corroboration.speech import Speech, read_speech


def prose(text: str, language: str = "en") -> Prose:
    return read_prose(text, language=language)


def speech(text: str, language: str = "en", outlet: str | None = None) -> Speech:
    return read_speech(prose(text, language), outlet=outlet, title=None)


def said(text: str, language: str = "en") -> list[tuple[str | None, str, str]]:
    """Speaker's name, form and words of each utterance; parts joined by a bar."""
    read = speech(text, language)
    return [
        (
            None if u.speaker is None else read.voices[u.speaker.voice].name,
            u.form.value,
            " | ".join(s.of(text) for s in u.spans),
        )
        for u in read.utterances
    ]
