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


@dataclass(frozen=True, slots=True)
class Said:
    """What must be known of every statement before one can be made: not all of its reading.

    `speaker` and `relay` are voices of the report; `relay` is the last who passed it on.
    """

    place: Place
    id: str
    wording: Wording
    speaker: int | None
    relay: int | None


class StatementMaker:
    """Makes statements of one set of readings with one cast."""

    def __init__(
        self,
        readings: Sequence[Reading],
        *,
        cast: Cast,
        source_ids: Mapping[int, str],
    ) -> None:
        self._readings = readings
        self._cast = cast
        self._source_ids = source_ids
        self._bodies = cast.bodies()
        self._acts: dict[tuple[str, ...], tuple[str, ...]] = {}  # each list of acts kept once

    def make(self, said: Said, *, leader: str | None, origin: int | None) -> Statement:
        """The statement; `origin` is a root given by the same words elsewhere."""
        place, wording = said.place, said.wording
        utterance = self._utterance(place)
        meaning = self._readings[place.report].meanings[place.utterance]
        own = self.origin(said)
        chain = self._chain(place, own if own is not None else origin)
        has_origin = own is not None or origin is not None
        return Statement(
            id=said.id,
            report=wording.report,
            spans=wording.spans,
            text=wording.text,
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
            acts=self._acts.setdefault(meaning.acts, meaning.acts),
        )

    def origin(self, said: Said) -> int | None:
        """The root of the witness or body from whom this comes, as far as the report says."""
        if said.wording.form is Form.UNATTRIBUTED:
            return None
        if said.speaker is not None:
            root = self._root(said.place, said.speaker)
            voice = self._cast.voices[root]
            speaks_for_body = voice.kind is not SourceKind.WITNESS
            return self._bodies.get(root, root) if speaks_for_body else root
        return None if said.relay is None else self._root(said.place, said.relay)

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


def said_in(reading: Reading, *, number: int, report_id: str) -> list[Said]:
    """Everything said in report `number`, in the order of the text."""
    utterances = reading.utterances
    order = (reading.document.published or "9999", number)
    return [
        Said(
            place=Place(number, at),
            id=statement_id(report_id, utterances[at]),
            wording=Wording(
                report=report_id,
                spans=utterances[at].spans,
                form=utterances[at].form,
                text=words_of(reading, utterances[at]),
                order=order,
            ),
            speaker=None if (speaker := utterances[at].speaker) is None else speaker.voice,
            relay=utterances[at].relays[-1] if utterances[at].relays else None,
        )
        for at in sorted(range(len(utterances)), key=lambda at: utterances[at].spans)
    ]


def words_of(reading: Reading, utterance: Utterance) -> str:
    """The words of an utterance; an ellipsis stands where it was interrupted."""
    return " … ".join(span.on_one_line(reading.document.text) for span in utterance.spans)


def statement_id(report_id: str, utterance: Utterance) -> str:
    """The id of a statement: its report and its spans."""
    return derived_id("q", report_id, *(bound for span in utterance.spans for bound in span))
