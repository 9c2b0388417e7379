"""Noun phrases beside a verb of saying, by tags alone.

Invariants: a phrase is a run of tokens of one sentence; its core ends before the first preposition;
nothing is looked up outside the tokens given, so the same tokens give the same phrase.
"""

from __future__ import annotations

from typing import NamedTuple

from .kinds import BODY_HEADS, head_of
from .objects import has_verb, past_verb, shown_from
from .tokens import Tag, Token

_NOMINAL = frozenset("XW#DqM")
_SKIPPED_BEFORE_VERB = frozenset("AR")
_LONGEST = 60  # tokens looked at on one side of a verb


class Phrase(NamedTuple):
    """Tokens first..last name somebody; first..core_last without "of ..."; apposition if any."""

    first: int
    last: int
    core_last: int
    apposition: tuple[int, int] | None = None


def subject_before(tokens: list[Token], verb: int, floor: int) -> Phrase | None:
    """Who does what `verb` says, looking left no further than token `floor`."""
    floor = max(floor, verb - _LONGEST)
    at = _skip_to_subject(tokens, verb - 1, floor)
    if at < floor:
        return None
    tag = tokens[at].tag
    by_tag = {Tag.PRONOUN: _pronoun, Tag.COMMA: _before_insertion}.get(tag)
    if by_tag is not None:
        return by_tag(tokens, at, floor)
    if tag in (Tag.DASH, Tag.CLOSE):
        opened = _opening_of(tokens, at, floor)
        return None if opened is None else _ending_at(tokens, opened - 1, floor)
    if tag == Tag.CONJUNCTION:
        return nearest_clause_subject(tokens, floor, at)
    found = _ending_at(tokens, at, floor) or _before_participle(tokens, at, floor)
    relative = _relative_before(tokens, at + 1 if found is None else found.first, floor)
    if relative is not None:
        outer = _ending_at(tokens, relative - 1, floor)
        return None if outer is None else outer._replace(last=at)
    return found


def _before_participle(tokens: list[Token], last: int, floor: int) -> Phrase | None:
    """Who is described before token `last`: "an official quoted by Northwire"."""
    at = last
    while at > floor and tokens[at].tag in _NOMINAL:
        at -= 1
    is_by = at - 2 >= floor and tokens[at].low == "by" and tokens[at - 1].low.endswith("ed")
    is_described = is_by and tokens[at - 1].tag == Tag.CUE and tokens[at - 2].tag in "XW"
    return _ending_at(tokens, at - 2, floor) if is_described else None


def name_beside(tokens: list[Token], phrase: Phrase) -> tuple[int, int] | None:
    """The name set beside a role ("Hale's spokesman, Viktor Lem,"), or None.

    In "a spokesman for the leader, Ramo Hale" the name is the leader's: none comes back. In "the
    mother of the boys, Vera Malk" and "the governor of the valley, Odo Brandt" it is not.
    """
    core = tokens[phrase.core_last]
    if phrase.apposition is None or (core.tag == Tag.NAME and core.low != "minister"):
        return None
    if phrase.last != phrase.core_last and _may_bear_a_name(tokens[phrase.last]):
        return None
    first, last = phrase.apposition
    is_name = first <= last and all(t.tag == Tag.NAME for t in tokens[first : last + 1])
    return phrase.apposition if is_name else None


def _may_bear_a_name(token: Token) -> bool:
    """Whether a name after the noun may be its own: one person's role, such as "leader"."""
    if token.tag == Tag.NAME or token.low.endswith("s"):
        return False
    return head_of([token.low]) is not None and token.low not in BODY_HEADS | _PLACES_OF_WORK


_PLACES_OF_WORK = frozenset(
    "clinic hospital church university company firm bureau office institute foundation centre "
    "center federation alliance league society collective cooperative parliament army military "
    "presidency administration palace consulate".split()
)


def _relative_before(tokens: list[Token], first: int, floor: int) -> int | None:
    """Where "who had" stands before what looks like a subject: "the men who had escaped said"."""
    for at in range(first - 1, max(floor, first - 16) - 1, -1):
        if tokens[at].tag not in "AvVWXDP#RNM":
            return None
        if tokens[at].low == "who":
            return at if at > floor else None
    return None


