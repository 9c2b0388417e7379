"""A phrase that names somebody, taken apart into name, role and body.

Invariants: all that comes back are tokens of the phrase, or words of them.
"""

from __future__ import annotations

from holdfast.language.given_names import gender_of_given_name
from holdfast.methods.corroboration.spans import Span

from .kinds import BODY_HEADS, head_of, is_body_name
from .lexis import Lexis
from .phrases import Phrase
from .tokens import Tag, Token, opens_sentence


class Description:
    """A phrase taken apart: the name in it, the noun of the role, the words before the name."""

    __slots__ = ("body", "determiner", "head", "name", "role_span")

    def __init__(self) -> None:
        self.name: tuple[int, int] | None = None
        self.head: str | None = None
        self.determiner = ""
        self.role_span: Span | None = None
        self.body: tuple[int, int] | None = None


JOINING = frozenset("of for the and & de la del van von bin ibn al el di da".split())
INDEFINITE = frozenset("a an another one some several two three four five many other".split())


def describe(tokens: list[Token], phrase: Phrase, lexis: Lexis) -> Description:
    """Take a phrase apart: "Interior Minister Ada Brenn", "a lawyer with the Network"."""
    out = Description()
    first, last = phrase.first, phrase.core_last
    out.determiner = tokens[first].low if tokens[first].tag in "DN#" else ""
    bearer = name_behind_office(tokens, last, phrase.last, lexis)
    if bearer is not None:
        out.name, out.head = bearer, tokens[last].low
        out.role_span = Span(tokens[first].start, tokens[bearer[0] - 1].end)
        out.body = body_in(tokens, last + 1, bearer[0] - 1)
        return out
    start = first
    for at in range(first, last):
        if tokens[at].low.endswith(("'s", "s'")) and tokens[at].tag == Tag.NAME:
            owner = _run_start(tokens, at, start)
            if is_body_name([t.low for t in tokens[owner : at + 1]]):
                out.body = (owner, at)
            start = at + 1
    if tokens[last].tag == Tag.NAME:
        run = _run_start(tokens, last, start)
        run = past_titles(tokens, run, last, lexis)
        out.name = (run, last)
        if run > first:
            out.role_span = Span(tokens[first].start, tokens[run - 1].end)
            out.head = head_of([t.low for t in tokens[start:run]])
        if opens_body(tokens, run, last) and phrase.last > last:
            out.name = (run, joined_name(tokens, last, phrase.last))
        elif (
            head_of([tokens[last].low])
            and run == last
            and run > first
            and not is_given(tokens[last])
        ):
            out.head = tokens[last].low
    else:
        out.head = head_of([t.low for t in tokens[start : phrase.core_last + 1]])
        if out.head is None or out.determiner in ("one", "some", "many", "most"):
            out.head = head_of([t.low for t in tokens[start : phrase.last + 1]]) or tokens[last].low
        out.role_span = Span(tokens[first].start, tokens[phrase.last].end)
        out.name = _name_of_kind(tokens, start, last, out.head)
    if out.body is None:
        out.body = body_in(tokens, last + 1, phrase.last)
    return out


def name_behind_office(
    tokens: list[Token], office: int, last: int, lexis: Lexis
) -> tuple[int, int] | None:
    """The name in "Minister of Internal Affairs Ada Brenn", its office at token `office`, or None.

    Only what is no office itself stands between: in "a spokesman for Minister Ada Brenn" the name
    is not the spokesman's.
    """
    is_office = tokens[office].low in lexis.words["titles"]
    if not is_office or last < office + 4 or tokens[last].tag != Tag.NAME:
        return None
    if tokens[office + 1].low not in ("of", "for", "at"):
        return None
    first = last
    while first > office + 3 and not _ends_body(tokens[first - 1]):
        first -= 1
    name = tokens[first : last + 1]
    is_name = all(token.tag == Tag.NAME and head_of([token.low]) is None for token in name)
    return (first, last) if first < last and is_name and _ends_body(tokens[first - 1]) else None


def _ends_body(token: Token) -> bool:
    """Whether a word ends what somebody may be in charge of: "Affairs", "the prison service"."""
    is_owner = token.low.endswith("'s")
    return token.low in _PORTFOLIOS or (is_body_name([token.low]) and not is_owner)


_PORTFOLIOS = frozenset(
    "affairs interior justice health education defence defense finance labour labor culture "
    "information communications security rights relations agriculture transport energy trade "
    "industry environment sport prisons corrections district province region operations "
    "republic staff".split()
)


NAMED_KINDS = frozenset(
    "agency newspaper magazine website channel broadcaster group organisation organization charity "
    "network station tabloid portal".split()
)
_DEMONYMS = ("ian", "ish", "ese", "an", "ch", "i")


