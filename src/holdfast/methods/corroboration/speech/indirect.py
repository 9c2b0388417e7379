"""Speech that is reported and not quoted: the clause that is said, and who says it.

Invariants:
- Content is a stretch of one sentence; "that" and the attribution itself are left out of it.
- A cue gives at most one content; a cue with neither "that" nor a clause after it gives none,
  unless it stands at the end of what is said.
- Hearsay ("reportedly", "it is claimed that") has no speaker.
"""

from __future__ import annotations

from typing import NamedTuple

from holdfast.methods.corroboration.spans import Span

from .clauses import (
    Clause,
    clause_from,
    has_quote,
    is_empty,
    is_own_clause,
    object_from,
    past_setting,
    starts_clause,
    subordinate_end,
    that_after,
    trimmed_clause,
    without_time,
)
from .lexis import Lexis
from .phrases import (
    Phrase,
    clause_subject,
    named_just_before,
    nearest_clause_subject,
    phrase_after,
    subject_before,
)
from .tokens import LONGEST_SENTENCE, Tag, Token

_PUT = frozenset(["put", "puts"])
_COUNTS = frozenset("number toll figure total count tally".split())
_SPOKE = frozenset(["spoke", "speaks"])
_OF = frozenset(["of", "about"])
_OPENS = frozenset("who which that whom where".split())


class Report(NamedTuple):
    """What is said, by whom, to whom; tokens are of one paragraph."""

    first: int  # first and last token of the content
    last: int
    cue: int
    speaker: Phrase | None
    listener: Phrase | None = None
    is_hearsay: bool = False
    tail: tuple[int, int] | None = None  # what goes on after "..., she says, ..."

    def span(self, tokens: list[Token]) -> Span:
        """The content's place in the text."""
        return Span(tokens[self.first].start, tokens[self.last].end)

    def spans(self, tokens: list[Token]) -> list[Span]:
        """The content's places, two where the attribution interrupts it."""
        if self.tail is None:
            return [self.span(tokens)]
        first, last = self.tail
        return [self.span(tokens), Span(tokens[first].start, tokens[last].end)]

    def covers(self, other: Report) -> bool:
        """Whether all that `other` says is said here too."""
        return self.first <= other.first and other.last <= self.last


def sentences(tokens: list[Token]) -> list[tuple[int, int]]:
    """First and one-past-last token of each sentence; what is longer than any is cut."""
    out, start = [], 0
    for at, token in enumerate(tokens):
        is_stop = token.tag == Tag.STOP
        if is_stop or at - start >= LONGEST_SENTENCE:
            if at > start:
                out.append((start, at))
            start = at + is_stop
    if start < len(tokens):
        out.append((start, len(tokens)))
    return out


def find_reports(tokens: list[Token], taken: set[int], lexis: Lexis) -> list[Report]:
    """Reported speech in a paragraph; `taken` are cues that frame a quotation."""
    return [
        report
        for start, end in sentences(tokens)
        for report in _Sentence(tokens, start, end, taken, lexis).reports()
    ]