def _skip_to_subject(tokens: list[Token], at: int, floor: int) -> int:
    """Step left over "has also", "on Friday", "later that night"."""
    while at >= floor:
        tag = tokens[at].tag
        if tag in _SKIPPED_BEFORE_VERB:
            at -= 1
        elif at - 2 >= floor and _is_told_of(tokens, at):
            at -= 3
        elif at > floor and (tag == Tag.TIME or _is_year(tokens, at)):
            back = at - 1
            while back >= floor and tokens[back].tag in "MDR#":
                back -= 1
            at = back - (back >= floor and tokens[back].tag == Tag.PREPOSITION)
        else:
            return at
    return at


_TOLD_OF = frozenset("supposed said reported alleged believed understood thought claimed".split())


def _is_told_of(tokens: list[Token], at: int) -> bool:
    """Whether token `at` is the "to" of "he is supposed to have said"."""
    is_passive = tokens[at - 2].low in ("is", "are", "was", "were")
    return is_passive and tokens[at - 1].low in _TOLD_OF and tokens[at].low == "to"


def _is_year(tokens: list[Token], at: int) -> bool:
    is_number = tokens[at].tag == Tag.NUMBER and len(tokens[at].text) == 4
    return is_number and tokens[at - 1].low in ("in", "since", "by")


def nearest_clause_subject(tokens: list[Token], floor: int, limit: int) -> Phrase | None:
    """The subject of "..., I laughed and said": of the last clause that opens with one."""
    for at in range(limit - 1, floor, -1):
        if tokens[at - 1].tag == Tag.COMMA and tokens[at].tag in "NXDCR":
            opens = at
            while opens < limit and tokens[opens].tag in "CR":
                opens += 1
            found = phrase_after(tokens, opens, limit)
            has_verb = (
                found is not None
                and found.last + 1 < limit
                and (
                    tokens[found.last + 1].tag in "VvAR"
                    or tokens[found.last + 1].low.endswith("ed")
                )
            )
            if has_verb:
                return found
    return clause_subject(tokens, floor, limit)


def named_just_before(tokens: list[Token], at: int, floor: int) -> Phrase | None:
    """The bare name that ends before token `at`: "footage of Brenn saying"."""
    first = at
    while first > floor and tokens[first - 1].tag == Tag.NAME:
        first -= 1
    named = first if first < at else shown_from(tokens, at, floor)
    return None if named is None else Phrase(named, at - 1, at - 1)


def _pronoun(tokens: list[Token], at: int, floor: int) -> Phrase | None:
    if tokens[at].low not in ("who", "which"):
        return Phrase(at, at, at)
    before = at - 1
    if before >= floor and tokens[before].tag == Tag.COMMA:
        before -= 1
    found = _ending_at(tokens, before, floor)
    if found is None or has_verb(tokens, found.first, found.last):
        found = _governed(tokens, before, floor)
    return found if found is None else _somebody_in(tokens, found)


def _somebody_in(tokens: list[Token], phrase: Phrase) -> Phrase:
    """Whom "who" takes up in "an order from the governor who": the person, not the thing."""
    core = tokens[phrase.core_last]
    if core.tag != Tag.WORD or head_of([core.low]) is not None:
        return phrase
    for at in range(phrase.last, phrase.core_last, -1):
        if tokens[at].tag == Tag.PREPOSITION:
            last = tokens[phrase.last]
            is_somebody = last.tag == Tag.NAME or head_of([last.low]) is not None
            return Phrase(at + 1, phrase.last, phrase.last) if is_somebody else phrase
    return phrase


def _governed(tokens: list[Token], last: int, floor: int) -> Phrase | None:
    """Whom a preposition governs right before "who": "turned from the chief who"."""
    first = last
    while first > floor and tokens[first - 1].tag in _NOMINAL:
        first -= 1
    is_governed = first > floor and tokens[first - 1].tag == Tag.PREPOSITION
    return Phrase(first, last, last) if is_governed and tokens[last].tag in "XW" else None


