"""Readings made by hand, so that gathering is tested apart from reading."""

from __future__ import annotations

import hashlib

from holdfast.methods.corroboration.document import (
    Document,
    FigureFound,
    Meaning,
    Mention,
    MentionKind,
    Reading,
    Utterance,
    Voice,
    VoiceAt,
)
from holdfast.methods.corroboration.gathering.acts import Act
from holdfast.methods.corroboration.record import (
    Form,
    MadeWith,
    Modality,
    SourceKind,
    StatementKind,
)
from holdfast.methods.corroboration.spans import Span

ACTS = {
    "detention": Act("detention", "People detained", is_harm=True, counts=("detained",)),
    "killing": Act("killing", "People killed", is_harm=True, counts=("killed",)),
    "appeal": Act("appeal", "Appeals", is_harm=False),
    "denial": Act("denial", "Denials", is_harm=False, is_denial=True),
}
MADE_WITH = MadeWith(holdfast="test", lexicon="test")


def person(name: str, kind: SourceKind = SourceKind.WITNESS, **more: object) -> Voice:
    mention = Mention(Span(0, 1), MentionKind.NAME)
    return Voice(name=name, kind=kind, mentions=(mention,), **more)  # type: ignore[arg-type]


class Writer:
    """Writes one report, utterance by utterance."""

    def __init__(self, outlet: str, *, published: str | None = None, language: str = "en") -> None:
        self.text = ""
        self.outlet, self.published, self.language = outlet, published, language
        self.voices = [person(outlet, SourceKind.OUTLET)]
        self.utterances: list[Utterance] = []
        self.meanings: list[Meaning] = []
        self.figures: list[FigureFound] = []

    def cast(self, voice: Voice) -> int:
        if voice not in self.voices:
            self.voices.append(voice)
        return self.voices.index(voice)

    def say(
        self,
        words: str,
        *acts: str,
        by: Voice | None = None,
        to: Voice | None = None,
        through: tuple[Voice, ...] = (),
        form: Form = Form.DIRECT,
        kind: StatementKind = StatementKind.ALLEGATION,
        negated: bool = False,
        modality: Modality = Modality.STATED,
    ) -> Writer:
        start = len(self.text)
        self.text += words
        speaker = None if by is None else VoiceAt(self.cast(by))
        self.utterances.append(
            Utterance(
                spans=(Span(start, len(self.text)),),
                form=form,
                speaker=speaker,
                told_to=None if to is None else VoiceAt(self.cast(to)),
                relays=tuple(self.cast(voice) for voice in through),
            )
        )
        self.meanings.append(Meaning(kind=kind, negated=negated, modality=modality, acts=acts))
        self.text += "\n"
        return self

    def count(
        self,
        words: str,
        *,
        counts: str = "detained",
        low: float | None = None,
        high: float | None = None,
        value: float | None = None,
    ) -> Writer:
        start = self.text.index(words)
        self.figures.append(
            FigureFound(
                span=Span(start, start + len(words)),
                low=low,
                high=high,
                value=value,
                approximate=low is None and high is None,
                counts=counts,
                unit="persons",
            )
        )
        return self

    def reading(self) -> Reading:
        sha256 = hashlib.sha256(f"{self.outlet}{self.published}{self.text}".encode()).hexdigest()
        return Reading(
            document=Document(
                path=f"{self.outlet}.txt",
                sha256=sha256,
                text=self.text,
                is_plain=True,
                language=self.language,
                outlet=self.outlet,
                published=self.published,
            ),
            voices=tuple(self.voices),
            utterances=tuple(self.utterances),
            meanings=tuple(self.meanings),
            figures=tuple(self.figures),
            dates=(),
            places=(),
        )
