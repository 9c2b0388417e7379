"""Reported speech without a verb of saying of its own: "according to", "reportedly", "as reported".

Invariants: hearsay ("reportedly", "it is claimed that") has no speaker, nor has what is said "as
reported by" somebody; whom the words name in passing stays no part of the content.
"""

from __future__ import annotations

from .chains import relays_in
from .clauses import clause_from, object_from, that_after, trimmed_clause
from .kinds import head_of
from .phrases import Phrase, name_beside, phrase_after, source_after, subject_before
from .reported import Report, Sentence, report_of
from .tokens import Tag, Token


def without_verb(sentence: Sentence, at: int) -> Report | None:
    """What is reported by the word at token `at`, which is no verb of saying."""
    token, words = sentence.tokens[at], sentence.lexis.words
    following = sentence.tokens[at + 1].low if at + 1 < sentence.end else ""
    if token.low == "according" and following == "to":
        return _according(sentence, at)
    if token.low in words["hearsay_adverbs"]:
        return None if _is_of_offence(sentence, at) else _hearsay(sentence, at)
    if token.low in ("it", "it's"):
        return _impersonal(sentence, at)
    if token.low in words["nouns_of_saying"]:
        return _by_noun(sentence, at)
    if token.low in _PUT:
        return _put_at(sentence, at)
    return told_of(sentence, at, at + 1) if token.low in _SPOKE and following in OF else None


def as_reported(sentence: Sentence) -> list[Report]:
    """As reported by Channel Nine, two men died: nobody is named who said it."""
    if any(at in sentence.taken for at in range(sentence.start, sentence.end)):
        return []
    for relay in relays_in(sentence.tokens, sentence.start, sentence.end):
        lead = relay.lead
        if lead is None:
            continue
        if lead <= sentence.start + 1:
            first = _past_insertion(sentence, relay.phrase.last + 1)
            clause = clause_from(sentence.tokens, first + 1, sentence.end)
        else:
            clause = trimmed_clause(sentence.tokens, sentence.start, lead - 1)
        if clause is not None and clause[1] - clause[0] > 1:
            return [Report(clause[0], clause[1], relay.at, None)]
    return []


def _past_insertion(sentence: Sentence, at: int) -> int:
    """The comma after "according to the agency, citing the ministry"."""
    tokens, end = sentence.tokens, sentence.end
    while at < end and tokens[at].tag != Tag.COMMA:
        at += 1
    if at + 1 < end and tokens[at + 1].low in _INSERTED:
        return _past_insertion(sentence, at + 2)
    return at


def _according(sentence: Sentence, at: int) -> Report | None:
    tokens, end = sentence.tokens, sentence.end
    phrase = source_after(tokens, at + 2, end)
    if phrase is None:
        return None
    if at <= sentence.start + 1 or tokens[at - 1].tag in (Tag.CONJUNCTION, Tag.SEMICOLON):
        first = phrase.last + 1 if phrase.apposition is None else _past_apposition(tokens, phrase)
        if first < end and tokens[first].low in _WHO:
            first = _past_relative(sentence, first)
        elif first < end and tokens[first].tag in (Tag.PRONOUN, Tag.DETERMINER):
            return report_of(sentence, at, phrase, None, clause_from(tokens, first, end))
        first = _past_insertion(sentence, first)
        return report_of(sentence, at, phrase, None, clause_from(tokens, first + 1, end))
    stop = at - 1 if tokens[at - 1].tag == Tag.COMMA else at
    return report_of(sentence, at, phrase, None, trimmed_clause(tokens, sentence.start, stop - 1))


def _past_relative(sentence: Sentence, at: int) -> int:
    """The comma behind "who were held in the camp"; the end where what is said has none."""
    while at < sentence.end and sentence.tokens[at].tag != Tag.COMMA:
        at += 1
    return at


def _past_apposition(tokens: list[Token], phrase: Phrase) -> int:
    """The token after "according to their lawyer, Ada Brenn": the comma before what is said."""
    beside = name_beside(tokens, phrase)
    if beside is None:
        return _past_description(tokens, phrase)
    return beside[1] + 1


def _past_description(tokens: list[Token], phrase: Phrase) -> int:
    """The token after "according to the Network, a group based in Selm": no clause by itself."""
    first, last = phrase.apposition or (0, 0)
    is_named = tokens[phrase.core_last].tag == Tag.NAME
    if not is_named or tokens[first].tag != Tag.DETERMINER or tokens[last + 1].tag != Tag.COMMA:
        return phrase.last + 1
    found = phrase_after(tokens, first, last + 1)
    if found is None or head_of([tokens[found.core_last].low]) is None:
        return phrase.last + 1
    is_whole = found.last == last or tokens[found.last + 1].low == "based"
    return last + 1 if is_whole else phrase.last + 1


def _is_of_offence(sentence: Sentence, at: int) -> bool:
    """Whether only what somebody is held for is hearsay: "arrested for allegedly reading aloud"."""
    return at > sentence.start and sentence.tokens[at - 1].low in ("for", "over")