def _before_insertion(tokens: list[Token], comma: int, floor: int) -> Phrase | None:
    """The phrase before ", a lawyer with the Network," or ", who had escaped,"."""
    opened = comma - 1
    best: Phrase | None = None
    while opened >= floor:
        while opened >= floor and tokens[opened].tag not in ",;":
            opened -= 1
        if opened < floor or tokens[opened].tag == Tag.SEMICOLON:
            break
        found = _ending_at(tokens, opened - 1, floor)
        if found is None:
            break
        best = found._replace(apposition=(opened + 1, comma - 1))
        outer = best.first - 1
        if outer < floor or tokens[outer].tag != Tag.COMMA or tokens[best.first].tag == Tag.NAME:
            break
        comma, opened = opened, outer
    if best is not None:
        return best
    return clause_subject(tokens, floor, comma)


def _opening_of(tokens: list[Token], closing: int, floor: int) -> int | None:
    wanted = Tag.OPEN if tokens[closing].tag == Tag.CLOSE else Tag.DASH
    for at in range(closing - 1, floor - 1, -1):
        if tokens[at].tag == wanted:
            return at
    return None


def _ending_at(tokens: list[Token], last: int, floor: int) -> Phrase | None:
    """The phrase whose last token is `last`."""
    if last < floor:
        return None
    if tokens[last].tag == Tag.CLOSE:
        opened = _opening_of(tokens, last, floor)
        last = last if opened is None else opened - 1
    if last < floor:
        return None
    by_pronoun = _pronoun_ending(tokens, last, floor) or _indefinite_before(tokens, last, floor)
    if by_pronoun is not None:
        return by_pronoun
    first = last + 1
    while first - 1 >= floor and _extends_left(tokens, first - 1, last):
        first -= 1
    first = _without_lead(tokens, first, last)
    if first > last or tokens[last].tag not in "XWDq#":
        return None
    first = past_verb(tokens, _past_predicate(tokens, first, last), last)
    return Phrase(first, last, _core_last(tokens, first, last))


def _past_predicate(tokens: list[Token], first: int, last: int) -> int:
    """Where somebody is named in "(are) hiding after the chief of Orvel" or "(has) left the chief".

    What follows an auxiliary is no subject, but somebody named at its end may be one.
    """
    before = first - 1
    while before > 0 and tokens[before].tag == Tag.ADVERB:
        before -= 1
    if before < 0 or tokens[before].tag != Tag.AUXILIARY or tokens[first].tag != Tag.WORD:
        return first
    is_predicate = tokens[first].low.endswith(("ed", "ing")) or tokens[before].low in _BEFORE_VERBS
    if not is_predicate:
        return first
    turns = [at + 1 for at in range(first + 1, last) if tokens[at].low in _TURNS]
    starts = [at for at in range(first + 1, last + 1) if tokens[at].tag == Tag.DETERMINER]
    return max(turns or starts or [first])


_BEFORE_VERBS = frozenset("has have had did do does not will would can could may might".split())
_TURNS = frozenset("after before when since until as because while".split())


def _pronoun_ending(tokens: list[Token], last: int, floor: int) -> Phrase | None:
    """The phrase of "he" or of "one of them"."""
    if tokens[last].tag == Tag.PRONOUN:
        return Phrase(last, last, last)
    if tokens[last].low == "them" and last - 2 >= floor and tokens[last - 1].low == "of":
        return Phrase(last - 2, last, last - 2)
    return None


def _indefinite_before(tokens: list[Token], last: int, floor: int) -> Phrase | None:
    """The whole of "somebody on the site", "one of its drivers", which ends in token `last`."""
    for at in range(last - 1, max(floor, last - 9), -1):
        if tokens[at].tag == Tag.PREPOSITION and tokens[at - 1].low in _INDEFINITE:
            return Phrase(at - 1, last, at - 1) if at - 1 >= floor else None
        if tokens[at].tag not in "XWDqP#v":
            return None
    return None


_INDEFINITE = frozenset("someone somebody anyone nobody everyone".split())


