"""Where the clause that is said begins and where it ends, by tags alone.

Invariants: a clause lies in one sentence; commas, dashes and conjunctions at its end are no part
of it; a second attribution, or a contrast by the narrator, ends it.
"""

from __future__ import annotations

from .lexis import Lexis
from .phrases import Phrase, phrase_after
from .tokens import Tag, Token

Clause = tuple[int, int]  # first and last token

_CONTRAST = frozenset(["although", "though", "while", "whereas"])
_SUBORDINATING = frozenset(["while", "although", "though", "when", "if", "as", "after", "because"])
_ATTRIBUTIVE = frozenset(["according", "citing", "quoting"])
_INTRODUCED = frozenset(
    "statement interview letter report speech tweet post message email television tv radio air "
    "broadcast phone telephone conference briefing hearing court parliament testimony affidavit "
    "complaint communique release memo video address sermon column article blog book".split()
)
_SETTINGS = frozenset("in on at by over through during after before outside via with from".split())
_ISSUED = _INTRODUCED | frozenset("released published issued posted dated".split())
_QUESTION = frozenset(["how", "why", "whether", "what", "where", "if", "who"])


def is_own_clause(tokens: list[Token], at: int) -> bool:
    """Whether a participle of saying opens a clause: ", adding that ..."."""
    if tokens[at].tag != Tag.CUE or not tokens[at].low.endswith("ing") or at == 0:
        return False
    return tokens[at - 1].tag in (Tag.COMMA, Tag.QUOTATION, Tag.TERM)


def clause_from(tokens: list[Token], first: int, end: int) -> Clause | None:
    """The clause that starts at token `first` of a sentence which ends before `end`."""
    if first >= end:
        return None
    last = end - 1
    for at in range(first + 1, end):
        cut = _cut_at(tokens, at, end)
        if cut is not None:
            last = cut
            break
    return trimmed_clause(tokens, first, last)


def trimmed_clause(tokens: list[Token], first: int, last: int) -> Clause | None:
    """The clause without commas at its ends; None where fewer than two words are left."""
    while last > first and tokens[last].tag in ",-:C":
        last -= 1
    while first < last and tokens[first].tag in ",-:":
        first += 1
    if last > first or tokens[first].tag in "Qq":
        return first, last
    return None


def object_from(tokens: list[Token], first: int, end: int) -> Clause | None:
    """A noun or participle that is said, up to where the narrator turns to something else."""
    for at in range(first + 1, end):
        low = tokens[at].low
        if tokens[at].tag == Tag.CUE and low.endswith("ing") and not _is_object_of(tokens[at - 1]):
            return trimmed_clause(tokens, first, at - 1)
        if low == "and" and _does_more(tokens, at + 1, end):
            return trimmed_clause(tokens, first, at - 1)
        is_spliced = tokens[at - 1].tag == Tag.COMMA and _opens_sentence(tokens, at, end)
        if is_spliced or low in _CONTRAST or (low == "but" and tokens[at - 1].tag == Tag.COMMA):
            return trimmed_clause(tokens, first, at - 1)
    return clause_from(tokens, first, end)


def _opens_sentence(tokens: list[Token], at: int, end: int) -> bool:
    """Whether another sentence is spliced on: "complained of beatings, some women wept"."""
    if tokens[at].tag not in "DN" or tokens[at].low in _RELATIVE:
        return False
    found = phrase_after(tokens, at, end)
    after = end if found is None else found.last + 1
    return after < end and tokens[after].tag in "vVA"


_RELATIVE = frozenset("who whom whose which that".split())


def _is_object_of(before: Token) -> bool:
    """Whether a participle belongs to the word before it: "urged them to start reporting poets"."""
    return before.tag == Tag.AUXILIARY or before.low in _TAKES_PARTICIPLE


_TAKES_PARTICIPLE = frozenset("start begin stop keep continue avoid resume from by of for".split())


def _does_more(tokens: list[Token], at: int, end: int) -> bool:
    """Whether "and" goes on with a deed: "denied the charges and earlier this year set up"."""
    first = at
    while at < end and tokens[at].tag in "RMDP":
        at += 1
    has_time = any(t.tag == Tag.TIME for t in tokens[first:at])
    return has_time and at < end and tokens[at].tag in "vV"


def without_time(tokens: list[Token], clause: Clause | None) -> Clause | None:
    """A thing that is denied, less the day on which it is: "denied the arrests on Monday"."""
    if clause is None or tokens[clause[1]].tag != Tag.TIME:
        return clause
    first, last = clause
    while last > first and tokens[last].tag in "M#DR":
        last -= 1
    last -= tokens[last].tag == Tag.PREPOSITION
    return (first, last) if last > first else clause


