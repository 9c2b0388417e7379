"""One paragraph: its quotations are given speakers, then its reported speech is read.

Invariants:
- A quotation is reported once: alone, or inside the clause that takes it in.
- Who is meant is settled in the order of the text.
"""

from __future__ import annotations

from itertools import pairwise

from holdfast.methods.corroboration.record import Form, SourceKind
from holdfast.methods.corroboration.spans import Span

from .attribution import Candidate, Reason, candidates, subject_of_sentence
from .cast import Cast
from .chains import listener_after
from .continuation import goes_on
from .drafts import FEWEST_WORDS, Draft, stands_alone
from .indirect import find_reports
from .kinds import kind_of_role
from .members import Member
from .memory import Memory
from .noticing import notice
from .phrases import Phrase, name_beside
from .quotations import Lead, Quotation
from .reported import Report
from .tokens import Tag, Token, sentence_bounds

_SUREST_BEFORE = 6.0


class Paragraph:
    """One paragraph: its quotations are given speakers, then its reported speech is read."""

    def __init__(
        self,
        tokens: list[Token],
        number: int,
        before: list[Token],
        cast: Cast,
        memory: Memory,
        quotations: tuple[Quotation, ...],
    ) -> None:
        self.tokens = tokens
        self.number = number
        self.before = before  # the tokens of the paragraph before
        self.cast = cast
        self.lexis = cast.lexis
        self.memory = memory
        self.quotations = quotations
        self.drafts: list[Draft] = []
        self.taken: set[int] = set()
        self.pending: list[tuple[int, Draft, Phrase]] = []  # token of the phrase, draft, phrase
        self.follows: list[tuple[Draft, Draft]] = []  # the second has the speaker of the first
        self.passed_on: list[tuple[Draft, Phrase]] = []  # draft, the outlet that reports it
        self.partial: list[tuple[int, Candidate]] = []

    def read(self) -> None:
        notice(self.tokens, self.cast)
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

    def _is_said(self, at: int, token: Token) -> bool:
        if token.quotation in self.memory.of_quotation:
            return False
        if token.tag == Tag.QUOTATION:
            return True
        before = self.tokens[at - 1] if at else None
        if before is not None and before.tag == Tag.COMMA:
            return self._is_put(at)
        if before is None or before.tag != Tag.CUE:
            return False
        base = self.lexis.cues[before.low]
        if base in self.lexis.weak or base in self.lexis.words["verbs_of_naming"]:
            return False
        return not self._runs_on(at)

    def _is_put(self, at: int) -> bool:
        """Whether even a few words are somebody's own: "as Brenn put it in a letter, 'a mill'"."""
        start, _ = sentence_bounds(self.tokens, at)
        words = [token.low for token in self.tokens[start:at]]
        return ("put", "it") in pairwise(words)

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
        if self.tokens[at].quotation in self.memory.of_quotation:
            return at  # a mark was repeated inside one quotation
        quotation = self.quotations[self.tokens[at].quotation]
        found = candidates(self.tokens, at, self.cast.text, self.lexis)
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
        opening = self._opening(at, best)
        draft = self._draft(quotation) if opening is None else self._mixed(opening, at)
        self._give(draft, best, previous)
        self._take(at, draft)
        return at if opening is None else None

    def _opening(self, at: int, best: Candidate) -> int | None:
        """Where the sentence begins whose end is quoted: "The cells 'were full,' Brenn said."."""
        if best.reason not in (Reason.INVERTED, Reason.AFTER, Reason.ACCORDING):
            return None
        if self.quotations[self.tokens[at].quotation].lead is not Lead.WORD:
            return None
        first = at
        while first > 0 and self.tokens[first - 1].tag not in (Tag.STOP, Tag.QUOTATION):
            first -= 1
        while first < at and self.tokens[first].tag in "C,R-":
            first += 1
        own = self.tokens[first:at]
        is_framed = any(t.tag == Tag.CUE or t.quotation in self.memory.of_quotation for t in own)
        return None if not own or is_framed else first

    def _mixed(self, first: int, at: int) -> Draft:
        span = Span(self.tokens[first].start, self.tokens[at].end)
        draft = Draft([span], Form.MIXED, self.number)
        for token in self.tokens[first:at]:
            if token.quotation >= 0:
                self.memory.of_quotation[token.quotation] = draft
        return draft

    def _draft(self, quotation: Quotation) -> Draft:
        return Draft(list(quotation.spans), Form.DIRECT, self.number)

    def _take(self, at: int, draft: Draft) -> None:
        self._keep(draft)
        self.memory.of_quotation[self.tokens[at].quotation] = draft

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
            is_speaker = best.phrase is not None and listener == best.phrase
            if listener is not None and not is_speaker:  # "'No,' assured the mayor"
                self._listen(draft, listener)
        if best.phrase is not None:
            self.pending.append((best.phrase.first, draft, best.phrase))
            return
        earlier = None if previous is None else self._drafted(previous)
        if earlier is not None:
            self.follows.append((earlier, draft))

    def _keep(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self.memory.drafts.append(draft)

    def _drafted(self, at: int) -> Draft | None:
        return self.memory.of_quotation.get(self.tokens[at].quotation)

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
        is_anew = len(stops) == 1 and stops[0] == len(between) - 1
        is_said_again = any(  # '..., Brenn told the Post, and she repeats it to us. "..."'
            between[i - 1].tag == Tag.PRONOUN and between[i - 2].low == "and" for i in own
        )
        return is_anew and not is_said_again and not self._is_fragment(previous)

    def _is_fragment(self, at: int) -> bool:
        """Whether a quotation only ends a sentence of the narrator's: what follows is another."""
        quotation = self.quotations[self.tokens[at].quotation]
        return quotation.lead is Lead.WORD and not quotation.starts_high

    def _continues(self, at: int) -> bool:
        """Whether the quotation is only a part of a clause of the narrator's."""
        quotation = self.quotations[self.tokens[at].quotation]
        return (
            quotation.lead is Lead.WORD
            or (quotation.lead is Lead.START and self._runs_on(at))
            or (quotation.following.islower() and not quotation.ends_inside)
        )

    def _join(self, previous: int, at: int) -> int:
        draft = self._drafted(previous)
        quotation = self.quotations[self.tokens[at].quotation]
        if draft is None:
            return previous
        draft.spans.extend(quotation.spans)
        self.memory.of_quotation[self.tokens[at].quotation] = draft
        return at

    # ------------------------------------------------------------------ reported speech

    def _reports(self, reports: list[Report]) -> None:
        for report in reports:
            cue = self.tokens[report.cue]
            inside = [
                t for a, b in report.clauses() for t in self.tokens[a : b + 1] if t.quotation >= 0
            ]
            if any(t.quotation in self.memory.of_quotation for t in inside):
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
            if report.relay is not None:
                self.passed_on.append((draft, report.relay))
            if report.listener is not None:
                self._listen(draft, report.listener)
            for token in inside:
                self.memory.of_quotation[token.quotation] = draft
            self._keep(draft)

    def _bare(self, report: Report) -> list[Span]:
        """The content without a quotation's marks where nothing else is said."""
        only = self.tokens[report.first]
        if report.rest is None and report.first == report.last and only.quotation >= 0:
            return list(self.quotations[only.quotation].spans)
        return report.spans(self.tokens)

    def _listen(self, draft: Draft, listener: Phrase) -> None:
        if _is_us(self.tokens, listener):
            draft.is_outlet_told, draft.told_at = True, self._span(listener)
            return
        if self.tokens[listener.first].tag in "ON":
            return
        if self.tokens[listener.core_last].low in self.lexis.words["occasions"]:
            return
        draft.told_to = self.cast.meant(self.tokens, listener)
        draft.told_at = self._span(listener)

    def _leftover(self) -> None:
        """Parts of a sentence in marks that no reported clause took in."""
        for at, best in self.partial:
            quotation = self.quotations[self.tokens[at].quotation]
            if self.tokens[at].quotation in self.memory.of_quotation:
                continue
            if best.score >= _SUREST_BEFORE and quotation.words >= FEWEST_WORDS:
                draft = self._draft(quotation)
                self._give(draft, best, None)
                self._take(at, draft)

    # ------------------------------------------------------------------ speakers

    def _resolve(self) -> None:
        for _, draft, phrase in sorted(self.pending, key=lambda item: item[0]):
            draft.speaker = self.cast.meant(self.tokens, phrase)
            draft.mention = self._span(phrase)
            draft.is_outlet = self.tokens[phrase.first].low in ("i", "we")
            if draft.speaker is not None:
                self._heard(draft.speaker)
        for draft, phrase in self.passed_on:
            outlet = self.cast.meant(self.tokens, phrase)
            if outlet is not None and outlet is not draft.speaker:
                draft.relays.append(outlet)
        for earlier, draft in self.follows:
            draft.speaker, draft.mention = earlier.speaker, None
        for draft in self.drafts:
            if draft.form is Form.DIRECT:
                self.memory.hear(draft)

    def _heard(self, member: Member) -> None:
        if self.cast.last_speakers[-1:] != [member]:
            self.cast.last_speakers.append(member)

    def _span(self, phrase: Phrase) -> Span:
        """The words that name somebody; a name that stands beside a role is one of them."""
        beside = name_beside(self.tokens, phrase)
        last = phrase.last if beside is None else beside[1]
        return Span(self.tokens[phrase.first].start, self.tokens[last].end)

    # ------------------------------------------------------------------ quotations nobody frames

    def _unattributed(self, places: list[int]) -> None:
        for at in places:
            index = self.tokens[at].quotation
            quotation = self.quotations[index]
            if index in self.memory.of_quotation or not stands_alone(quotation):
                continue
            draft = self._draft(quotation)
            draft.speaker = self._from_before(at)
            earlier = self.memory.last if draft.speaker is not None else None
            if earlier is not None and draft.speaker is earlier.speaker:
                draft.told_to, draft.is_outlet_told = earlier.told_to, earlier.is_outlet_told
            self._take(at, draft)
            self.memory.hear(draft)

    def _from_before(self, at: int) -> Member | None:
        """The speaker that the sentence or the paragraph before leaves no doubt about."""
        if at > 0:
            return self._from_sentence_before(at)
        if self.before and self.before[-1].tag in (Tag.STOP, Tag.COLON) and len(self.before) > 2:
            is_announced = any(t.low == "following" for t in self.before[-4:])
            if is_announced or self.before[-1].tag == Tag.COLON:
                return self._last_subject()
        start = self.before[0].start if self.before else 0
        speaker = self.memory.speaker_before(self.number, start)
        return speaker if speaker is not None and self._is_continued(at) else None

    def _is_continued(self, at: int) -> bool:
        last = self.memory.last
        if last is None or last.form is not Form.DIRECT:
            return False
        here = self.quotations[self.tokens[at].quotation].spans
        if len(here) > 1:  # each paragraph opens with a mark and only the last one closes
            return True
        text = self.cast.text
        return goes_on(last.spans[-1].of(text), " ".join(span.of(text) for span in here))

    def _last_subject(self) -> Member | None:
        """Who says it in the last sentence of the paragraph before: "She added the following."."""
        start, end = sentence_bounds(self.before, max(0, len(self.before) - 2))
        found = subject_of_sentence(self.before, start, end)
        return None if found is None else self.cast.meant(self.before, found[0])

    def _from_sentence_before(self, at: int) -> Member | None:
        if self.tokens[at - 1].tag == Tag.QUOTATION:
            earlier = self._drafted(at - 1)
            return earlier.speaker if earlier else None
        start = self.tokens[at].start
        near = [d for d in self.drafts if d.is_explicit and d.speaker and d.spans[0].start < start]
        if near:
            return max(near, key=lambda d: d.spans[0].start).speaker
        return self.memory.sole_speaker(self.number)


_OUR = frozenset(["this", "our"])


def _is_us(tokens: list[Token], listener: Phrase) -> bool:
    """Whether the report's own outlet is told: "told us", "told this newspaper"."""
    first, last = tokens[listener.first], tokens[listener.core_last]
    if first.low in ("us", "me"):
        return True
    is_outlet = kind_of_role(last.low) is SourceKind.OUTLET
    return first.low in _OUR and is_outlet


def is_heading(tokens: list[Token]) -> bool:
    """Whether nearly every word has a capital and no sentence ends: a headline or a menu."""
    if not tokens or tokens[-1].tag == Tag.STOP or any(t.quotation >= 0 for t in tokens):
        return False
    words = [t for t in tokens if t.text and t.text[0].isalpha() and len(t.text) > 3]
    return len(words) >= 4 and sum(t.text[0].isupper() for t in words) >= 0.75 * len(words)