def _extends_left(tokens: list[Token], at: int, last: int) -> bool:
    tag = tokens[at].tag
    if tag in _NOMINAL:
        return not tokens[at + 1].is_apart or at == last or tokens[at].low in BODY_HEADS
    if tag == Tag.PREPOSITION:
        return at < last
    if tag == Tag.CONJUNCTION and tokens[at].low in ("and", "&", "or") and 0 < at < last:
        before, after = tokens[at - 1].tag, tokens[at + 1].tag
        return (before == after == Tag.NAME) or _are_two_groups(tokens, at, last)
    return False


_LONGEST_GROUP = 5  # tokens of "a human rights group"
_GROUPS = frozenset("staff police people family media".split())


def _are_two_groups(tokens: list[Token], at: int, last: int) -> bool:
    """Whether "and" joins two groups that open their clause: "doctors and a relief group"."""
    one, other = tokens[at - 1], tokens[at + 1]
    opens = at == 1 or tokens[at - 2].tag in ",;.:TC"
    if opens and other.tag in "D#" and one.tag == Tag.WORD and one.low.endswith("s"):
        is_short = last - at <= _LONGEST_GROUP
        return (
            is_short and head_of([one.low]) is not None and head_of([tokens[last].low]) is not None
        )
    are_many = all(t.low.endswith("s") or t.low in _GROUPS for t in (one, other))
    are_nouns = other.tag == Tag.WORD and one.tag == (Tag.NAME if at == 1 else Tag.WORD)
    return at + 1 == last and opens and are_many and are_nouns


def _without_lead(tokens: list[Token], first: int, last: int) -> int:
    """Drop "On Tuesday", "In a statement" from the front."""
    while first <= last and (
        tokens[first].tag in (Tag.TIME, Tag.CONJUNCTION) or tokens[first].low == "as"
    ):
        first += 1
    if first > last or tokens[first].tag != Tag.PREPOSITION:
        return first
    for at in range(first + 2, last + 1):
        tag, before = tokens[at].tag, tokens[at - 1].tag
        if tag == Tag.DETERMINER and before in "XWM":
            return at
        if tag == Tag.NAME and before in (Tag.WORD, Tag.TIME):
            return at
        if tag == Tag.WORD and before == Tag.TIME:
            return at
    return last + 1


def _core_last(tokens: list[Token], first: int, last: int) -> int:
    for at in range(first + 1, last + 1):
        if tokens[at].tag == Tag.PREPOSITION:
            return at - 1
    return last


def clause_subject(tokens: list[Token], floor: int, limit: int) -> Phrase | None:
    """The first phrase of a clause that no preposition governs."""
    at = floor
    while at < limit:
        token = tokens[at]
        if token.tag == Tag.PREPOSITION:
            at = _past_prepositional(tokens, at, limit)
            continue
        if token.tag == Tag.PRONOUN:
            return Phrase(at, at, at)
        if token.tag in "XWD#q":
            found = phrase_after(tokens, at, limit)
            if found is not None:
                return found
        at += 1
    return None


def _past_prepositional(tokens: list[Token], at: int, limit: int) -> int:
    stop = at + 1
    while stop < limit and tokens[stop].tag not in ",;VvAN":
        stop += 1
    if stop < limit and tokens[stop].tag == Tag.COMMA:
        return stop + 1
    found = phrase_after(tokens, at + 1, limit)
    return at + 1 if found is None else found.last + 1


_ATTACHING = frozenset("of for from at with in on to against near".split())


def phrase_after(tokens: list[Token], first: int, limit: int) -> Phrase | None:
    """The phrase that begins at token `first` and ends before `limit`."""
    limit = min(limit, first + _LONGEST)
    while first < limit and tokens[first].tag in (Tag.ADVERB, Tag.TIME):
        first += 1
    if first >= limit:
        return None
    if tokens[first].tag == Tag.PRONOUN and tokens[first].low not in _QUANTIFIERS:
        return Phrase(first, first, first)
    last = _run(tokens, first, limit)
    if last < first:
        return None
    core = last
    while (
        last + 2 < limit + 1
        and last + 1 < limit
        and tokens[last + 1].tag == Tag.PREPOSITION
        and tokens[last + 1].low in _ATTACHING
    ):
        inner = _run(tokens, last + 2, limit)
        if inner < last + 2 or tokens[last + 2].tag == Tag.TIME or _is_in_may(tokens, last + 2):
            break
        last = inner
    if tokens[core].tag == Tag.DETERMINER and core == last and tokens[core].low in _BARE:
        return None
    return Phrase(first, last, core, _apposition(tokens, last, limit))