def _cut_at(tokens: list[Token], at: int, end: int) -> int | None:
    """The last token of the clause where something else begins at `at`, or None."""
    token, before = tokens[at], tokens[at - 1]
    if token.tag == Tag.SEMICOLON or is_own_clause(tokens, at):
        return at - 1
    if _is_glossed(tokens, at) or (before.tag in ",-" and _is_judged(tokens, at, end)):
        return at - 1 if before.tag == Tag.QUOTATION else at - 2
    is_aside = token.low == "as" and _has_cue_or_report(tokens, at, at + 5)
    if before.tag in (Tag.QUOTATION, Tag.TERM):
        is_contrast = token.low == "but" and _has_speaker(tokens, at + 1, end)
        return at - 1 if is_aside or is_contrast or token.low in _ATTRIBUTIVE else None
    if before.tag == Tag.COMMA and _turns(tokens, at, end):
        return at - 2
    if before.low in ("and", "but"):
        return at - 2 if _says_more(tokens, at, end) else None
    return None


def _is_glossed(tokens: list[Token], at: int) -> bool:
    """Whether the narrator explains quoted words: "closed detention," a form of arrest."""
    before = tokens[at - 1]
    is_quoted = before.tag == Tag.QUOTATION or (before.tag == Tag.COMMA and not before.text)
    return is_quoted and tokens[at].low in ("a", "an")


def _is_judged(tokens: list[Token], at: int, end: int) -> bool:
    """Whether the narrator weighs what was said: ", a claim his family denies"."""
    is_named = tokens[at].low in ("a", "an") and at + 2 < end
    return is_named and tokens[at + 1].low in _WEIGHED


def _says_more(tokens: list[Token], at: int, end: int) -> bool:
    """Whether "and" is followed by a verb of saying of its own: "but has said she will"."""
    while at < end and tokens[at].tag in "AR":
        at += 1
    if at + 1 >= end or tokens[at].tag != Tag.CUE:
        return False
    is_appeal = tokens[at].low in _APPEALED and tokens[at + 1].tag in "WXDOP"
    is_plain = tokens[at].low in _PLAINLY and tokens[at + 1].tag in "DW#"
    return is_appeal or is_plain or tokens[at + 1].tag in "TNXQ:"


def _turns(tokens: list[Token], at: int, end: int) -> bool:
    """Whether the narrator takes over after a comma."""
    low = tokens[at].low
    if low in _ATTRIBUTIVE or low in _CONTRAST or low == "but" or _is_attribution(tokens, at, end):
        return True
    if low == "as":
        return _has_cue_or_report(tokens, at, at + 5)
    if low == "with":
        return with_speaker(tokens, at, end) is not None
    return low == "and" and _has_speaker(tokens, at + 1, end)


def with_speaker(tokens: list[Token], at: int, end: int) -> Phrase | None:
    """Who speaks in "..., with police saying that they found them", where "with" stands at `at`."""
    found = phrase_after(tokens, at + 1, end)
    if found is None or found.last + 1 >= end:
        return None
    cue = tokens[found.last + 1]
    return found if cue.tag == Tag.CUE and cue.low.endswith("ing") else None


def _is_attribution(tokens: list[Token], at: int, end: int) -> bool:
    """Whether only "he says" or "Brenn said on Friday" is left."""
    found = phrase_after(tokens, at, min(end, at + 12))
    if found is None or found.last + 1 >= end or tokens[found.last + 1].tag != Tag.CUE:
        return False
    rest = tokens[found.last + 2 : end]
    return not rest or (rest[0].tag in ",MRP" and not any(t.tag in "TVvAN" for t in rest))


def resumed(tokens: list[Token], after: int, end: int) -> Clause | None:
    """What is said goes on after ", Brenn said,"; None where the narrator goes on."""
    first = after + 1
    if first + 1 >= end or tokens[after].tag != Tag.COMMA:
        return None
    if is_own_clause(tokens, first) or _turns(tokens, first, end) or tokens[first].low == "who":
        return None
    return clause_from(tokens, first, end)


def _has_cue(tokens: list[Token], first: int, limit: int) -> bool:
    return any(t.tag == Tag.CUE for t in tokens[first:limit])


def _has_cue_or_report(tokens: list[Token], first: int, limit: int) -> bool:
    return any(t.tag == Tag.CUE or t.low in ("reported", "told") for t in tokens[first:limit])


def _has_speaker(tokens: list[Token], first: int, end: int) -> bool:
    found = phrase_after(tokens, first, end)
    return found is not None and _has_cue(tokens, found.last + 1, min(end, found.last + 4))


def subordinate_end(tokens: list[Token], start: int, cue: int, end: int) -> int:
    """Where "While he admits X, ..." stops, or `end` for a main clause."""
    if tokens[start].low not in _SUBORDINATING:
        return end
    for at in range(cue + 1, end - 1):
        if tokens[at].tag == Tag.COMMA and tokens[at + 1].tag in "NXD":
            return at
    return end


