"""All that is said in a report, by whom and through whom.

Invariants:
- Voice 0 is the outlet. An utterance without a speaker has none rather than a wrong one.
- Paragraphs are read in order, so that nothing said later decides who "she" was before.
- A quotation is reported once: alone, or inside the clause that takes it in.
- The same prose gives the same speech.
"""

from __future__ import annotations

from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.record import Form, SourceKind
from holdfast.methods.corroboration.spans import Span

from .attribution import Candidate, Reason, candidates, subject_of_sentence
from .cast import Cast, Member, describe
from .chains import (
    interview_in,
    listener_after,
    meetings_in,
    opening_outlet,
    relays_in,
)
from .drafts import FEWEST_WORDS, Draft, stands_alone
from .indirect import Report, find_reports, sentences
from .kinds import kind_of
from .lexis import english
from .other import read_quotations
from .phrases import Phrase
from .quotations import Lead, Quotation, find_quotations
from .russian import read_russian
from .tokens import Tag, Token, sentence_bounds, tokenise
from .voices import Speech, assemble


def read_speech(prose: Prose, *, outlet: str | None, title: str | None) -> Speech:
    """Everything said in a report: quotations, reported speech, and the voices behind them.

    A paragraph that repeats `title` says nothing and names nobody: headlines put capitals where
    names are not. No exception is raised for any text.
    """
    if prose.language == "ru":
        members, drafts = read_russian(prose)
    elif prose.language in _READ_AS_ENGLISH:
        reader = _Reader(prose, title)
        drafts = reader.run()
        members = reader.cast.members
    else:
        members, drafts = read_quotations(prose)
    return assemble(prose, members, drafts, outlet=outlet)


_READ_AS_ENGLISH = ("en", "und")


_SUREST_BEFORE = 6.0


class _Reader:
    def __init__(self, prose: Prose, title: str | None) -> None:
        self.title = (title or "").strip()
        self.prose = prose
        self.text = prose.text
        self.lexis = english()
        self.cast = Cast(prose.text, self.lexis)
        self.quotations = find_quotations(prose)
        self.drafts: list[Draft] = []
        self.of_quotation: dict[int, Draft] = {}
        self.next_quotation = 0
        self.met: dict[int, Member] = {}  # who a speaker was interviewed by

    def run(self) -> list[Draft]:
        before: list[Token] = []
        for number, paragraph in enumerate(self.prose.paragraphs):
            tokens = tokenise(self.text, paragraph, self._in_paragraph(paragraph), self.lexis)
            if tokens:
                _Paragraph(self, tokens, number, before).read()
                before = tokens
        self.drafts.sort(key=lambda draft: draft.spans[0])
        for draft in self.drafts:
            self._told(draft)
        return self.drafts

    def _told(self, draft: Draft) -> None:
        """A speaker who met an outlet told it what the report quotes from then on."""
        if draft.speaker is None or draft.told_to is not None:
            return
        listener = self.met.get(draft.speaker.number)
        if listener is None:
            listener = next(
                (
                    self.met[m.number]
                    for m in self.cast.members
                    if m.number in self.met and m.is_plural and _may_be_among(draft.speaker, m)
                ),
                None,
            )
        if listener is not None and listener is not draft.speaker:
            draft.told_to = listener

    def _in_paragraph(self, paragraph: Span) -> list[tuple[int, Quotation]]:
        out = []
        index = max(0, self.next_quotation - 1)
        while index < len(self.quotations) and self.quotations[index].start < paragraph.end:
            if self.quotations[index].end > paragraph.start:
                out.append((index, self.quotations[index]))
            index += 1
        self.next_quotation = index
        return out


