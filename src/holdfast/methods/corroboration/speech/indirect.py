"""Speech that is reported and not quoted: the clause that is said, and who says it.

Invariants:
- "That" and the attribution itself are left out of the content.
- A cue gives at most one content; a cue with neither "that" nor a clause after it gives none,
  unless it stands at the end of what is said.
- What an outlet reports somebody to have said is that somebody's, and passed on by the outlet.
"""

from __future__ import annotations

from holdfast.methods.corroboration.record import SourceKind

from .clauses import (
    Clause,
    clause_from,
    has_quote,
    is_own_clause,
    object_from,
    past_dateline,
    past_setting,
    resumed,
    starts_clause,
    subordinate_end,
    that_after,
    trimmed_clause,
    with_speaker,
    without_time,
)
from .deeds import tells_deed
from .kinds import head_of, kind_of_name, kind_of_role
from .lexis import Lexis
from .phrases import (
    Phrase,
    clause_subject,
    named_just_before,
    nearest_clause_subject,
    phrase_after,
    subject_before,
)
from .pointing import sentence_before
from .reported import Report, Sentence, report_of
from .tokens import Tag, Token, sentences
from .verbless import OF, ORIGINS, as_reported, passive, told_of, without_verb


def find_reports(tokens: list[Token], taken: set[int], lexis: Lexis) -> list[Report]:
    """Reported speech in a paragraph; `taken` are cues that frame a quotation."""
    out: list[Report] = []
    is_silent = False  # nobody speaks in the sentence before
    for start, end in sentences(tokens):
        sentence = Sentence(tokens, past_dateline(tokens, start, end), end, taken, lexis)
        pointing = sentence_before(sentence) if is_silent else None
        found = _Reader(sentence).reports() if pointing is None else [pointing]
        is_silent = not found and all(at not in taken for at in range(start, end))
        out += found
    return out