def _is_in_may(tokens: list[Token], at: int) -> bool:
    """Whether the one month that is also a verb and a name stands here: "on May 3"."""
    is_may = tokens[at].text == "May" and at + 1 < len(tokens)
    return is_may and tokens[at + 1].tag == Tag.NUMBER


_QUANTIFIERS = frozenset("one some many most several others both few another all".split())
_BARE = frozenset(
    "the a an this that these those his her their its our my your every no such at only "
    "about".split()
)


def _run(tokens: list[Token], first: int, limit: int) -> int:
    """Last token of the nominal run from `first`, or first - 1."""
    at = first
    if at < limit and tokens[at].tag == Tag.PRONOUN and tokens[at].low in _QUANTIFIERS:
        at += 1
    has_name = False
    while at < limit:
        token = tokens[at]
        if token.tag == Tag.NAME:
            has_name = True
        elif token.tag == Tag.DETERMINER and at > first and tokens[at - 1].tag != Tag.DETERMINER:
            break
        elif token.tag == Tag.CONJUNCTION and has_name and token.low == "and":
            if not (at + 1 < limit and tokens[at + 1].tag == tokens[at - 1].tag == Tag.NAME):
                break
        elif token.tag not in "XW#Dq" or _is_participle(tokens, at, first, limit):
            break
        at += 1
    return at - 1


def _is_participle(tokens: list[Token], at: int, first: int, limit: int) -> bool:
    """Whether "published" in "a report published on Friday" ends the run."""
    is_past = tokens[at].tag == Tag.WORD and tokens[at].low.endswith("ed")
    if not is_past or at <= first + 1 or at + 1 >= limit:
        return False
    return tokens[at + 1].tag in "PADO#N" and tokens[at - 1].tag in "WXP"


def source_after(tokens: list[Token], first: int, limit: int) -> Phrase | None:
    """Whom "according to" names at token `first`: a phrase, or "him", "her", "them" alone."""
    is_alone = first + 1 >= limit or tokens[first + 1].tag in ",."
    if first < limit and tokens[first].low in OBJECTS and is_alone:
        return Phrase(first, first, first)
    is_unnamed = first < limit and tokens[first].low in _QUANTIFIERS | {"those"}
    if is_unnamed and first + 1 < limit and tokens[first + 1].low == "who":
        return Phrase(first, _comma_after(tokens, first, limit) - 1, first)
    return phrase_after(tokens, first, limit)


def _comma_after(tokens: list[Token], at: int, limit: int) -> int:
    while at < limit and tokens[at].tag != Tag.COMMA:
        at += 1
    return at


def past_adjunct(tokens: list[Token], first: int, limit: int) -> int:
    """The token after "on Monday", "to our question", where "the" or a name follows."""
    at = first + 1
    if first >= limit or tokens[first].tag != Tag.PREPOSITION:
        return first
    at += at < limit and tokens[at].tag == Tag.DETERMINER
    start = at
    while at < limit and tokens[at].tag in "WM#":
        at += 1
    return at if start < at < limit and tokens[at].tag in "DX" else first


OBJECTS = {"him": "he", "her": "she", "them": "they"}


def _apposition(tokens: list[Token], last: int, limit: int) -> tuple[int, int] | None:
    at = last + 1
    if at >= limit or tokens[at].tag not in (Tag.COMMA, Tag.OPEN):
        return None
    stop = at + 1
    while stop < limit and tokens[stop].tag not in ",;.):Q":
        stop += 1
    return (at + 1, stop - 1) if stop - 1 >= at + 1 else None