class _Paragraph:
    """One paragraph: its quotations are given speakers, then its reported speech is read."""

    def __init__(
        self, reader: _Reader, tokens: list[Token], number: int, before: list[Token]
    ) -> None:
        self.reader = reader
        self.cast = reader.cast
        self.lexis = reader.lexis
        self.text = reader.text
        self.tokens = tokens
        self.number = number
        self.before = before
        self.taken: set[int] = set()
        self.pending: list[tuple[int, Draft, Phrase]] = []  # token of the phrase, draft, phrase
        self.follows: list[tuple[Draft, Draft]] = []  # the second has the speaker of the first
        self.partial: list[tuple[int, Candidate]] = []

    def read(self) -> None:
        words = self.text[self.tokens[0].start : self.tokens[-1].end]
        if words == self.reader.title or _is_heading(self.tokens):
            return
        self.cast.scan(self.tokens)
        places = [
            at
            for at, token in enumerate(self.tokens)
            if token.quotation >= 0 and self._is_said(at, token)
        ]
        previous: int | None = None
        for at in places:
            previous = self._quotation(at, previous)
        reports = find_reports(self.tokens, self.taken, self.lexis)
        self._reports(reports)
        self._leftover()
        self._resolve()
        self._unattributed(places)
        self._link()

    def _is_said(self, at: int, token: Token) -> bool:
        if token.quotation in self.reader.of_quotation:
            return False
        if token.tag == Tag.QUOTATION:
            return True
        before = self.tokens[at - 1] if at else None
        if before is None or before.tag != Tag.CUE:
            return False
        base = self.lexis.cues[before.low]
        if base in self.lexis.weak or base in self.lexis.words["verbs_of_naming"]:
            return False
        return not self._runs_on(at)

    def _runs_on(self, at: int) -> bool:
        """Whether the sentence goes on with the quotation as one of its parts."""
        if at + 1 >= len(self.tokens):
            return False
        after = self.tokens[at + 1]
        return after.tag in "XWvADq#" or (
            after.tag == Tag.PREPOSITION and after.low in ("of", "from", "against")
        )

    # ------------------------------------------------------------------ quotations

    def _quotation(self, at: int, previous: int | None) -> int | None:
        if self.tokens[at].quotation in self.reader.of_quotation:
            return at  # a mark was repeated inside one quotation
        quotation = self.reader.quotations[self.tokens[at].quotation]
        found = candidates(self.tokens, at, self.text, self.lexis)
        if previous is not None and self._goes_on(previous, at, found):
            return self._join(previous, at)
        if not found:
            return previous
        best = found[0]
        if self._is_name_given(best):
            return previous
        if self._is_partial(at, quotation, best):
            self.partial.append((at, best))
            return previous
        draft = self._draft(quotation)
        self._give(draft, best, previous)
        self._take(at, draft)
        return at

    def _draft(self, quotation: Quotation) -> Draft:
        return Draft(list(quotation.spans), Form.DIRECT, self.number)

    def _take(self, at: int, draft: Draft) -> None:
        self.reader.drafts.append(draft)
        self.reader.of_quotation[self.tokens[at].quotation] = draft

    def _give(self, draft: Draft, best: Candidate, previous: int | None) -> None:
        if best.cue >= 0:
            self.taken.add(best.cue)
            cue = self.tokens[best.cue]
            draft.cue = Span(cue.start, cue.end)
            draft.lemma = self.lexis.cues.get(cue.low, cue.low)
        draft.is_explicit = True
        if best.cue >= 0:
            _, end = sentence_bounds(self.tokens, best.cue)
            listener = listener_after(self.tokens, best.cue, end, self.lexis)
            if listener is not None:
                self._listen(draft, listener)
        if best.phrase is not None:
            self.pending.append((best.phrase.first, draft, best.phrase))
            return
        earlier = None if previous is None else self._drafted(previous)
        if earlier is not None:
            self.follows.append((earlier, draft))

    def _drafted(self, at: int) -> Draft | None:
        return self.reader.of_quotation.get(self.tokens[at].quotation)

    def _is_partial(self, at: int, quotation: Quotation, best: Candidate) -> bool:
        if best.reason is Reason.CLAUSE:
            return True
        if best.reason is Reason.BEFORE and quotation.lead is Lead.WORD:
            return self._runs_on(at) or (
                not quotation.starts_high
                and quotation.words <= 3
                and self.tokens[at - 1].tag != Tag.CUE
            )
        return False

    def _is_name_given(self, best: Candidate) -> bool:
        """What he calls "a second flood" is a name for something, and not said of it."""
        if best.cue < 0 or best.reason is not Reason.BEFORE:
            return False
        base = self.lexis.cues.get(self.tokens[best.cue].low)
        before = self.tokens[max(0, best.cue - 4) : best.cue]
        return base in self.lexis.words["verbs_of_naming"] and any(t.low == "what" for t in before)

    def _goes_on(self, previous: int, at: int, found: list[Candidate]) -> bool:
        """Whether a quotation takes up the one before after "..., she says,"."""
        between = self.tokens[previous + 1 : at]
        if between and not between[0].text and between[0].tag == Tag.STOP:
            between = between[1:]
        if not between:
            return not found
        if found and found[0].reason in (Reason.INVERTED, Reason.AFTER, Reason.SIGNED):
            return found[0].score < _SUREST_BEFORE
        stops = [i for i, t in enumerate(between) if t.tag == Tag.STOP]
        drafted = self._drafted(previous)
        if drafted is None or drafted.cue is None or self._continues(at):
            return False
        cue_between = drafted.cue.start > self.tokens[previous].start
        if not cue_between:
            return False
        own = [
            i
            for i, t in enumerate(between)
            if t.tag == Tag.CUE and previous + 1 + i not in self.taken
        ]
        if not stops:
            return not own and (not found or found[0].cue in self.taken or found[0].cue < 0)
        return len(stops) == 1 and stops[0] == len(between) - 1

    def _continues(self, at: int) -> bool:
        """Whether the quotation is only a part of a clause of the narrator's."""
        quotation = self.reader.quotations[self.tokens[at].quotation]
        return (
            quotation.lead is Lead.WORD
            or (quotation.lead is Lead.START and self._runs_on(at))
            or (quotation.following.islower() and not quotation.ends_inside)
        )

    def _join(self, previous: int, at: int) -> int:
        draft = self._drafted(previous)
        quotation = self.reader.quotations[self.tokens[at].quotation]
        if draft is None:
            return previous
        draft.spans.extend(quotation.spans)
        self.reader.of_quotation[self.tokens[at].quotation] = draft
        return at

    # ------------------------------------------------------------------ reported speech

    def _reports(self, reports: list[Report]) -> None:
        for report in reports:
            cue = self.tokens[report.cue]
            inside = [t for t in self.tokens[report.first : report.last + 1] if t.quotation >= 0]
            if any(t.quotation in self.reader.of_quotation for t in inside):
                continue
            form = Form.MIXED if inside else Form.INDIRECT
            draft = Draft(
                self._bare(report),
                form,
                self.number,
                cue=Span(cue.start, cue.end),
                lemma=self.lexis.cues.get(cue.low, cue.low),
                is_explicit=True,
            )
            if report.speaker is not None:
                self.pending.append((report.speaker.first, draft, report.speaker))
            if report.listener is not None:
                self._listen(draft, report.listener)
            for token in inside:
                self.reader.of_quotation[token.quotation] = draft
            self.reader.drafts.append(draft)

    def _bare(self, report: Report) -> list[Span]:
        """The content without a quotation's marks where nothing else is said."""
        only = self.tokens[report.first]
        if report.first == report.last and only.quotation >= 0:
            return list(self.reader.quotations[only.quotation].spans)
        return [report.span(self.tokens)]

    def _listen(self, draft: Draft, listener: Phrase) -> None:
        if self.tokens[listener.first].tag in "ON":
            return
        draft.told_to = self._member(listener)
        draft.told_at = self._span(listener)

    def _leftover(self) -> None:
        """Parts of a sentence in marks that no reported clause took in."""
        for at, best in self.partial:
            quotation = self.reader.quotations[self.tokens[at].quotation]
            if self.tokens[at].quotation in self.reader.of_quotation:
                continue
            if best.score >= _SUREST_BEFORE and quotation.words >= FEWEST_WORDS:
                draft = self._draft(quotation)
                self._give(draft, best, None)
                self._take(at, draft)

    # ------------------------------------------------------------------ speakers

    def _resolve(self) -> None:
        for _, draft, phrase in sorted(self.pending, key=lambda item: item[0]):
            draft.speaker = self._member(phrase)
            draft.mention = self._span(phrase)
            draft.is_outlet = self.tokens[phrase.first].low in ("i", "we")
            if draft.speaker is not None:
                self._heard(draft.speaker)
        for earlier, draft in self.follows:
            draft.speaker, draft.mention = earlier.speaker, None

    # ------------------------------------------------------------------ chains

    def _link(self) -> None:
        """Listeners, relays and confirmations that the sentences of this paragraph name."""
        here = [d for d in self.reader.drafts if d.paragraph == self.number]
        opening = opening_outlet(self.tokens, 0, len(self.tokens))
        for start, end in sentences(self.tokens):
            low, high = self.tokens[start].start, self.tokens[end - 1].end
            said = [d for d in here if d.spans[0].start < high and d.spans[-1].end > low]
            self._link_sentence(said, start, end)
        self._meet()
        if opening is not None and (outlet := self._member(opening)) is not None:
            self._open_with(here, outlet)
        for draft in here:
            self._confirm(draft)

    def _link_sentence(self, said: list[Draft], start: int, end: int) -> None:
        for relay in relays_in(self.tokens, start, end):
            member = self._member(relay.phrase)
            if member is None:
                continue
            for draft in said:
                _pass_on(draft, member, is_origin=relay.is_origin)
        place = interview_in(self.tokens, start, end)
        listener = None if place is None else self._member(place)
        if listener is None or place is None:
            return
        for draft in said:
            if draft.told_to is None and draft.speaker is not listener:
                draft.told_to, draft.told_at = listener, self._span(place)

    def _open_with(self, here: list[Draft], outlet: Member) -> None:
        if kind_of(outlet) is not SourceKind.OUTLET:
            return
        for draft in here:
            if draft.speaker is not None and draft.speaker is not outlet:
                _pass_on(draft, outlet, is_origin=False)

    def _meet(self) -> None:
        """Note who spoke with whom, for what those say later."""
        for start, end in sentences(self.tokens):
            for meeting in meetings_in(self.tokens, start, end):
                listener, speaker = self._member(meeting.listener), self._member(meeting.speaker)
                if listener is not None and speaker is not None and listener is not speaker:
                    if kind_of(listener) is SourceKind.UNKNOWN:
                        listener.kind = SourceKind.OUTLET
                    self.reader.met[speaker.number] = listener

    def _confirm(self, draft: Draft) -> None:
        """ "X confirmed the reports of Y": what Y said before is confirmed by X."""
        if draft.lemma not in ("confirm", "corroborate", "verify") or draft.speaker is None:
            return
        for member in self.cast.members:
            named = [s for s in member.starts if draft.spans[0].start <= s < draft.spans[-1].end]
            if not named or member is draft.speaker or not member.words:
                continue
            for earlier in self.reader.drafts:
                is_theirs = earlier.speaker is member or member in earlier.relays
                if is_theirs and earlier.spans[0].start < draft.spans[0].start:
                    earlier.confirmed_by.append(draft.speaker)

    def _heard(self, member: Member) -> None:
        if self.cast.last_speakers[-1:] != [member]:
            self.cast.last_speakers.append(member)

    def _span(self, phrase: Phrase) -> Span:
        return Span(self.tokens[phrase.first].start, self.tokens[phrase.last].end)

    def _member(self, phrase: Phrase) -> Member | None:
        first = self.tokens[phrase.first]
        if first.tag == Tag.PRONOUN and phrase.first == phrase.last:
            if first.low in ("he", "she", "they", "it"):
                start, _ = sentence_bounds(self.tokens, phrase.first)
                return self.cast.behind_pronoun(first, self.tokens[start].start)
            if first.low in ("i", "we", "you", "who"):
                return None
            return self.cast.described(self.tokens, phrase)
        about = describe(self.tokens, phrase, self.lexis)
        if self.tokens[phrase.core_last].low in self.lexis.words["roles_nobody"] and not about.body:
            return None
        if about.name is None or self.cast.is_mere_capital(self.tokens, *about.name):
            return self.cast.described(self.tokens, phrase)
        member = self.cast.named(self.tokens, *about.name)
        if about.head and about.role_span and not member.is_body:
            self.cast.give_role(member, about.head, about.role_span)
        if about.body and not member.is_body and member.member_of is None:
            self.cast.join(member, self.tokens, about.body, phrase.last)
        return member

    # ------------------------------------------------------------------ quotations nobody frames

    def _unattributed(self, places: list[int]) -> None:
        for at in places:
            index = self.tokens[at].quotation
            if index in self.reader.of_quotation:
                continue
            quotation = self.reader.quotations[index]
            if not stands_alone(quotation):
                continue
            draft = self._draft(quotation)
            draft.speaker = self._from_before(at)
            self._take(at, draft)

    def _from_before(self, at: int) -> Member | None:
        """The speaker that the sentence or the paragraph before leaves no doubt about."""
        if at > 0:
            return self._from_sentence_before(at)
        if self.before and self.before[-1].tag in (Tag.STOP, Tag.COLON) and len(self.before) > 2:
            words = [t.low for t in self.before[-4:]]
            if "following" in words or self.before[-1].tag == Tag.COLON:
                return self._last_subject(self.before, len(self.before) - 1)
        return self._from_paragraph_before()

    def _last_subject(self, tokens: list[Token], at: int) -> Member | None:
        start, end = sentence_bounds(tokens, max(0, at - 1))
        found = subject_of_sentence(tokens, start, end)
        if found is None:
            return None
        kept, self.tokens = self.tokens, tokens
        member = self._member(found[0])
        self.tokens = kept
        return member

    def _from_sentence_before(self, at: int) -> Member | None:
        if self.tokens[at - 1].tag == Tag.QUOTATION:
            earlier = self._drafted(at - 1)
            return earlier.speaker if earlier else None
        here = [d for d in self.reader.drafts if d.paragraph == self.number and d.is_explicit]
        near = [d for d in here if d.spans[0].start < self.tokens[at].start and d.speaker]
        if near:
            return max(near, key=lambda d: d.spans[0].start).speaker
        return self._sole_speaker()

    def _sole_speaker(self) -> Member | None:
        direct = [d for d in self.reader.drafts if d.form is Form.DIRECT]
        speakers = {d.speaker.number for d in direct if d.speaker}
        if len(speakers) != 1 or not direct or direct[-1].paragraph < self.number - 2:
            return None
        return direct[-1].speaker

    def _from_paragraph_before(self) -> Member | None:
        earlier = [d for d in self.reader.drafts if d.paragraph < self.number]
        if not earlier:
            return None
        last = max(earlier, key=lambda d: d.spans[-1].end)
        cued = max(earlier, key=lambda d: d.cue.start if d.cue else -1)
        if last.paragraph < self.number - 1 and last.form is not Form.DIRECT:
            return None
        if last.speaker is not cued.speaker:
            return None
        return last.speaker if self._is_next(last) else None

    def _is_next(self, last: Draft) -> bool:
        """Whether only the end of its own paragraph stands between `last` and here."""
        return not self.before or last.spans[-1].end >= self.before[0].start


def _is_heading(tokens: list[Token]) -> bool:
    """Whether nearly every word has a capital and no sentence ends: a headline or a menu."""
    words = [t for t in tokens if t.text and t.text[0].isalpha() and len(t.text) > 3]
    if len(words) < 4 or tokens[-1].tag == Tag.STOP or any(t.quotation >= 0 for t in tokens):
        return False
    return sum(t.text[0].isupper() for t in words) >= 0.75 * len(words)


def _pass_on(draft: Draft, member: Member, *, is_origin: bool) -> None:
    """Put a voice between the outlet and the speaker, or make the one cited the speaker."""
    if member is draft.speaker or member in draft.relays:
        return
    if is_origin and draft.speaker is not None:
        draft.relays.append(draft.speaker)
        draft.speaker, draft.mention = member, None
    else:
        draft.relays.append(member)


def _may_be_among(speaker: Member, group: Member) -> bool:
    """Whether an unnamed or renamed witness may be one of a group that was interviewed."""
    is_unnamed = not speaker.words or (speaker.role or "").startswith("one of")
    return (
        is_unnamed
        and not speaker.is_plural
        and kind_of(group) is SourceKind.WITNESS
        and (kind_of(speaker) is SourceKind.WITNESS)
    )