class _Reader:
    """One sentence and the cues in it that no quotation has taken."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.start = sentence.start
        self.end = sentence.end
        self.taken = sentence.taken
        self.lexis = sentence.lexis
        self.last: Report | None = None  # the last one found to the left

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
            self.last = found = self._passed_on(found)
            out = [o for o in out if not (found.covers(o) or (o.is_hearsay and o.covers(found)))]
            out.append(found)
            if found.first > at:
                covered = found.last
        return out or as_reported(self.sentence)

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

    def _at(self, at: int) -> Report | None:
        token = self.tokens[at]
        if token.tag == Tag.CUE:
            return None if token.low in ORIGINS else self._run_on(at) or self._by_verb(at)
        if token.tag == Tag.THAT and at == self.start:
            return passive(self.sentence, at)
        return without_verb(self.sentence, at)

    # ------------------------------------------------------------------ verbs

    def _by_verb(self, cue: int) -> Report | None:
        tokens = self.tokens
        base = self.lexis.cues[tokens[cue].low]
        speaker = self._speaker(cue)
        if tells_deed(self.sentence, cue, base):
            return None
        end = min(
            subordinate_end(tokens, self.start, cue, self.end), self._relative_end(cue, speaker)
        )
        after = past_setting(tokens, cue + 1, end)
        listener, spoken = self._listener(after, base, end)
        that = that_after(tokens, spoken, end)
        found = None if that is not None else self._told_of(cue, base, listener, spoken)
        if found is not None:
            return found
        if that is not None:
            return report_of(
                self.sentence, cue, speaker, listener, clause_from(tokens, that + 1, end)
            )
        has_object = self._appeals(base, after, end) or self._promises(base, after, end)
        if not has_object and self._ends_there(
            spoken, self._end_of_attribution(speaker, spoken, end)
        ):
            return self._final(cue, speaker, listener, spoken)
        if speaker is None or self._follows_comma(cue) or self._is_inverted(cue, base):
            return self._inverted(cue)
        return report_of(
            self.sentence, cue, speaker, listener, self._object(base, after, spoken, end)
        )

    def _told_of(self, cue: int, base: str, listener: Phrase | None, spoken: int) -> Report | None:
        """She told the Post of beatings; she wrote in her letter of hunger."""
        if base == "tell" and listener is not None:
            return self._told_somebody_of(cue, listener)
        is_of = spoken < self.end and self.tokens[spoken].low in OF
        return told_of(self.sentence, cue, spoken) if is_of and base in _TOLD_OF else None

    def _told_somebody_of(self, cue: int, listener: Phrase) -> Report | None:
        of = listener.core_last + 1
        if of + 1 >= self.end or self.tokens[of].low not in OF:
            return None
        found = told_of(self.sentence, cue, of)
        bare = Phrase(listener.first, listener.core_last, listener.core_last)
        return None if found is None else found._replace(listener=bare)

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
        if self._is_name_given(base, after):
            return None
        if self._promises(base, after, end):
            return object_from(tokens, after, end)
        if base in _OF_THINGS and after < end and tokens[after].tag in "DW":
            return without_time(tokens, object_from(tokens, after, end))
        if base in lexis.bare_clause and starts_clause(tokens, spoken, end, base):
            is_whole = self._is_whole_quotation(spoken, end)
            return (spoken, spoken) if is_whole else clause_from(tokens, spoken, end)
        if after < end and (tokens[after].tag == Tag.QUOTATION or self._is_relative(base, after)):
            return clause_from(tokens, after, end)
        return self._thing(base, after, end) if base in lexis.with_object and after < end else None

    def _is_whole_quotation(self, at: int, end: int) -> bool:
        """Whether the verb after a quotation has another subject: "who told us 'Stay' was held"."""
        if at + 1 >= end or self.tokens[at].tag != Tag.QUOTATION:
            return False
        is_relative = any(t.low == "who" for t in self.tokens[max(self.start, at - 6) : at])
        return is_relative and self.tokens[at + 1].tag in "Av"

    def _is_name_given(self, base: str, after: int) -> bool:
        """What he calls "a second flood" is a name for something, and not said of it."""
        before = self.tokens[max(self.start, after - 5) : after]
        is_naming = base in self.lexis.words["verbs_of_naming"]
        return is_naming and any(t.low == "what" for t in before)

    def _is_relative(self, base: str, after: int) -> bool:
        """Whether "which he said" goes on with the verb of its clause: "were paid for"."""
        before = self.tokens[max(self.start, after - 7) : after]
        is_verb = base == "say" and self.tokens[after].tag in "Av"
        return is_verb and any(t.low in _RELATIVE for t in before)

    def _thing(self, base: str, after: int, end: int) -> Clause | None:
        """A noun or participle that is said: "denied the arrests", "called on them to stop"."""
        tokens, words = self.tokens, self.lexis.words
        if self._appeals(base, after, end):
            if base == "appeal" and not self._asks_for_more(after, end):
                return None
            after += tokens[after].low != "to"
            return without_time(tokens, object_from(tokens, after, end)) if after < end else None
        if tokens[after].tag not in "XWDO#qQPAN":
            return None
        clause = without_time(tokens, object_from(tokens, after, end))
        if base in words["verbs_of_naming"] and base != "describe":
            is_name = clause is None or not (has_quote(tokens, clause) or self._is_named(clause))
            return None if is_name else clause
        return clause

    def _asks_for_more(self, after: int, end: int) -> bool:
        """Whether "appealed to the public" goes on with what it is asked for."""
        return self.tokens[after].low != "to" or any(
            t.low in ("to", "for", "not", "against") or t.tag == Tag.QUOTATION
            for t in self.tokens[after + 1 : end]
        )

    def _is_named(self, clause: Clause) -> bool:
        """Whether a thing said or done is given a name: "called the charges a lie"."""
        words = self.tokens[clause[0] : clause[1] + 1]
        return any(t.low in self.lexis.words["things_said"] for t in words[:4]) or any(
            t.low in ("a", "an") and t.tag == Tag.DETERMINER for t in words[1:5]
        )

    def _speaker(self, cue: int) -> Phrase | None:
        tokens, start = self.tokens, self.start
        if cue > start and tokens[cue - 1].low == "to":
            is_own = cue - 2 > start and tokens[cue - 2].low in _BEFORE_TO
            return subject_before(tokens, cue - 2, start) if is_own else None
        quoted = self._quoted_before(cue)
        if quoted is not None:
            return phrase_after(tokens, quoted + 1, cue)
        progressive = cue > start and tokens[cue - 1].low in ("is", "are", "was", "were", "been")
        if tokens[cue].low.endswith("ing") and not progressive:
            beside = self._beside_with(cue) or self._said_before(cue)
            return (
                beside
                or named_just_before(tokens, cue, start)
                or nearest_clause_subject(tokens, start, cue)
            )
        phrase = subject_before(tokens, cue, start)
        if phrase is None and cue > start and tokens[cue - 1].tag in "CR":
            return clause_subject(tokens, start, cue)
        return phrase

    def _beside_with(self, cue: int) -> Phrase | None:
        """Who is named after ", with" and before a participle of saying."""
        for at in range(cue - 2, max(self.start, cue - _LONGEST_NAME), -1):
            if self.tokens[at].low == "with" and self.tokens[at - 1].tag == Tag.COMMA:
                found = with_speaker(self.tokens, at, self.end)
                return found if found is not None and found.last + 1 == cue else None
        return None

    def _said_before(self, cue: int) -> Phrase | None:
        """Who said what stands before: "the cells were full, Brenn said, adding that ..."."""
        last = self.last
        if last is None or last.speaker is None or last.last > last.cue:
            return None
        first = max(last.cue, last.speaker.last) + 1
        is_beside = self.tokens[cue - 1].tag == Tag.COMMA and first < cue
        return last.speaker if is_beside and not _has_verb(self.tokens[first:cue]) else None

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
        phrase = None if phrase is None else self._before_subject(phrase, end)
        if phrase is None or tokens[phrase.first].tag == Tag.PRONOUN:
            return None, after
        return phrase, past_setting(tokens, phrase.last + 1, end)

    def _before_subject(self, phrase: Phrase, end: int) -> Phrase:
        """The listener without the subject that follows: "told Radio Selm guards made him sign"."""
        tokens, last = self.tokens, phrase.last
        is_plural = tokens[last].tag == Tag.WORD and tokens[last].low.endswith("s")
        if not is_plural or last == phrase.first or tokens[last - 1].tag != Tag.NAME:
            return phrase
        has_verb = last + 1 < end and (
            tokens[last + 1].tag in "vVA" or tokens[last + 1].low.endswith("ed")
        )
        return Phrase(phrase.first, last - 1, last - 1) if has_verb else phrase

    # ------------------------------------------------------------------ what comes before the verb

    def _end_of_attribution(self, speaker: Phrase | None, after: int, end: int) -> int:
        """Where ", Brenn told the Post by telephone, adding that ..." turns to what she adds."""
        if speaker is None or speaker.first <= self.start:
            return end
        if self.tokens[speaker.first - 1].tag != Tag.COMMA:
            return end
        turns = (at - 1 for at in range(after, end) if is_own_clause(self.tokens, at))
        return next(turns, end)

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
        quoted = self._quoted_before(cue)
        passing = None if quoted is None else subject_before(self.tokens, quoted, self.start)
        edge = (passing or speaker).first - 1
        if edge <= self.start or self.tokens[edge].tag != Tag.COMMA:
            return None
        rest = resumed(self.tokens, after, self.end)
        if edge - self.start < 3:
            if rest is None or self.tokens[edge - 1].tag in "CR":
                return report_of(self.sentence, cue, speaker, listener, rest)
            report = report_of(self.sentence, cue, speaker, listener, (self.start, edge - 1))
        else:
            whole = None if rest is None else trimmed_clause(self.tokens, self.start, edge - 1)
            clause = self._clause_before(edge) or whole
            report = report_of(self.sentence, cue, speaker, listener, clause)
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
        if base not in _INVERTED | _MAY_BE_INVERTED or tokens[cue - 1].tag != Tag.COMMA:
            return False
        phrase = phrase_after(tokens, cue + 1, self.end)
        if phrase is None or tokens[phrase.first].tag in "OM":
            return False
        if not any(_is_somebody(tokens[at]) for at in (phrase.core_last, phrase.last)):
            return False
        if base not in _INVERTED and not self._can_be_last(cue, phrase):
            return False
        return phrase.last + 1 >= self.end or tokens[phrase.last + 1].tag in ",("

    def _run_on(self, cue: int) -> Report | None:
        """The cells are full said Ada Brenn, a nurse: the comma before the verb is left out."""
        tokens = self.tokens
        before = tokens[self.start : cue]
        if tokens[cue].low not in ("said", "says") or not before or before[-1].tag not in "WXM":
            return None
        if not _has_verb(before) or any(t.tag in "NVT;,:" for t in before):
            return None
        phrase = phrase_after(tokens, cue + 1, self.end)
        if phrase is None or tokens[phrase.first].tag not in "XWD":
            return None
        after = tokens[phrase.last + 1 : self.end]
        is_last = not after or after[0].tag in ",M" or after[0].low in ("on", "in")
        if not is_last or _has_verb(after) or not _is_somebody(tokens[phrase.core_last]):
            return None
        return report_of(self.sentence, cue, phrase, None, (self.start, cue - 1))

    def _can_be_last(self, cue: int, phrase: Phrase) -> bool:
        """Whether a name or a role ends the sentence, and what stands before is a clause."""
        tokens = self.tokens
        is_last = phrase.last + 1 >= self.end and tokens[phrase.last].low not in _TEXTS
        return is_last and _is_clause(tokens[self.start : cue - 1])

    def _inverted(self, cue: int) -> Report | None:
        """The cells were full, said Ada Brenn; the cells, said Ada Brenn, were full."""
        tokens = self.tokens
        if cue == self.start or tokens[cue - 1].tag != Tag.COMMA:
            return None
        if tokens[cue].low.endswith("ing"):
            return None
        phrase = phrase_after(tokens, cue + 1, self.end)
        rest = None if phrase is None else self._rest_of_clause(cue, phrase.last + 1)
        if rest is not None:
            report = report_of(self.sentence, cue, phrase, None, (self.start, cue - 2))
            return None if report is None else report._replace(rest=rest)
        if cue - self.start < 4:
            return None
        return report_of(self.sentence, cue, phrase, None, self._clause_before(cue - 1))

    def _rest_of_clause(self, cue: int, after: int) -> Clause | None:
        """What goes on after ", says Brenn,", where what stands before is no clause yet."""
        tokens = self.tokens
        before = tokens[self.start : cue - 1]
        if after + 2 >= self.end or not before or any(t.quotation >= 0 for t in before):
            return None
        is_open = before[-1].low in _OPENS or not any(t.tag in "AvV" for t in before)
        goes_on = tokens[after].tag == Tag.COMMA and tokens[after + 1].tag in "AvRC"
        return resumed(tokens, after, self.end) if is_open and goes_on else None

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
        if clause is None or self._is_setting(clause):
            return None
        has_verb = any(t.tag in "AvVW" for t in tokens[clause[0] : clause[1] + 1])
        return clause if has_verb else None

    def _is_setting(self, clause: Clause) -> bool:
        """Whether only "At the same time" stands before "he pointed to"."""
        words = self.tokens[clause[0] : clause[1] + 1]
        is_short = words[0].tag == Tag.PREPOSITION and len(words) <= _LONGEST_SETTING
        return is_short and not any(t.tag in "AvV" or t.low.endswith("ed") for t in words)


def _is_somebody(core: Token) -> bool:
    return core.tag == Tag.NAME or head_of([core.low]) is not None


def _is_clause(tokens: list[Token]) -> bool:
    return _has_verb(tokens) or any(t.low.endswith("ed") for t in tokens[1:])


def _has_verb(tokens: list[Token]) -> bool:
    return any(t.tag in "AvV" for t in tokens)


_LONGEST_SETTING = 5  # tokens of "At the very same time"
_LONGEST_NAME = 12  # tokens of "with officials of the Ministry of Fisheries"
_INVERTED = frozenset(["say", "add", "explain", "recall", "note"])
_MAY_BE_INVERTED = frozenset(
    "report write announce confirm claim complain admit state declare warn argue insist reveal "
    "allege testify conclude recount remember observe estimate".split()
)
_TEXTS = frozenset("reports report claims claim accounts account".split())
_BEFORE_TO = frozenset(["used", "went", "had", "came"])  # "used to say", "went on to say"
_OPENS = frozenset("who which that whom where".split())
_OF_THINGS = frozenset(["confirm", "deny", "reject", "dismiss"])
_TOLD_OF = frozenset(["tell", "write", "warn", "complain", "report", "testify"])
_RELATIVE = frozenset(["that", "who", "which"])
_SAID_TO = frozenset("say reveal explain report confirm admit describe recount complain".split())