def _hearsay(sentence: Sentence, at: int) -> Report | None:
    if at + 3 < sentence.end and sentence.tokens[at + 1].low in _DEPICTING:
        shown = clause_from(sentence.tokens, at + 2, sentence.end)
        return None if shown is None else Report(*shown, at, None, is_hearsay=True)
    first = _hearsay_start(sentence, at)
    clause = object_from(sentence.tokens, first, sentence.end)
    if clause is None or clause[1] - clause[0] < 2 or not clause[0] <= at <= clause[1] + 1:
        return None
    return Report(clause[0], clause[1], at, None, is_hearsay=True)


def _hearsay_start(sentence: Sentence, at: int) -> int:
    """Where the clause round "reportedly" begins: after "although", or what "that" takes up."""
    tokens = sentence.tokens
    for k in range(at - 1, sentence.start, -1):
        low = tokens[k].low
        if low in _RELATIVE and at - k <= 8 and tokens[k - 1].tag in "XW":
            first = k - 1
            while first > sentence.start and tokens[first - 1].tag in "XW#":
                first -= 1
            return first - 1 if first > sentence.start and tokens[first - 1].tag == "D" else first
        if low in _TURNS and (tokens[k].tag != Tag.PREPOSITION):
            return k + 1
    first = sentence.start
    while first < sentence.end - 1 and tokens[first].tag in "C,R":
        first += 1
    return first


def _impersonal(sentence: Sentence, at: int) -> Report | None:
    """It is reported that ..."""
    reported = sentence.lexis.words["reported"]
    for k in range(at + 1, min(sentence.end, at + 5)):
        token = sentence.tokens[k]
        if token.low in reported:
            first = k + 1
            if first < sentence.end and sentence.tokens[first].tag == Tag.THAT:
                first += 1
            else:
                that = that_after(sentence.tokens, first, sentence.end)
                if that is None and token.low == "said":
                    return None
                first = first if that is None else that + 1
            clause = clause_from(sentence.tokens, first, sentence.end)
            if clause is None or (
                sentence.tokens[at + 1].tag in "VN"
                and k == at + 1
                and sentence.tokens[at].low == "it"
            ):
                return None
            return Report(clause[0], clause[1], k, None, is_hearsay=True)
        if token.tag not in "AR":
            return None
    return None


def _by_noun(sentence: Sentence, at: int) -> Report | None:
    """The response from the ministry is that ..."""
    tokens = sentence.tokens
    that = next(
        (
            k
            for k in range(at + 1, min(sentence.end - 1, at + 30))
            if tokens[k].tag == Tag.THAT and tokens[k - 1].low in ("is", "was", "remains")
        ),
        None,
    )
    if that is None:
        return None
    speaker = None
    if at + 1 < sentence.end and tokens[at + 1].low in ("from", "of", "by"):
        speaker = phrase_after(tokens, at + 2, that - 1)
    clause = clause_from(tokens, that + 1, sentence.end)
    return report_of(sentence, at, speaker, None, clause)


def passive(sentence: Sentence, at: int) -> Report | None:
    """That two men died is confirmed by the clinic."""
    tokens, end = sentence.tokens, sentence.end
    for k in range(at + 3, end - 2):
        is_passive = tokens[k].low in _IS and tokens[k + 2].low == "by"
        if is_passive and tokens[k + 1].low in sentence.lexis.cues:
            speaker = phrase_after(tokens, k + 3, end)
            return report_of(sentence, k + 1, speaker, None, (at + 1, k - 1))
    return None


def _put_at(sentence: Sentence, at: int) -> Report | None:
    """The clinic put the number of wounded at 40."""
    tokens, end = sentence.tokens, sentence.end
    near = range(at + 1, min(at + 4, end))
    noun = next((k for k in near if tokens[k].low in _COUNTS), None)
    if noun is None or any(tokens[k].tag not in "DW" for k in range(at + 1, noun)):
        return None
    if not any(tokens[k].low == "at" for k in range(noun, min(noun + 8, end - 1))):
        return None
    speaker = subject_before(tokens, at, sentence.start)
    return report_of(sentence, at, speaker, None, clause_from(tokens, at + 1, end))


def told_of(sentence: Sentence, at: int, of: int) -> Report | None:
    """She told the Post of beatings; he spoke of hunger: `of` is the token before what is said."""
    tokens, end = sentence.tokens, sentence.end
    first = of + 1
    if first >= end or tokens[first].tag not in "WDXQq#":
        return None
    speaker = subject_before(tokens, at, sentence.start)
    is_one_word = first + 1 >= end or tokens[first + 1].tag == Tag.STOP
    clause = (first, first) if is_one_word else object_from(tokens, first, end)
    return report_of(sentence, at, speaker, None, clause)


OF = frozenset(["of", "about"])
_IS = frozenset("is was were are been".split())
_DEPICTING = frozenset("showing depicting capturing documenting revealing describing of".split())
_WHO = frozenset("who whose whom that which".split())
_PUT = frozenset(["put", "puts"])
_COUNTS = frozenset("number toll figure total count tally".split())
_SPOKE = frozenset(["spoke", "speaks"])
ORIGINS = frozenset(["citing", "quoting"])  # these name a source; see `chains.py`
_INSERTED = frozenset(["which", "who", *ORIGINS])
_RELATIVE = frozenset(["that", "who", "which"])
_TURNS = frozenset(["although", "though", "while", "whereas", "because", "but"])