def that_after(tokens: list[Token], after: int, end: int) -> int | None:
    """The token before the clause: "that", or the verb before "how" and its like."""
    if after >= end:
        return None
    if tokens[after].low in _QUESTION:
        return after - 1
    for at in range(after, min(end, after + 10)):
        if tokens[at].tag == Tag.THAT:
            return at if _may_come_between(tokens, after, at) and at + 1 < end else None
        is_noun = tokens[at].tag == Tag.CUE and tokens[at - 1].tag == Tag.PREPOSITION
        if tokens[at].tag in "VvAN;:QCT" and not is_noun:  # "in writing"
            return None
    return None


def _may_come_between(tokens: list[Token], after: int, that: int) -> bool:
    """Whether only time, place or medium stand between the verb and "that"."""
    if that == after:
        return True
    if tokens[after].tag not in "MRP,":
        return False
    last = tokens[that - 1]
    if last.tag in "MXR,#" or last.low in _INTRODUCED:
        return True
    is_setting = tokens[after].low in _SETTINGS and last.tag in (Tag.WORD, Tag.CUE)
    return is_setting and tokens[that + 1].tag not in "AVvW"  # "in a letter that was lost"


def starts_clause(tokens: list[Token], after: int, end: int, base: str) -> bool:
    """Whether a subject with its verb follows: "said the cells were full"."""
    if after + 1 >= end or tokens[after].tag not in "XWDN#qMQCP":
        return False
    rest = tokens[after + 1 : min(end, after + 25)]
    if tokens[after].tag == Tag.PREPOSITION:
        return any(t.tag in "Av" for t in rest)
    if base == "say" and len(rest) >= 2:
        return True
    return any(
        t.tag in "AvVQ" or (t.tag == Tag.WORD and t.low.endswith(("ed", "s"))) or "n't" in t.low
        for t in rest
    )


def past_setting(tokens: list[Token], after: int, end: int) -> int:
    """The token after "on Friday", "later", "in a statement"."""
    while after < end:
        if tokens[after].tag in "RM":
            after += 1
            continue
        if tokens[after].tag == Tag.DETERMINER and tokens[after + 1 : after + 2]:
            if tokens[after].low not in ("this", "that") or tokens[after + 1].tag != Tag.TIME:
                return after
            after += 2
            continue
        stop = _setting_end(tokens, after, end)
        if stop is None:
            return after
        after = stop
    return after


def _setting_end(tokens: list[Token], at: int, end: int) -> int | None:
    if tokens[at].low not in ("on", "in", "at", "during") or at + 1 >= end:
        return None
    stop = at + 1
    while stop < end and tokens[stop].tag in "DMX#W" and stop - at < 6:
        if tokens[stop].tag == Tag.TIME or tokens[stop].low in _INTRODUCED:
            stop += 1
            while stop < end and (tokens[stop].tag in "M#" or tokens[stop].low in _ISSUED):
                stop += 1
            return stop
        stop += 1
    return None


def past_dateline(tokens: list[Token], start: int, end: int) -> int:
    """The token after the "(Karsk, 3 May 2031) -" or "KARSK (Northwire) -" of a paragraph."""
    if start or end < 4 or (tokens[0].tag != Tag.OPEN and not tokens[0].text.isupper()):
        return start
    for at in range(1, min(end - 1, _LONGEST_DATELINE)):
        is_after_name = tokens[0].tag != Tag.OPEN and at < _LONGEST_PLACE
        if tokens[at].tag == Tag.DASH:
            return at + 1 if tokens[at - 1].tag == Tag.CLOSE or is_after_name else start
        if tokens[at].tag == Tag.COLON and is_after_name:
            return at + 1
    return start


_LONGEST_DATELINE = 18  # tokens
_LONGEST_PLACE = 6


def has_quote(tokens: list[Token], clause: Clause) -> bool:
    """Whether words in quotation marks stand in the clause."""
    return any(t.quotation >= 0 for t in tokens[clause[0] : clause[1] + 1])


def is_empty(tokens: list[Token], clause: Clause, lexis: Lexis) -> bool:
    """Whether the clause only points at words elsewhere: "the following", "the same"."""
    words = {t.low for t in tokens[clause[0] : clause[1] + 1]}
    if "such" in words and words <= {"such", *lexis.words["things_said"]}:
        return True  # "denied such allegations": what they are stands elsewhere
    return words <= _POINTERS or not any(w for w in words - lexis.words["determiners"])


_WEIGHED = frozenset("claim allegation accusation charge version assertion".split())
_PLAINLY = frozenset("said says added adds".split())
_APPEALED = frozenset(
    "urged urges called calls asked demanded appealed blamed blames accused accuses condemned "
    "rejected dismissed".split()
)
_POINTERS = frozenset("the following same so as much this that it things thing".split())
