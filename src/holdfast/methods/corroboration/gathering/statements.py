"""Utterances turned into the record's statements: who, to whom, through whom, from whom.

Invariants:
- A chain opens with the outlet that prints the statement and ends with its origin, if it has one.
- An orphan quotation stays without a speaker. Where another report gives the same words to
  somebody, that one becomes the origin, never the speaker.
- Whoever speaks for a body is not an origin beside it: the body is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from holdfast.kernel.identifiers import derived_id
from holdfast.methods.corroboration.document import Reading, Utterance, VoiceAt
from holdfast.methods.corroboration.record import Form, Party, SourceKind, Statement

from .cast import Cast
from .wording import Wording


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands: the report's and the utterance's place in their lists."""

    report: int
    utterance: int


class StatementMaker:
    """Makes statements of one set of readings with one cast."""

    def __init__(
        self,
        readings: Sequence[Reading],
        *,
        report_ids: Sequence[str],
        cast: Cast,
        source_ids: Mapping[int, str],
    ) -> None:
        self._readings = readings
        self._report_ids = report_ids
        self._cast = cast
        self._source_ids = source_ids
        self._bodies = cast.bodies()

    def make(self, place: Place, *, leader: str | None, origin: int | None) -> Statement:
        """The statement at `place`; `origin` is a root given by the same words elsewhere."""
        utterance = self._utterance(place)
        meaning = self._readings[place.report].meanings[place.utterance]
        own = self.origin(place)
        chain = self._chain(place, own if own is not None else origin)
        has_origin = own is not None or origin is not None
        return Statement(
            id=statement_id(self._report_ids[place.report], utterance),
            report=self._report_ids[place.report],
            spans=utterance.spans,
            text=words_of(self._readings[place.report], utterance),
            kind=meaning.kind,
            negated=meaning.negated,
            modality=meaning.modality,
            form=utterance.form,
            speaker=self._party(place, utterance.speaker),
            told_to=self._party(place, utterance.told_to),
            chain=tuple(self._source_ids[root] for root in chain),
            origin=self._source_ids[chain[-1]] if has_origin else None,
            same_as=leader,
            confirmed_by=tuple(
                dict.fromkeys(
                    self._source_ids[self._root(place, voice)] for voice in utterance.confirmed_by
                )
            ),
            acts=meaning.acts,
        )

    def origin(self, place: Place) -> int | None:
        """The root of the witness or body from whom this comes, as far as the report says."""
        utterance = self._utterance(place)
        if utterance.form is Form.UNATTRIBUTED:
            return None
        if utterance.speaker is not None:
            root = self._root(place, utterance.speaker.voice)
            voice = self._cast.voices[root]
            speaks_for_body = voice.kind is not SourceKind.WITNESS
            return self._bodies.get(root, root) if speaks_for_body else root
        return self._root(place, utterance.relays[-1]) if utterance.relays else None

    def _chain(self, place: Place, origin: int | None) -> list[int]:
        utterance = self._utterance(place)
        links = [self._root(place, 0)]
        links += [self._root(place, voice) for voice in utterance.relays]
        if utterance.told_to is not None:
            links.append(self._root(place, utterance.told_to.voice))
        if utterance.speaker is not None:
            links.append(self._root(place, utterance.speaker.voice))
        chain = list(dict.fromkeys(links))
        if origin is not None:
            chain = [root for root in chain if root != origin] + [origin]
        return chain if chain[0] == links[0] else [links[0], *chain]

    def _party(self, place: Place, at: VoiceAt | None) -> Party | None:
        if at is None:
            return None
        return Party(source=self._source_ids[self._root(place, at.voice)], span=at.span)

    def _utterance(self, place: Place) -> Utterance:
        return self._readings[place.report].utterances[place.utterance]

    def _root(self, place: Place, voice: int) -> int:
        return self._cast.root(self._cast.index(place.report, voice))


def utterances_of(readings: Sequence[Reading]) -> list[Place]:
    """Every utterance's place, report by report in the order of the text."""
    places = []
    for report, reading in enumerate(readings):
        spans = [utterance.spans for utterance in reading.utterances]
        places += [Place(report, i) for i in sorted(range(len(spans)), key=spans.__getitem__)]
    return places


def wording_of(reading: Reading, place: Place, *, report_id: str) -> Wording:
    """The words of one statement, with its place in time and folder."""
    utterance = reading.utterances[place.utterance]
    return Wording(
        report=report_id,
        spans=utterance.spans,
        form=utterance.form,
        text=words_of(reading, utterance),
        order=(reading.document.published or "9999", place.report),
    )


def words_of(reading: Reading, utterance: Utterance) -> str:
    """The words of an utterance; an ellipsis stands where it was interrupted."""
    return " … ".join(span.on_one_line(reading.document.text) for span in utterance.spans)


def statement_id(report_id: str, utterance: Utterance) -> str:
    """The id of a statement: its report and its spans."""
    return derived_id("q", report_id, *(bound for span in utterance.spans for bound in span))
