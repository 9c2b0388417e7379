"""Speech that is reported and not quoted: the clause that is said, and who says it.

Invariants:
- Content is a stretch of one sentence; "that" and the attribution itself are left out of it.
- A cue gives at most one content; a cue with neither "that" nor a clause after it gives none,
  unless it stands at the end of what is said.
- Hearsay ("reportedly", "it is claimed that") has no speaker.
"""

from __future__ import annotations

from typing import NamedTuple

from holdfast.methods.corroboration.record import SourceKind
from holdfast.methods.corroboration.spans import Span

from .chains import relays_in
from .clauses import (
    Clause,
    clause_from,
    has_quote,
    is_empty,
    is_own_clause,
    object_from,
    past_setting,
    resumed,
    starts_clause,
    subordinate_end,
    that_after,
    trimmed_clause,
    without_time,
)
from .kinds import kind_of_name, kind_of_role
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


class Report(NamedTuple):
    """What is said, by whom, to whom; tokens are of one paragraph.

    `rest` is what is said after an attribution in the middle ("The cells, Brenn said, were full");
    `relay` is the outlet that passes on what somebody else says.
    """

    first: int  # first and last token of the content
    last: int
    cue: int
    speaker: Phrase | None
    listener: Phrase | None = None
    is_hearsay: bool = False
    rest: Clause | None = None
    relay: Phrase | None = None

    def clauses(self) -> tuple[Clause, ...]:
        """The content's parts in the order of the text."""
        own = (self.first, self.last)
        return (own,) if self.rest is None else (own, self.rest)

    def spans(self, tokens: list[Token]) -> list[Span]:
        """The content's places in the text."""
        return [Span(tokens[a].start, tokens[b].end) for a, b in self.clauses()]

    def covers(self, other: Report) -> bool:
        """Whether all that `other` says is said here too."""
        return any(a <= other.first and other.last <= b for a, b in self.clauses())


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
            found = self._passed_on(found)
            out = [o for o in out if not (found.covers(o) or (o.is_hearsay and o.covers(found)))]
            out.append(found)
            if found.first > at:
                covered = found.last
        return out or self._as_reported()

    def _passed_on(self, outer: Report) -> Report:
        """What the outlet reports somebody to have said, where its clause is such a report."""
        if outer.speaker is None or not self._is_outlet(outer.speaker, outer.cue):
            return outer
        for at in range(outer.first + 1, outer.last):
            inner = self._at(at) if self.tokens[at].tag == Tag.CUE and at != outer.cue else None
            if inner is not None and inner.speaker is not None:
                is_within = outer.first <= inner.speaker.first and inner.last <= outer.last
                return inner._replace(relay=outer.speaker) if is_within else outer
        return outer

    def _is_outlet(self, phrase: Phrase, cue: int) -> bool:
        tokens = self.tokens[phrase.first : phrase.core_last + 1]
        words = tuple(t.low for t in tokens)
        if SourceKind.OUTLET in (kind_of_name(words), kind_of_role(words[-1])):
            return True
        is_reporting = self.lexis.cues.get(self.tokens[cue].low) == "report"
        return is_reporting and words[0] == "the" and tokens[-1].tag == Tag.NAME

    def _as_reported(self) -> list[Report]:
        """As reported by Channel Nine, two men died: nobody is named who said it."""
        if any(at in self.taken for at in range(self.start, self.end)):
            return []
        for relay in relays_in(self.tokens, self.start, self.end):
            lead = relay.lead
            if lead is None:
                continue
            if lead <= self.start + 1:
                first = self._past_insertion(relay.phrase.last + 1)
                clause = clause_from(self.tokens, first + 1, self.end)
            else:
                clause = trimmed_clause(self.tokens, self.start, lead - 1)
            if clause is not None and clause[1] - clause[0] > 1:
                return [Report(clause[0], clause[1], relay.at, None)]
        return []

    def _past_insertion(self, at: int) -> int:
        """The comma after "according to the agency, citing the ministry"."""
        tokens, end = self.tokens, self.end
        while at < end and tokens[at].tag != Tag.COMMA:
            at += 1
        if at + 1 < end and tokens[at + 1].low in _INSERTED:
            return self._past_insertion(at + 2)
        return at

    def _at(self, at: int) -> Report | None:
        token = self.tokens[at]
        if token.tag == Tag.CUE:
            return None if token.low in _ORIGINS else self._by_verb(at)
        following = self.tokens[at + 1].low if at + 1 < self.end else ""
        if token.low == "according" and following == "to":
            return self._according(at)
        if token.low in self.lexis.words["hearsay_adverbs"]:
            return self._hearsay(at)
        if token.low in ("it", "it's"):
            return self._impersonal(at)
        if token.low in self.lexis.words["nouns_of_saying"]:
            return self._by_noun(at)
        return None

    # ------------------------------------------------------------------ verbs

    def _by_verb(self, cue: int) -> Report | None:
        tokens = self.tokens
        base = self.lexis.cues[tokens[cue].low]
        speaker = self._speaker(cue)
        if self._is_mere_participle(cue, base):
            return None
        end = min(
            subordinate_end(tokens, self.start, cue, self.end), self._relative_end(cue, speaker)
        )
        after = past_setting(tokens, cue + 1, end)
        listener, spoken = self._listener(after, base, end)
        that = that_after(tokens, spoken, end)
        if that is not None:
            return self._report(cue, speaker, listener, clause_from(tokens, that + 1, end))
        has_object = self._appeals(base, after, end) or self._promises(base, after, end)
        if not has_object and self._ends_there(spoken, end):
            return self._final(cue, speaker, listener, spoken)
        if speaker is None or self._follows_comma(cue) or self._is_inverted(cue, base):
            return self._inverted(cue)
        return self._report(cue, speaker, listener, self._object(base, after, spoken, end))

    def _relative_end(self, cue: int, speaker: Phrase | None) -> int:
        """Where "a man who says he was held told ..." goes back to the man."""
        if speaker is None or not any(t.low == "who" for t in self.tokens[speaker.last + 1 : cue]):
            return self.end
        for at in range(cue + 2, self.end):
            if self.tokens[at].tag == Tag.CUE:
                found = subject_before(self.tokens, at, self.start)
                if found is not None and found.first == speaker.first:
                    return at
        return self.end

    def _appeals(self, base: str, after: int, end: int) -> bool:
        """Whether "called" goes on with "on the mayor to ..."."""
        if base not in self.lexis.words["verbs_of_appeal"] or after >= end:
            return False
        return self.tokens[after].low in ("on", "upon", "for", "to")

    def _promises(self, base: str, after: int, end: int) -> bool:
        """Whether "vowed" goes on with "to close the depot"."""
        is_infinitive = after + 1 < end and self.tokens[after].low == "to"
        is_verb = is_infinitive and self.tokens[after + 1].tag not in "DX#O"
        return is_verb and base in self.lexis.words["verbs_with_infinitive"]

    def _object(self, base: str, after: int, spoken: int, end: int) -> Clause | None:
        """What follows the verb without "that", where this verb may have it so."""
        tokens, lexis = self.tokens, self.lexis
        is_what = any(t.low == "what" for t in tokens[max(self.start, after - 5) : after])
        if is_what and base in lexis.words["verbs_of_naming"]:
            return None
        if base in _OF_THINGS and after < end and tokens[after].tag in "DW":
            return without_time(tokens, object_from(tokens, after, end))
        if self._promises(base, after, end):
            return object_from(tokens, after, end)
        if base in lexis.bare_clause and starts_clause(tokens, spoken, end, base):
            return clause_from(tokens, spoken, end)
        if after < end and tokens[after].tag == Tag.QUOTATION:
            return clause_from(tokens, after, end)
        if base == "say" and after + 1 < end and tokens[after].tag in "Av":
            is_relative = any(
                t.low in _RELATIVE for t in tokens[max(self.start, after - 7) : after]
            )
            return clause_from(tokens, after, end) if is_relative else None
        return self._thing(base, after, end) if base in lexis.with_object and after < end else None

    def _thing(self, base: str, after: int, end: int) -> Clause | None:
        """A noun or participle that is said: "denied the arrests", "called on them to stop"."""
        tokens, words = self.tokens, self.lexis.words
        if self._appeals(base, after, end):
            after += tokens[after].low != "to"
            return without_time(tokens, object_from(tokens, after, end)) if after < end else None
        if tokens[after].tag not in "XWDO#qQPAN":
            return None
        clause = without_time(tokens, object_from(tokens, after, end))
        if base in words["verbs_of_naming"] and base != "describe":
            is_name = clause is None or not (has_quote(tokens, clause) or self._is_named(clause))
            return None if is_name else clause
        return clause

    def _is_named(self, clause: Clause) -> bool:
        """Whether a thing said or done is given a name: "called the charges a lie"."""
        words = self.tokens[clause[0] : clause[1] + 1]
        return any(t.low in self.lexis.words["things_said"] for t in words[:4]) or any(
            t.low in ("a", "an") and t.tag == Tag.DETERMINER for t in words[1:5]
        )

    def _is_mere_participle(self, cue: int, base: str) -> bool:
        """A past participle that describes a noun: "the laws proposed by", "a group, called"."""
        tokens = self.tokens
        after = tokens[cue + 1] if cue + 1 < self.end else None
        before = tokens[cue - 1] if cue > self.start else None
        if not tokens[cue].low.endswith(("ed", "en", "de")) or after is None or before is None:
            return False
        is_naming = base in self.lexis.words["verbs_of_naming"] and base != "describe"
        if before.tag == Tag.COMMA and is_naming:
            subject = subject_before(tokens, cue, self.start)
            return subject is None or subject.apposition is None
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

    # ------------------------------------------------------------------ what comes before the verb

    def _ends_there(self, after: int, end: int) -> bool:
        """Whether nothing that could be said follows the verb."""
        if after >= end:
            return True
        rest = self.tokens[after:end]
        if rest[0].tag in ",-":
            return not any(t.tag == Tag.QUOTATION for t in rest[:3])
        return rest[0].tag == Tag.PREPOSITION and not any(t.tag in "VvATN" for t in rest)

    def _final(
        self, cue: int, speaker: Phrase | None, listener: Phrase | None, after: int
    ) -> Report | None:
        """The cells were full, Brenn said; the cells, Brenn said, were full."""
        if speaker is None:
            return None
        edge = speaker.first - 1
        if edge <= self.start or self.tokens[edge].tag != Tag.COMMA:
            return None
        rest = resumed(self.tokens, after, self.end)
        if edge - self.start < 3:
            if rest is None or self.tokens[edge - 1].tag in "CR":
                return self._report(cue, speaker, listener, rest)
            report = self._report(cue, speaker, listener, (self.start, edge - 1))
        else:
            whole = None if rest is None else trimmed_clause(self.tokens, self.start, edge - 1)
            clause = self._clause_before(edge) or whole
            report = self._report(cue, speaker, listener, clause)
        return None if report is None else report._replace(rest=rest)

    def _follows_comma(self, cue: int) -> bool:
        """Whether the only comma so far stands before the verb: "..., said Brenn"."""
        tokens = self.tokens
        if tokens[cue].low.endswith("ing") or tokens[cue - 1].tag != Tag.COMMA:
            return False
        return all(t.tag != Tag.COMMA for t in tokens[self.start : cue - 1])

    def _is_inverted(self, cue: int, base: str) -> bool:
        """Whether only who says it is left: "..., and so on, said one of the lawyers."."""
        tokens = self.tokens
        if base not in _INVERTED or tokens[cue - 1].tag != Tag.COMMA:
            return False
        phrase = phrase_after(tokens, cue + 1, self.end)
        if phrase is None or tokens[phrase.first].tag in "OM":
            return False
        return phrase.last + 1 >= self.end or tokens[phrase.last + 1].tag in ",("

    def _inverted(self, cue: int) -> Report | None:
        """The cells were full, said Ada Brenn of the Network."""
        tokens = self.tokens
        if cue - self.start < 4 or tokens[cue - 1].tag != Tag.COMMA:
            return None
        if tokens[cue].low.endswith("ing"):
            return None
        phrase = phrase_after(tokens, cue + 1, self.end)
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
        if at <= self.start + 1:
            first = self._past_insertion(phrase.last + 1)
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


_INVERTED = frozenset(["say", "add", "explain", "recall", "note"])
_ORIGINS = frozenset(["citing", "quoting"])  # these name a source; see `chains.py`
_INSERTED = frozenset(["which", "who", *_ORIGINS])
_OF_THINGS = frozenset(["confirm", "deny", "reject", "dismiss"])
_RELATIVE = frozenset(["that", "who", "which"])
_TURNS = frozenset(["although", "though", "while", "whereas", "because", "but"])
_SAID_TO = frozenset("say reveal explain report confirm admit describe recount complain".split())
