"""What a report has said so far, for the paragraphs still to be read.

Invariants: nothing here looks ahead; each question is answered in constant time, so that a report
of ten thousand quotations costs ten times one of a thousand.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from holdfast.methods.corroboration.record import Form, SourceKind

from .drafts import Draft
from .kinds import kind_of
from .members import Member


@dataclass(slots=True)
class Memory:
    """Every draft, who spoke last, and who was interviewed by whom."""

    drafts: list[Draft] = field(default_factory=list)
    of_quotation: dict[int, Draft] = field(default_factory=dict)
    met: dict[int, Member] = field(default_factory=dict)  # number of a speaker: who listened
    groups: list[Member] = field(default_factory=list)  # several people who were interviewed
    last: Draft | None = None  # of the paragraphs before, the one that ends last
    cued: Draft | None = None  # and the one whose word of saying stands last
    last_direct: Draft | None = None
    direct_speakers: set[int] = field(default_factory=set)
    said_by: dict[int, list[Draft]] = field(default_factory=dict)

    def close_paragraph(self, drafts: list[Draft]) -> None:
        """Take in what a paragraph said."""
        for draft in drafts:
            if self.last is None or draft.spans[-1].end > self.last.spans[-1].end:
                self.last = draft
            if self.cued is None or _cue_at(draft) > _cue_at(self.cued):
                self.cued = draft
            for member in (draft.speaker, *draft.relays):
                if member is not None:
                    self.said_by.setdefault(member.number, []).append(draft)

    def hear(self, draft: Draft) -> None:
        """Note the speaker of a quotation."""
        self.last_direct = draft
        if draft.speaker is not None:
            self.direct_speakers.add(draft.speaker.number)

    def meet(self, listener: Member, speaker: Member) -> None:
        """Note that one interviewed the other; who is no known kind of source is a journalist."""
        if kind_of(listener) is SourceKind.UNKNOWN:
            listener.kind = SourceKind.OUTLET
        self.met[speaker.number] = listener
        if speaker.is_plural and kind_of(speaker) is SourceKind.WITNESS:
            self.groups.append(speaker)

    def sole_speaker(self, paragraph: int) -> Member | None:
        """The only one quoted so far, if that was at most two paragraphs ago."""
        last = self.last_direct
        if len(self.direct_speakers) != 1 or last is None or last.paragraph < paragraph - 2:
            return None
        return last.speaker

    def speaker_before(self, paragraph: int, start_before: int) -> Member | None:
        """Who speaks at the very end of the paragraph before, if nobody else has spoken since."""
        last, cued = self.last, self.cued
        if last is None or cued is None or last.speaker is not cued.speaker:
            return None
        if last.paragraph < paragraph - 1 and last.form is not Form.DIRECT:
            return None
        return last.speaker if last.spans[-1].end >= start_before else None

    def listener_of(self, speaker: Member) -> Member | None:
        """Who interviewed the speaker, alone or as one of a group of witnesses."""
        listener = self.met.get(speaker.number)
        if listener is None and _is_unnamed_witness(speaker):
            listener = next((self.met[g.number] for g in self.groups), None)
        return None if listener is speaker else listener


def _cue_at(draft: Draft) -> int:
    return draft.cue.start if draft.cue else -1


def _is_unnamed_witness(speaker: Member) -> bool:
    is_unnamed = not speaker.words or (speaker.role or "").startswith("one of")
    return is_unnamed and not speaker.is_plural and kind_of(speaker) is SourceKind.WITNESS