class _Sentence:
    """One sentence and the cues in it that no quotation has taken."""

    def __init__(
        self, tokens: list[Token], start: int, end: int, taken: set[int], lexis: Lexis
    ) -> None:
        self.tokens = tokens
        self.start = start
        self.end = end
        self.taken = taken
        self.lexis = lexis

    def reports(self) -> list[Report]:
        out: list[Report] = []
        covered = -1
        for at in range(self.start, self.end):
            if at in self.taken or (at <= covered and not is_own_clause(self.tokens, at)):
                continue
            found = self._at(at)
            if found is None or any(
                o.covers(found) and (found.is_hearsay or not o.is_hearsay) for o in out
            ):
                continue
            out = [o for o in out if not (found.covers(o) or (o.is_hearsay and o.covers(found)))]
            out.append(found)
            if found.first > at:
                covered = found.last
        return out

    def _at(self, at: int) -> Report | None:
        token = self.tokens[at]
        if token.tag == Tag.CUE:
            return self._by_verb(at)
        following = self.tokens[at + 1].low if at + 1 < self.end else ""
        if token.low == "according" and following == "to":
            return self._according(at)
        if token.low in self.lexis.words["hearsay_adverbs"]:
            return self._hearsay(at)
        if token.low in ("it", "it's"):
            return self._impersonal(at)
        return self._by_plain_word(at, following)

    def _by_plain_word(self, at: int, following: str) -> Report | None:
        low = self.tokens[at].low
        if low in self.lexis.words["nouns_of_saying"]:
            return self._by_noun(at)
        if low in _PUT:
            return self._put_at(at)
        return self._told_of(at, at + 1) if low in _SPOKE and following in _OF else None

    # ------------------------------------------------------------------ verbs

    def _by_verb(self, cue: int) -> Report | None:
        tokens = self.tokens
        base = self.lexis.cues[tokens[cue].low]
        speaker = self._speaker(cue)
        if self._is_mere_participle(cue, base):
            return None
        end = subordinate_end(tokens, self.start, cue, self.end)
        after = past_setting(tokens, cue + 1, end)
        listener, spoken = self._listener(after, base, end)
        that = that_after(tokens, spoken, end)
        if that is None and base == "tell" and listener is not None:
            found = self._told_somebody_of(cue, listener)
            if found is not None:
                return found
        if that is not None:
            return self._report(cue, speaker, listener, clause_from(tokens, that + 1, end))
        if not self._appeals(base, after, end) and self._ends_there(spoken, end):
            return self._final(cue, speaker, listener)
        if speaker is None or self._follows_comma(cue):
            return self._inverted(cue)
        return self._report(cue, speaker, listener, self._object(base, after, spoken, end))

    def _appeals(self, base: str, after: int, end: int) -> bool:
        """Whether "called" goes on with "on the mayor to ..."."""
        if base not in self.lexis.words["verbs_of_appeal"] or after >= end:
            return False
        return self.tokens[after].low in ("on", "upon", "for", "to")

    def _object(self, base: str, after: int, spoken: int, end: int) -> Clause | None:
        """What follows the verb without "that", where this verb may have it so."""
        tokens, lexis = self.tokens, self.lexis
        is_what = any(t.low == "what" for t in tokens[max(self.start, after - 5) : after])
        if is_what and base in lexis.words["verbs_of_naming"]:
            return None
        if base in _OF_THINGS and after < end and tokens[after].tag in "DW":
            return without_time(tokens, object_from(tokens, after, end))
        if base in lexis.bare_clause and starts_clause(tokens, spoken, end, base):
            return clause_from(tokens, spoken, end)
        if after < end and tokens[after].tag == Tag.QUOTATION:
            return clause_from(tokens, after, end)
        return self._thing(base, after, end) if base in lexis.with_object and after < end else None

    def _thing(self, base: str, after: int, end: int) -> Clause | None:
        """A noun or participle that is said: "denied the arrests", "called on them to stop"."""
        tokens, words = self.tokens, self.lexis.words
        if self._appeals(base, after, end):
            after += tokens[after].low != "to"
            return object_from(tokens, after, end) if after < end else None
        if tokens[after].tag not in "XWDO#qQPAN":
            return None
        clause = object_from(tokens, after, end)
        if base in words["verbs_of_naming"] and base != "describe":
            return clause if clause and has_quote(tokens, clause) else None
        return clause

    def _is_mere_participle(self, cue: int, base: str) -> bool:
        """A past participle that describes a noun: "the laws proposed by", "a group, called"."""
        tokens = self.tokens
        after = tokens[cue + 1] if cue + 1 < self.end else None
        before = tokens[cue - 1] if cue > self.start else None
        if not tokens[cue].low.endswith(("ed", "en", "de")) or after is None or before is None:
            return False
        is_naming = base in self.lexis.words["verbs_of_naming"] and base != "describe"
        if before.tag == Tag.COMMA and is_naming:
            return True
        return after.low in ("by", "during", "as") and before.tag in "W," and base != "describe"

    def _report(
        self, cue: int, speaker: Phrase | None, listener: Phrase | None, clause: Clause | None
    ) -> Report | None:
        if clause is None or speaker is None or is_empty(self.tokens, clause, self.lexis):
            return None
        first = self.tokens[speaker.first]
        if first.low in ("you", "we", "i", "there", "this", "which") or first.tag == Tag.OBJECT:
            return None
        if first.low == "it" and self.tokens[cue].low.endswith("ing"):
            return None
        return Report(clause[0], clause[1], cue, speaker, listener)

    def _speaker(self, cue: int) -> Phrase | None:
        tokens, start = self.tokens, self.start
        if cue > start and tokens[cue - 1].low == "to":
            return None
        quoted = self._quoted_before(cue)
        if quoted is not None:
            return phrase_after(tokens, quoted + 1, cue)
        progressive = cue > start and tokens[cue - 1].low in ("is", "are", "was", "were", "been")
        if tokens[cue].low.endswith("ing") and not progressive:
            return named_just_before(tokens, cue, start) or nearest_clause_subject(
                tokens, start, cue
            )
        phrase = subject_before(tokens, cue, start)
        if phrase is None and cue > start and tokens[cue - 1].tag in "CR":
            return clause_subject(tokens, start, cue)
        return phrase

    def _quoted_before(self, cue: int) -> int | None:
        """Where "quoted" stands in "the agency quoted Brenn as saying"."""
        tokens = self.tokens
        if tokens[cue].low != "saying" or tokens[cue - 1].low != "as":
            return None
        for at in range(cue - 2, max(self.start, cue - 16), -1):
            if tokens[at].low in ("quoted", "cited", "quotes", "cites"):
                is_passive = tokens[at - 1].low in ("was", "were", "is", "been")
                return None if is_passive or at == cue - 2 else at
        return None

    def _listener(self, after: int, base: str, end: int) -> tuple[Phrase | None, int]:
        """The one spoken to, and the token after: "told the agency", "said to reporters"."""
        tokens = self.tokens
        if after >= end:
            return None, after
        first = None
        if base in self.lexis.with_listener:
            if tokens[after].tag == Tag.OBJECT:
                return Phrase(after, after, after), after + 1
            first = after
        elif tokens[after].low == "to" and base in _SAID_TO:
            first = after + 1
        phrase = None if first is None else phrase_after(tokens, first, end)
        if phrase is None or tokens[phrase.first].tag == Tag.PRONOUN:
            return None, after
        return phrase, past_setting(tokens, phrase.last + 1, end)

    def _put_at(self, at: int) -> Report | None:
        """The clinic put the number of wounded at 40."""
        tokens = self.tokens
        near = range(at + 1, min(at + 4, self.end))
        noun = next((k for k in near if tokens[k].low in _COUNTS), None)
        if noun is None or any(tokens[k].tag not in "DW" for k in range(at + 1, noun)):
            return None
        value = next(
            (k for k in range(noun, min(noun + 8, self.end)) if tokens[k].low == "at"), None
        )
        if value is None or value + 1 >= self.end:
            return None
        speaker = subject_before(tokens, at, self.start)
        return self._report(at, speaker, None, clause_from(tokens, at + 1, self.end))

    def _told_somebody_of(self, cue: int, listener: Phrase) -> Report | None:
        of = listener.core_last + 1
        if of + 1 >= self.end or self.tokens[of].low not in _OF:
            return None
        found = self._told_of(cue, of)
        bare = Phrase(listener.first, listener.core_last, listener.core_last)
        return None if found is None else found._replace(listener=bare)

    def _told_of(self, at: int, of: int) -> Report | None:
        """She told the Post of beatings; he spoke of hunger."""
        if of + 1 >= self.end or self.tokens[of + 1].tag not in "WDXQq#":
            return None
        speaker = subject_before(self.tokens, at, self.start)
        first = of + 1
        tokens = self.tokens
        if of + 2 >= self.end or tokens[of + 2].tag == Tag.STOP:
            clause: Clause | None = (first, first)
        else:
            clause = object_from(tokens, first, self.end)
        return self._report(at, speaker, None, clause)

    # ------------------------------------------------------------------ what comes before the verb

    def _ends_there(self, after: int, end: int) -> bool:
        """Whether nothing that could be said follows the verb."""
        if after >= end:
            return True
        rest = self.tokens[after:end]
        if rest[0].tag in ",-":
            return not any(t.tag == Tag.QUOTATION for t in rest[:3])
        return rest[0].tag == Tag.PREPOSITION and not any(t.tag in "VvATN" for t in rest)

    def _final(self, cue: int, speaker: Phrase | None, listener: Phrase | None) -> Report | None:
        """The cells were full, Brenn said."""
        if speaker is None:
            return None
        edge = speaker.first - 1
        interrupted = self._interrupted(cue, speaker, edge, cue + 1)
        if interrupted is not None:
            return interrupted
        if edge - self.start < 3 or self.tokens[edge].tag != Tag.COMMA:
            return None
        return self._report(cue, speaker, listener, self._clause_before(edge))

    def _interrupted(
        self, cue: int, speaker: Phrase | None, edge: int, after: int
    ) -> Report | None:
        """The man, she says, had escaped: what stands before the comma is no clause yet."""
        tokens = self.tokens
        if speaker is None or edge <= self.start or after + 2 >= self.end:
            return None
        if tokens[edge].tag != Tag.COMMA or tokens[after].tag != Tag.COMMA:
            return None
        before = tokens[self.start : edge]
        is_open = before[-1].low in _OPENS or not any(t.tag in "AvV" for t in before)
        goes_on = tokens[after + 1].tag in "AvR" and any(
            t.tag in "AvW" for t in tokens[after + 1 : self.end]
        )
        if not is_open or not goes_on or any(t.quotation >= 0 for t in before):
            return None
        clause = trimmed_clause(tokens, self.start, edge - 1) or (self.start, edge - 1)
        tail = trimmed_clause(tokens, after + 1, self.end - 1)
        found = self._report(cue, speaker, None, clause)
        return None if found is None or tail is None else found._replace(tail=tail)

    def _follows_comma(self, cue: int) -> bool:
        """Whether the only comma so far stands before the verb: "..., said Brenn"."""
        tokens = self.tokens
        if tokens[cue].low.endswith("ing") or tokens[cue - 1].tag != Tag.COMMA:
            return False
        return all(t.tag != Tag.COMMA for t in tokens[self.start : cue - 1])

    def _inverted(self, cue: int) -> Report | None:
        """The cells were full, said Ada Brenn of the Network."""
        tokens = self.tokens
        if cue == self.start or tokens[cue - 1].tag != Tag.COMMA:
            return None
        if tokens[cue].low.endswith("ing"):
            return None
        phrase = phrase_after(tokens, cue + 1, self.end)
        if phrase is not None:
            interrupted = self._interrupted(cue, phrase, cue - 1, phrase.last + 1)
            if interrupted is not None:
                return interrupted
        if cue - self.start < 4:
            return None
        return self._report(cue, phrase, None, self._clause_before(cue - 1))

    def _clause_before(self, edge: int) -> Clause | None:
        tokens = self.tokens
        if tokens[edge - 1].tag == Tag.QUOTATION:
            return None
        first = self.start
        for at in range(edge - 1, self.start, -1):
            if tokens[at].tag == ";" or at in self.taken:
                first = at + 1
                break
        clause = trimmed_clause(tokens, first, edge - 1)
        has_verb = clause and any(t.tag in "AvVW" for t in tokens[clause[0] : clause[1] + 1])
        return clause if has_verb else None

    # ------------------------------------------------------------------ other ways of reporting

    def _according(self, at: int) -> Report | None:
        tokens, end = self.tokens, self.end
        phrase = phrase_after(tokens, at + 2, end)
        if phrase is None:
            return None
        if at <= self.start + 1 or tokens[at - 1].tag == Tag.CONJUNCTION:
            first = phrase.last + 1
            if first < end and tokens[first].tag in (Tag.PRONOUN, Tag.DETERMINER):
                return self._report(at, phrase, None, clause_from(tokens, first, end))
            while first < end and tokens[first].tag != Tag.COMMA:
                first += 1
            if first + 1 < end and tokens[first + 1].low in ("which", "who"):
                first += 2
                while first < end and tokens[first].tag != Tag.COMMA:
                    first += 1
            return self._report(at, phrase, None, clause_from(tokens, first + 1, end))
        stop = at - 1 if tokens[at - 1].tag == Tag.COMMA else at
        return self._report(at, phrase, None, trimmed_clause(tokens, self.start, stop - 1))

    def _hearsay(self, at: int) -> Report | None:
        first = self._hearsay_start(at)
        clause = object_from(self.tokens, first, self.end)
        if clause is None or clause[1] - clause[0] < 2 or not clause[0] <= at <= clause[1] + 1:
            return None
        return Report(clause[0], clause[1], at, None, is_hearsay=True)

    def _hearsay_start(self, at: int) -> int:
        """Where the clause round "reportedly" begins: after "although", or what "that" takes up."""
        tokens = self.tokens
        for k in range(at - 1, self.start, -1):
            low = tokens[k].low
            if low in _RELATIVE and at - k <= 8 and tokens[k - 1].tag in "XW":
                first = k - 1
                while first > self.start and tokens[first - 1].tag in "XW#":
                    first -= 1
                return first - 1 if first > self.start and tokens[first - 1].tag == "D" else first
            if low in _TURNS and (tokens[k].tag != Tag.PREPOSITION):
                return k + 1
        first = self.start
        while first < self.end - 1 and tokens[first].tag in "C,R":
            first += 1
        return first

    def _impersonal(self, at: int) -> Report | None:
        """It is reported that ..."""
        reported = self.lexis.words["reported"]
        for k in range(at + 1, min(self.end, at + 5)):
            token = self.tokens[k]
            if token.low in reported:
                first = k + 1
                if first < self.end and self.tokens[first].tag == Tag.THAT:
                    first += 1
                elif token.low == "said":
                    return None
                clause = clause_from(self.tokens, first, self.end)
                if clause is None or (
                    self.tokens[at + 1].tag in "VN" and k == at + 1 and self.tokens[at].low == "it"
                ):
                    return None
                return Report(clause[0], clause[1], k, None, is_hearsay=True)
            if token.tag not in "AR":
                return None
        return None

    def _by_noun(self, at: int) -> Report | None:
        """The response from the ministry is that ..."""
        tokens = self.tokens
        that = next(
            (
                k
                for k in range(at + 1, min(self.end - 1, at + 30))
                if tokens[k].tag == Tag.THAT and tokens[k - 1].low in ("is", "was", "remains")
            ),
            None,
        )
        if that is None:
            return None
        speaker = None
        if at + 1 < self.end and tokens[at + 1].low in ("from", "of", "by"):
            speaker = phrase_after(tokens, at + 2, that - 1)
        clause = clause_from(tokens, that + 1, self.end)
        return self._report(at, speaker, None, clause)


_OF_THINGS = frozenset(["confirm", "deny", "reject", "dismiss"])
_RELATIVE = frozenset(["that", "who", "which"])
_TURNS = frozenset(["although", "though", "while", "whereas", "because", "but"])
_SAID_TO = frozenset("say reveal explain report confirm admit describe recount complain".split())
