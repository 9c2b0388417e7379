"""Who is named in a report: names, roles and organisations, and who a pronoun stands for.

Invariants:
- A member of the cast is found once however often and however shortly it is named.
- A pronoun or "the lawyer" stands for somebody named before it, or for nobody.
- Somebody called "another" is never somebody named before.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from holdfast.language.given_names import Gender, gender_of_given_name
from holdfast.methods.corroboration.document import MentionKind
from holdfast.methods.corroboration.record import SourceKind
from holdfast.methods.corroboration.spans import Span

from .kinds import head_of, is_body_name, kind_of, kind_of_name, kind_of_role
from .lexis import Lexis
from .phrases import Phrase, phrase_after
from .tokens import Tag, Token


@dataclass(slots=True)
class Sighting:
    """One mention; `is_subject` where it opens its sentence, `is_oblique` after a preposition."""

    span: Span
    kind: MentionKind
    is_subject: bool
    is_oblique: bool


@dataclass(slots=True)
class Member:
    """One of the cast, as known so far."""

    number: int
    name: str
    words: tuple[str, ...] = ()  # of the name, in lower case; none for a role
    head: str | None = None  # the noun of the role: "representative"
    role: str | None = None
    gender: Gender | None = None
    is_plural: bool = False
    is_body: bool = False  # an organisation, office or outlet
    is_person: bool = False  # title, given name or role say so
    is_pseudonym: bool = False
    heads: set[str] = field(default_factory=set)
    member_of: int | None = None
    kind: SourceKind | None = None
    sightings: list[Sighting] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    aliases: dict[str, None] = field(default_factory=dict)

    def see(self, sighting: Sighting) -> None:
        at = bisect_left(self.starts, sighting.span.start)
        if at < len(self.starts) and self.starts[at] == sighting.span.start:
            return
        self.starts.insert(at, sighting.span.start)
        self.sightings.insert(at, sighting)

    def last_before(self, offset: int) -> Sighting | None:
        at = bisect_left(self.starts, offset)
        return self.sightings[at - 1] if at else None


class Description:
    """A phrase taken apart: the name in it, the noun of the role, the words before the name."""

    __slots__ = ("body", "determiner", "head", "name", "role_span")

    def __init__(self) -> None:
        self.name: tuple[int, int] | None = None
        self.head: str | None = None
        self.determiner = ""
        self.role_span: Span | None = None
        self.body: tuple[int, int] | None = None


_JOINING = frozenset("of for the and & de la del van von bin ibn al el di da".split())
_INDEFINITE = frozenset("a an another one some several two three four five many other".split())


def describe(tokens: list[Token], phrase: Phrase, lexis: Lexis) -> Description:
    """Take a phrase apart: "Interior Minister Ada Brenn", "a lawyer with the Network"."""
    out = Description()
    first, last = phrase.first, phrase.core_last
    out.determiner = tokens[first].low if tokens[first].tag in "DN#" else ""
    start = first
    for at in range(first, last):
        if tokens[at].low.endswith(("'s", "s'")) and tokens[at].tag == Tag.NAME:
            out.body = (_run_start(tokens, at, start), at)
            start = at + 1
    if tokens[last].tag == Tag.NAME:
        run = _run_start(tokens, last, start)
        run = _past_titles(tokens, run, last, lexis)
        out.name = (run, last)
        if run > first:
            out.role_span = Span(tokens[first].start, tokens[run - 1].end)
            out.head = head_of([t.low for t in tokens[start:run]])
        if is_body_name([t.low for t in tokens[run : last + 1]]) and phrase.last > last:
            out.name = (run, _joined_name(tokens, last, phrase.last))
        elif (
            head_of([tokens[last].low])
            and run == last
            and run > first
            and not _is_given(tokens[last])
        ):
            out.head = tokens[last].low
    else:
        out.head = head_of([t.low for t in tokens[start : phrase.core_last + 1]])
        if out.head is None or out.determiner in ("one", "some", "many", "most"):
            out.head = head_of([t.low for t in tokens[start : phrase.last + 1]]) or tokens[last].low
        out.role_span = Span(tokens[first].start, tokens[phrase.last].end)
    if out.body is None:
        out.body = _body_in(tokens, last + 1, phrase.last)
    return out


def _is_given(token: Token) -> bool:
    return gender_of_given_name(token.low) is not None


def _run_start(tokens: list[Token], last: int, floor: int) -> int:
    at = last
    while at > floor and tokens[at - 1].tag == Tag.NAME and not tokens[at - 1].low.endswith("'s"):
        at -= 1
    return at


def _past_titles(tokens: list[Token], run: int, last: int, lexis: Lexis) -> int:
    titles = lexis.words["titles"]
    for at in range(last - 1, run - 1, -1):
        low = tokens[at].low
        if (
            low in titles
            or low in lexis.words["titles_male"]
            or low in lexis.words["titles_female"]
        ):
            rest = [t.low for t in tokens[at + 1 : last + 1]]
            return run if is_body_name(rest[:1]) and len(rest) == 1 else at + 1
    return run


def _joined_name(tokens: list[Token], last: int, limit: int) -> int:
    """The end of "Ministry of the Interior", "University of Karsk"."""
    at = last + 1
    while at <= limit and (tokens[at].tag == Tag.NAME or tokens[at].low in ("of", "the", "for")):
        at += 1
    at -= 1
    while tokens[at].tag != Tag.NAME:
        at -= 1
    return at


def _body_in(tokens: list[Token], first: int, last: int) -> tuple[int, int] | None:
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
                or (governed in ("with", "for") and not is_owner)
                or (
                    governed == "the"
                    and at > 1
                    and tokens[at - 2].low in ("of", "for", "with", "from")
                )
            ):
                return at, stop
            at = stop
        at += 1
    return None


def _runs_on(tokens: list[Token], at: int) -> bool:
    """Whether the next token is part of the same name: both capitals, one space apart."""
    one, other = tokens[at], tokens[at + 1]
    return other.tag == Tag.NAME and other.start - one.end <= 1 and not one.low.endswith("'s")


class Cast:
    """Everybody named so far, in the order of the text."""

    def __init__(self, text: str, lexis: Lexis) -> None:
        self.text = text
        self.lexis = lexis
        self.members: list[Member] = []
        self.by_word: dict[str, list[Member]] = {}
        self.by_head: dict[str, list[Member]] = {}
        self.last_speakers: list[Member] = []
        self.paragraph_start = 0
        self._lower_words = set(text.split())

    # ------------------------------------------------------------------ naming

    def scan(self, tokens: list[Token]) -> None:
        """Note every name and described person of a paragraph, quotations left out."""
        self.paragraph_start = tokens[0].start if tokens else 0
        at = 0
        while at < len(tokens):
            tag = tokens[at].tag
            if tag == Tag.NAME:
                at = self._scan_name(tokens, at)
            elif tag == Tag.WORD and head_of([tokens[at].low]) == tokens[at].low:
                self._scan_role(tokens, at)
            at += 1

    def _scan_name(self, tokens: list[Token], at: int) -> int:
        stop = at
        while stop + 1 < len(tokens) and _runs_on(tokens, stop):
            stop += 1
        if self.is_mere_capital(tokens, at, stop):
            if head_of([tokens[at].low]):
                self._scan_bare(tokens, at)
            return stop
        start = _past_titles(tokens, at, stop, self.lexis)
        if is_body_name([t.low for t in tokens[start : stop + 1]]):
            stop = _joined_name(tokens, stop, min(len(tokens) - 1, stop + 5))
        member = self.named(tokens, start, stop)
        self._learn_from_surroundings(member, tokens, at, start, stop)
        return stop

    def is_mere_capital(self, tokens: list[Token], at: int, stop: int) -> bool:
        """A single word with a capital only because it opens a sentence."""
        if at != stop or _is_given(tokens[at]):
            return False
        if at and tokens[at - 1].tag not in (Tag.STOP, Tag.QUOTATION, Tag.COLON, Tag.DASH):
            return False
        low = tokens[at].low
        return low in self._lower_words or head_of([low]) is not None or low.endswith(("ing", "ed"))

    def named(self, tokens: list[Token], first: int, last: int) -> Member:
        """The member whose name stands at tokens first..last, new or known."""
        shown = self._shown(tokens, first, last)
        words = tuple(t.low.removesuffix("'s").rstrip("'") for t in tokens[first : last + 1])
        words = tuple(w for w in words if w not in _JOINING) or words
        member = self._known(words, self._gender_by_title(tokens, first))
        if member is None:
            member = Member(len(self.members), shown, words)
            member.is_body = is_body_name(list(words)) or (
                len(words) == 1 and shown.isupper() and len(shown) > 1
            )
            given = gender_of_given_name(words[0])
            if given and (len(words) > 1 or not member.is_body):
                member.gender, member.is_person, member.is_body = given, True, False
            self._add(member)
        elif len(words) > len(member.words) and not member.is_body:
            self._rename(member, shown, words)
        if shown != member.name:
            member.aliases.setdefault(shown)
        is_subject = first == 0 or tokens[first - 1].tag in (Tag.STOP, Tag.QUOTATION)
        is_oblique = bool(first) and tokens[first - 1].tag == Tag.PREPOSITION
        is_oblique = is_oblique or tokens[last].low.endswith(("'s", "s'"))
        span = Span(tokens[first].start, tokens[first].start + len(shown))
        member.see(Sighting(span, MentionKind.NAME, is_subject, is_oblique))
        return member

    def _shown(self, tokens: list[Token], first: int, last: int) -> str:
        shown = self.text[tokens[first].start : tokens[last].end]
        for ending in ("'s", "’s", "'", "’"):
            shown = shown.removesuffix(ending)
        return shown

    def _gender_by_title(self, tokens: list[Token], first: int) -> Gender | None:
        before = tokens[first - 1].low if first else ""
        if before in self.lexis.words["titles_male"] or before in self.lexis.words["male_roles"]:
            return Gender.MALE
        if (
            before in self.lexis.words["titles_female"]
            or before in self.lexis.words["female_roles"]
        ):
            return Gender.FEMALE
        return None

    def _known(self, words: tuple[str, ...], gender: Gender | None) -> Member | None:
        found = self.by_word.get(words[-1], []) if words else []
        candidates = [m for m in found if _same_name(m.words, words)]
        if gender:
            candidates = [m for m in candidates if m.gender in (None, gender)]
        return candidates[-1] if candidates else None

    def _rename(self, member: Member, shown: str, words: tuple[str, ...]) -> None:
        member.aliases.setdefault(member.name)
        member.name, member.words = shown, words
        member.gender = member.gender or gender_of_given_name(words[0])
        member.is_person = member.is_person or gender_of_given_name(words[0]) is not None
        for word in words:
            if member not in self.by_word.setdefault(word, []):
                self.by_word[word].append(member)

    def _add(self, member: Member) -> None:
        self.members.append(member)
        for word in member.words:
            self.by_word.setdefault(word, []).append(member)

    def _learn_from_surroundings(
        self, member: Member, tokens: list[Token], at: int, start: int, stop: int
    ) -> None:
        """Titles before the name, a role before or after it: "Ada Brenn, a lawyer with ..."."""
        gender = self._gender_by_title(tokens, start)
        owner = tokens[at - 1].low if at else ""
        is_owned = owner.endswith("'s") and member.is_person
        if is_owned and kind_of_name((owner.removesuffix("'s"),)) is SourceKind.OUTLET:
            member.kind = SourceKind.OUTLET
        if gender or start > at:
            member.is_person, member.is_body = True, False
            member.gender = gender or member.gender
        before = at
        while before > 0 and tokens[before - 1].tag in "WX" and at - before < 4:
            before -= 1
        lead = [t.low for t in tokens[before:start]]
        if lead and head_of(lead) == lead[-1] and not member.is_body:
            self.give_role(member, lead[-1], Span(tokens[before].start, tokens[start - 1].end))
            self._join_possessor(member, tokens, before, start)
        if (
            stop + 2 < len(tokens)
            and tokens[stop + 1].tag == Tag.COMMA
            and not tokens[stop].low.endswith("'s")
        ):
            self._learn_apposition(member, tokens, stop + 2)
            self._learn_membership(member, tokens, stop + 2)
        elif stop + 1 < len(tokens):
            self._learn_membership(member, tokens, stop + 1)

    def _learn_membership(self, member: Member, tokens: list[Token], at: int) -> None:
        """'Ilya'* one of the men who escaped."""
        if at + 2 < len(tokens) and tokens[at].low == "one" and tokens[at + 1].low == "of":
            stop = at + 2
            while stop < len(tokens) and tokens[stop].tag in "DW#X":
                stop += 1
            head = head_of([t.low for t in tokens[at + 2 : stop]])
            if head:
                self.give_role(member, head, Span(tokens[at].start, tokens[stop - 1].end))

    def _join_possessor(self, member: Member, tokens: list[Token], first: int, stop: int) -> None:
        owner = first - 1
        if owner >= 0 and tokens[owner].low.endswith("'s"):
            member.role = f"{tokens[owner].text} {member.role}"
        for at in range(first, stop):
            if tokens[at].tag == Tag.NAME and is_body_name([tokens[at].low]):
                body = self.named(tokens, at, at)
                if body is not member:
                    member.member_of = body.number

    def _learn_apposition(self, member: Member, tokens: list[Token], at: int) -> None:
        first = at
        while at < len(tokens) and at - first < 14 and tokens[at].tag in "WXDP#C":
            at += 1
        words = tokens[first:at]
        opens = (
            words[0].tag in "DWX" or words[0].low in ("from", "of", "with", "for")
            if words
            else False
        )
        if not opens or (at < len(tokens) and tokens[at].tag not in ",.;-)Q"):
            return
        core = next((i for i, t in enumerate(words) if i and t.tag == Tag.PREPOSITION), len(words))
        head = head_of([t.low for t in words[:core]])
        is_from = words[0].tag == Tag.PREPOSITION
        if head is None and not is_from:
            return
        if head and not member.is_body:
            self.give_role(member, head, Span(words[0].start, words[-1].end))
        body = _body_in(tokens, first, at - 1)
        if body is not None and member.member_of is None and not member.is_body:
            stop = _joined_name(tokens, body[1], at - 1)
            member.member_of = self.named(tokens, body[0], stop).number

    def give_role(self, member: Member, head: str, span: Span) -> None:
        """Note a role that the text gives a member."""
        member.is_person = True
        member.heads.add(head)
        if member not in self.by_head.setdefault(head, []):
            self.by_head[head].append(member)
        member.head = member.head or head
        member.role = member.role or _without_article(span.of(self.text))
        if head in self.lexis.words["female_roles"]:
            member.gender = member.gender or Gender.FEMALE
        elif head in self.lexis.words["male_roles"]:
            member.gender = member.gender or Gender.MALE

    # ------------------------------------------------------------------ roles

    def _scan_role(self, tokens: list[Token], at: int) -> None:
        """A described person who is no apposition of a name: "another man", "the lawyer"."""
        first = at
        while first > 0 and tokens[first - 1].tag in "WX#" and at - first < 4:
            first -= 1
        if first and tokens[first - 1].tag == Tag.DETERMINER:
            first -= 1
        if (at + 1 < len(tokens) and tokens[at + 1].tag in "WX") or tokens[
            first
        ].tag != Tag.DETERMINER:
            return
        before = tokens[first - 1] if first else None
        if (
            before is not None
            and before.tag == Tag.COMMA
            and first > 1
            and tokens[first - 2].tag == Tag.NAME
        ):
            return
        if self._names_follow(tokens, at, first):
            return
        found = phrase_after(tokens, first, len(tokens))
        if found is not None and found.core_last == at:
            self.described(tokens, found, is_spoken=False)
            return
        self.described(tokens, Phrase(first, at, at), is_spoken=False)

    def _scan_bare(self, tokens: list[Token], at: int) -> None:
        """Protesters, at the head of a sentence and without an article."""
        if at + 1 < len(tokens) and tokens[at + 1].tag not in "XW":
            self.described(tokens, Phrase(at, at, at), is_spoken=False)

    def _names_follow(self, tokens: list[Token], at: int, first: int) -> bool:
        """An independent newspaper, the Karsk Gazette, ...: the role is the name's."""
        start = at + 2
        if start >= len(tokens) or tokens[at + 1].tag != Tag.COMMA:
            return False
        while start < len(tokens) and tokens[start].low in ("the", "of"):
            start += 1
        if start >= len(tokens) or tokens[start].tag != Tag.NAME:
            return False
        stop = start
        while stop + 1 < len(tokens) and tokens[stop + 1].tag == Tag.NAME:
            stop += 1
        member = self.named(tokens, start, stop)
        head = tokens[at].low
        if member.is_person and head in _BODY_HEADS:
            return False
        self.give_role(member, head, Span(tokens[first].start, tokens[at].end))
        if head in _BODY_HEADS:
            member.is_body, member.is_person = True, False
        return True

    def described(self, tokens: list[Token], phrase: Phrase, *, is_spoken: bool = True) -> Member:
        """The member that a role stands for here, new or known."""
        about = describe(tokens, phrase, self.lexis)
        head = about.head or tokens[phrase.core_last].low
        if any(t.low == "who" for t in tokens[phrase.core_last + 1 : phrase.last + 1]):
            head = about.head or "person"
        start = tokens[phrase.first].start
        span = Span(start, tokens[phrase.last].end)
        member = None
        if about.determiner not in _INDEFINITE or about.determiner in ("two", "three"):
            member = self._by_role(head, start, about)
        else:
            member = self._at(start, head)
        if member is None:
            name = (
                _without_article(span.of(self.text))
                if about.determiner in ("the", "")
                else span.of(self.text)
            )
            member = Member(len(self.members), name, (), head, name)
            member.heads.add(head)
            member.is_plural = (
                head.endswith("s")
                and not head.endswith("ss")
                and about.determiner not in ("one", "another", "a", "an")
            )
            member.is_plural = member.is_plural or head in ("men", "women", "people", "police")
            member.is_body = head in _BODY_HEADS
            member.is_person = not member.is_body and not member.is_plural
            if head in self.lexis.words["female_roles"]:
                member.gender = Gender.FEMALE
            elif head in self.lexis.words["male_roles"] or (head == "men" and not member.is_plural):
                member.gender = Gender.MALE
            self.members.append(member)
            self.by_head.setdefault(head, []).append(member)
        elif (
            is_spoken
            and member.role
            and not member.words
            and len(span.of(self.text)) > len(member.name)
        ):
            member.name = member.role = (
                _without_article(span.of(self.text))
                if about.determiner == "the"
                else span.of(self.text)
            )
        if about.body is not None and member.member_of is None and not member.is_body:
            self.join(member, tokens, about.body, phrase.last)
        is_subject = phrase.first == 0 or tokens[phrase.first - 1].tag in (Tag.STOP, Tag.QUOTATION)
        is_oblique = bool(phrase.first) and tokens[phrase.first - 1].tag == Tag.PREPOSITION
        member.see(Sighting(span, MentionKind.ROLE, is_subject, is_oblique))
        return member

    def join(self, member: Member, tokens: list[Token], body: tuple[int, int], limit: int) -> None:
        """Make `member` one of the body named at these tokens, unless that is a person."""
        stop = min(_joined_name(tokens, body[1], max(limit, body[1])), max(limit, body[1]))
        found = self.named(tokens, body[0], stop)
        if found is not member and not found.is_person:
            found.is_body = True
            member.member_of = found.number

    def _at(self, start: int, head: str) -> Member | None:
        """Who was already noted at this very place."""
        for member in self.by_head.get(head, []):
            at = bisect_left(member.starts, start)
            if at < len(member.starts) and member.starts[at] - start < 1:
                return member
        return None

    def _by_role(self, head: str, start: int, about: Description) -> Member | None:
        """Somebody named before whom "the representative" can mean."""
        same = [m for m in self.by_head.get(head, []) if m.starts and m.starts[0] <= start]
        if same:
            return max(same, key=lambda m: m.starts[bisect_left(m.starts, start + 1) - 1])
        if about.determiner != "the":
            return None
        if head in _BODY_HEADS:
            return self._last_body(start, kind_of_role(head))
        return None

    def _last_body(self, start: int, kind: SourceKind) -> Member | None:
        best: tuple[int, Member] | None = None
        for member in self.members:
            seen = member.last_before(start)
            if seen is None or not member.is_body or not member.words:
                continue
            if kind_of(member) is not kind:
                continue
            if best is None or seen.span.start > best[0]:
                best = (seen.span.start, member)
        return best[1] if best and start - best[0] < _FAR else None

    # ------------------------------------------------------------------ pronouns

    def behind_pronoun(self, token: Token, sentence_start: int) -> Member | None:
        """Who "he", "she", "they" or "it" stands for, or None where nobody fits."""
        words = self.lexis.words
        low = token.low
        gender = (
            Gender.MALE
            if low in words["pronouns_male"]
            else Gender.FEMALE
            if low in words["pronouns_female"]
            else None
        )
        best: tuple[float, Member] | None = None
        for member in self.members:
            seen = member.last_before(token.start)
            if seen is None or token.start - seen.span.start > _FAR:
                continue
            if not _fits(member, low, gender):
                continue
            score = self._closeness(member, seen, token.start, sentence_start)
            if gender is not None and member.gender is gender:
                score += 2.0
            if best is None or score > best[0]:
                best = (score, member)
        if best is None or best[0] < _LEAST:
            return None
        if gender is not None and best[1].gender is None:
            best[1].gender = gender
        best[1].see(Sighting(Span(token.start, token.end), MentionKind.PRONOUN, True, False))
        return best[1]

    def _closeness(self, member: Member, seen: Sighting, offset: int, sentence_start: int) -> float:
        """How well a member fits as the one meant: near, a subject, the last to speak."""
        score = -(offset - seen.span.start) / 150
        score += 1.5 * seen.is_subject - 1.5 * seen.is_oblique
        score += 1.0 * (seen.span.start >= sentence_start)
        score += 0.1 * min(len(member.starts), 10)
        if self.last_speakers and self.last_speakers[-1] is member:
            score += 3.2 if seen.span.start >= self.paragraph_start else 1.7
        elif member in self.last_speakers[-4:]:
            score += 0.8
        if not member.is_person and member.words and not member.gender:
            score -= 2.0
        return score


_FAR = 1600  # characters: beyond this a pronoun is not trusted
_LEAST = -9.0
_BODY_HEADS = frozenset(
    "organisation organization group network newspaper paper agency channel station broadcaster "
    "magazine ministry government department association union party company committee foundation "
    "council court outlet website administration watchdog charity coalition movement embassy "
    "report statement letter study survey document article poll commission radio site campaign ngo "
    "authorities kremlin police".split()
)


def _fits(member: Member, pronoun: str, gender: Gender | None) -> bool:
    if gender is not None:
        return not member.is_body and not member.is_plural and member.gender in (None, gender)
    if pronoun == "they":
        return member.is_plural or member.is_body
    return member.is_body


def _same_name(known: tuple[str, ...], words: tuple[str, ...]) -> bool:
    if not known:
        return False
    if len(words) == 1:
        return words[0] in (known[-1], known[0])
    if len(known) == 1:
        return known[0] in (words[0], words[-1])
    return known[-1] == words[-1] and (
        known[0] == words[0] or (known[0][0] == words[0][0] and len(known[0]) == 1)
    )


def _without_article(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if first.lower() == "the" and rest else words