def _name_of_kind(tokens: list[Token], start: int, last: int, head: str) -> tuple[int, int] | None:
    """The name in "the Northwire news agency": one of a kind, and not of a country or town."""
    if head not in NAMED_KINDS:
        return None
    first = next((at for at in range(start, last) if tokens[at].tag == Tag.NAME), None)
    if first is None or first > start + 1:
        return None
    stop = first
    while stop + 1 < last and tokens[stop + 1].tag == Tag.NAME:
        stop += 1
    are_words = all(token.tag == Tag.WORD for token in tokens[stop + 1 : last])
    return (first, stop) if are_words and not tokens[stop].low.endswith(_DEMONYMS) else None


def is_given(token: Token) -> bool:
    """Whether a word is a given name; an acronym is none."""
    return not token.text.isupper() and gender_of_given_name(token.low) is not None


def _run_start(tokens: list[Token], last: int, floor: int) -> int:
    at = last
    while at > floor and tokens[at - 1].tag == Tag.NAME and not tokens[at - 1].low.endswith("'s"):
        at -= 1
    return at


def past_titles(tokens: list[Token], run: int, last: int, lexis: Lexis) -> int:
    """The token at which the name begins, past "Interior Minister" and the like."""
    titles = lexis.words["titles"]
    for at in range(last - 1, run - 1, -1):
        low = tokens[at].low
        if (
            "-of-" in low
            or (head_of([low]) is not None and is_given(tokens[at + 1]))
            or low in titles
            or low in lexis.words["titles_male"]
            or low in lexis.words["titles_female"]
        ):
            rest = [t.low for t in tokens[at + 1 : last + 1]]
            return run if is_body_name(rest[:1]) and len(rest) == 1 else at + 1
    return run + 1 if _opens_with_epithet(tokens, run, last) else run


def _opens_with_epithet(tokens: list[Token], run: int, last: int) -> bool:
    """Tearful Ada Brenn: an adjective that has its capital from the head of the sentence."""
    return (
        run + 1 < last
        and tokens[run].low.endswith(_ADJECTIVES)
        and is_given(tokens[run + 1])
        and not is_given(tokens[run])
        and opens_sentence(tokens, run)
    )


_ADJECTIVES = ("ly", "ky", "py", "ful", "ed", "ing", "ous", "less", "en", "ave")


def opens_body(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a run of capitals names a body: "Ministry", or "Justice" before "for Tervenia"."""
    if is_body_name([t.low for t in tokens[first : last + 1]]):
        return True
    after = tokens[last + 1 : last + 3]
    is_cause = len(after) == 2 and after[0].low == "for" and after[1].tag == Tag.NAME
    is_office = head_of([tokens[first].low]) is not None and not tokens[first].low.endswith("s")
    return is_cause and first == last and not is_given(tokens[first]) and not is_office


def joined_name(tokens: list[Token], last: int, limit: int) -> int:
    """The end of "Ministry of the Interior", "University of Karsk"."""
    at = last + 1
    is_owner = tokens[last].low.endswith(("'s", "s'"))
    while (
        at <= limit
        and not is_owner
        and (tokens[at].tag == Tag.NAME or tokens[at].low in ("of", "the", "for"))
    ):
        at += 1
    at -= 1
    while tokens[at].tag != Tag.NAME:
        at -= 1
    return at


def body_in(tokens: list[Token], first: int, last: int) -> tuple[int, int] | None:
    """The first capitalised run after a preposition that names a body rather than a place."""
    at = first
    while at <= last:
        if tokens[at].tag == Tag.NAME:
            stop = at
            while stop + 1 <= last and tokens[stop + 1].tag == Tag.NAME:
                stop += 1
            governed = tokens[at - 1].low if at else ""
            names = [t.low for t in tokens[at : stop + 1]]
            is_owner = names[-1].endswith(("'s", "s'"))
            if (
                is_body_name(names)
                or governed in BODY_HEADS
                or (governed in ("with", "for") and not is_owner and not _is_area(tokens, at - 1))
                or (
                    governed == "the"
                    and at > 1
                    and tokens[at - 2].low in ("of", "for", "with", "from")
                    and not _is_area(tokens, at - 2)
                )
            ):
                return at, stop
            at = stop
        at += 1
    return None


def _is_area(tokens: list[Token], preposition: int) -> bool:
    """Whether what follows is where an office holds, no body: "deputy head for South Asia"."""
    return tokens[preposition].low == "for" and tokens[preposition - 1].low in _OF_AN_AREA


_OF_AN_AREA = frozenset(
    "director head chief deputy commissioner coordinator co-ordinator manager adviser advisor "
    "envoy rapporteur correspondent minister secretary governor prosecutor ambassador "
    "leader".split()
)


def runs_on(tokens: list[Token], at: int) -> bool:
    """Whether the next token is part of the same name: both capitals, one space apart."""
    one, other = tokens[at], tokens[at + 1]
    return other.tag == Tag.NAME and not other.is_apart and not one.low.endswith("'s")
