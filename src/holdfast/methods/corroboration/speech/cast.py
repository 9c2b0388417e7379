"""Who is named in a report: names, roles and organisations.

Invariants:
- A member of the cast is found once however often and however shortly it is named.
- "The lawyer" stands for somebody named before it, or for somebody new.
- Somebody called "another" is never somebody named before.
"""

from __future__ import annotations

from bisect import bisect_left

from holdfast.language.given_names import Gender, gender_of_given_name
from holdfast.methods.corroboration.document import MentionKind
from holdfast.methods.corroboration.record import SourceKind
from holdfast.methods.corroboration.spans import Span

from .descriptions import (
    INDEFINITE,
    JOINING,
    Description,
    body_in,
    describe,
    is_given,
    joined_name,
    opens_body,
    past_titles,
    runs_on,
)
from .kinds import BODY_HEADS, head_of, is_body_name, kind_of, kind_of_name, kind_of_role
from .lexis import Lexis
from .members import Member, Sighting
from .phrases import Phrase, name_beside, phrase_after
from .pronouns import FAR, Places, meant_by
from .tokens import Tag, Token, sentence_bounds

_REMEMBERED = 80  # members that a pronoun or "the agency" can mean


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
        self.recent: dict[int, Member] = {}  # seen last of all, the latest at the end
        self._lower_words = set(text.split())

    # ------------------------------------------------------------------ whom words mean

    def meant(self, tokens: list[Token], phrase: Phrase) -> Member | None:
        """The member that a phrase means here, new or known; None where nobody can be told."""
        first, last = tokens[phrase.first], tokens[phrase.core_last]
        if first.tag == Tag.PRONOUN and phrase.first == phrase.last:
            return self._behind_pronoun(tokens, phrase)
        about = describe(tokens, phrase, self.lexis)
        if last.low in self.lexis.words["roles_nobody"] and not about.body:
            return None
        if about.name is None or self.is_mere_capital(tokens, *about.name):
            return self._named_beside(tokens, phrase) or self.described(tokens, phrase)
        member = self.named(tokens, *about.name)
        if about.head and about.role_span and not member.is_body:
            self.give_role(member, about.head, about.role_span)
        if about.body and not member.is_body and member.member_of is None:
            self.join(member, tokens, about.body, phrase.last)
        return member

    def _named_beside(self, tokens: list[Token], phrase: Phrase) -> Member | None:
        """Hale's spokesman, Viktor Lem, ...: the name that stands beside the role."""
        beside = name_beside(tokens, phrase)
        if beside is None:
            return None
        last = beside[1]
        start = past_titles(tokens, beside[0], last, self.lexis)
        head = describe(tokens, phrase, self.lexis).head
        member = self.named(tokens, start, last)
        if head is not None and not member.is_body:
            self.give_role(member, head, Span(tokens[phrase.first].start, tokens[phrase.last].end))
        return member

    def _behind_pronoun(self, tokens: list[Token], phrase: Phrase) -> Member | None:
        token = tokens[phrase.first]
        if token.low in ("i", "we", "you", "who"):
            return None
        if token.low not in ("he", "she", "they", "it"):
            return self.described(tokens, phrase)
        start, _ = sentence_bounds(tokens, phrase.first)
        before, _ = sentence_bounds(tokens, start - 2) if start > 1 else (start, start)
        places = Places(tokens[start].start, tokens[before].start, self.paragraph_start)
        member = meant_by(token, places, self.recent.values(), self.last_speakers)
        if member is not None:
            gender = {"he": Gender.MALE, "she": Gender.FEMALE}.get(token.low)
            member.gender = member.gender or gender
            span = Span(token.start, token.end)
            self._see(member, Sighting(span, MentionKind.PRONOUN, True, False))
        return member

    def _see(self, member: Member, sighting: Sighting) -> None:
        member.see(sighting)
        self.recent.pop(member.number, None)
        self.recent[member.number] = member
        if len(self.recent) > _REMEMBERED:
            del self.recent[next(iter(self.recent))]

    def seen_in(self, start: int, end: int) -> list[Member]:
        """The members named between two offsets, of those seen lately."""
        return [m for m in self.recent.values() if m.is_seen_in(start, end)]

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
        while stop + 1 < len(tokens) and runs_on(tokens, stop):
            stop += 1
        if self.is_mere_capital(tokens, at, stop):
            if head_of([tokens[at].low]):
                self._scan_bare(tokens, at)
            return stop
        start = past_titles(tokens, at, stop, self.lexis)
        if opens_body(tokens, start, stop):
            stop = joined_name(tokens, stop, min(len(tokens) - 1, stop + 5))
        nicknamed = self._nicknamed(tokens, start)
        if nicknamed is not None:
            self._rename(
                nicknamed, self._shown(tokens, start, stop), self._words(tokens, start, stop)
            )
        member = self.named(tokens, start, stop)
        self._learn_from_surroundings(member, tokens, at, start, stop)
        return stop

    def _nicknamed(self, tokens: list[Token], at: int) -> Member | None:
        """Who gets a name here: "we call him Ilya", "a man called Ilya"."""
        before = [t.low for t in tokens[max(0, at - 2) : at]]
        if len(before) < 2:
            return None
        if before[0] in _CALLED and before[1] in ("him", "her"):
            gender = Gender.MALE if before[1] == "him" else Gender.FEMALE
            found = [m for m in self.recent.values() if m.is_person and not m.words]
            found = [m for m in found if m.gender in (None, gender) and not m.is_plural]
            return found[-1] if found else None
        if before[1] in ("called", "named"):
            seen = self.seen_in(tokens[max(0, at - 6)].start, tokens[at].start)
            found = [m for m in seen if m.is_person and not m.words and before[0] in m.heads]
            return found[-1] if found else None
        return None

    def is_mere_capital(self, tokens: list[Token], at: int, stop: int) -> bool:
        """A single word with a capital only because it opens a sentence."""
        if at != stop or is_given(tokens[at]):
            return False
        if at and tokens[at - 1].tag not in (Tag.STOP, Tag.QUOTATION, Tag.COLON, Tag.DASH):
            return False
        low = tokens[at].low
        return low in self._lower_words or head_of([low]) is not None or low.endswith(("ing", "ed"))

    def named(self, tokens: list[Token], first: int, last: int) -> Member:
        """The member whose name stands at tokens first..last, new or known."""
        shown = self._shown(tokens, first, last)
        words = self._words(tokens, first, last)
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
        is_subject = _opens_sentence(tokens, first)
        is_oblique = bool(first) and tokens[first - 1].tag == Tag.PREPOSITION
        is_oblique = is_oblique or tokens[last].low.endswith(("'s", "s'"))
        span = Span(tokens[first].start, self._end_of_name(tokens[last]))
        self._see(member, Sighting(span, MentionKind.NAME, is_subject, is_oblique))
        return member

    def _shown(self, tokens: list[Token], first: int, last: int) -> str:
        return _in_one_line(self.text[tokens[first].start : self._end_of_name(tokens[last])])

    def _words(self, tokens: list[Token], first: int, last: int) -> tuple[str, ...]:
        words = tuple(t.low.removesuffix("'s").rstrip("'") for t in tokens[first : last + 1])
        return tuple(w for w in words if w not in JOINING) or words

    def _end_of_name(self, last: Token) -> int:
        """Where the name ends, the sign of a genitive left out."""
        for ending in ("'s", "’s", "'", "’"):
            if last.text.endswith(ending):
                return last.end - len(ending)
        return last.end

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
        candidates = [m for m in candidates if _fits_body(m.words, words)]
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
        is_who = at < len(tokens) and tokens[at].low == "who"
        if not opens or not (is_who or at >= len(tokens) or tokens[at].tag in ",.;-)Q"):
            return
        core = next((i for i, t in enumerate(words) if i and t.tag == Tag.PREPOSITION), len(words))
        head = head_of([t.low for t in words[:core]])
        is_from = words[0].tag == Tag.PREPOSITION
        if head is None and not is_from:
            return
        if head and not member.is_body:
            self.give_role(member, head, Span(words[0].start, words[-1].end))
        body = body_in(tokens, first, at - 1)
        if body is not None and member.member_of is None and not member.is_body:
            stop = joined_name(tokens, body[1], at - 1)
            member.member_of = self.named(tokens, body[0], stop).number

    def give_role(self, member: Member, head: str, span: Span) -> None:
        """Note a role that the text gives a member."""
        member.is_person = True
        member.heads.add(head)
        if member not in self.by_head.setdefault(head, []):
            self.by_head[head].append(member)
        member.head = member.head or head
        member.role = member.role or _without_article(_in_one_line(span.of(self.text)))
        if head in self.lexis.words["female_roles"]:
            member.gender = member.gender or Gender.FEMALE
        elif head in self.lexis.words["male_roles"]:
            member.gender = member.gender or Gender.MALE

    # ------------------------------------------------------------------ roles

    def _scan_role(self, tokens: list[Token], at: int) -> None:
        """A described person who is no apposition of a name: "another man", "the lawyer"."""
        first = _start_of_role(tokens, at)
        is_owned = tokens[first].low.endswith(("'s", "s'")) and first < at
        is_followed = at + 1 < len(tokens) and tokens[at + 1].tag in "WX"
        if is_owned and not is_followed:
            self._names_follow(tokens, at, first)
        if is_followed or not (tokens[first].tag == Tag.DETERMINER or tokens[first].low == "one"):
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
        if member.is_person and head in BODY_HEADS:
            return False
        member.sightings[-1].is_subject |= _opens_sentence(tokens, first)
        self.give_role(member, head, Span(tokens[first].start, tokens[at].end))
        if head in BODY_HEADS:
            member.is_body, member.is_person = True, False
        return True

    def described(self, tokens: list[Token], phrase: Phrase, *, is_spoken: bool = True) -> Member:
        """The member that a role stands for here, new or known."""
        about = describe(tokens, phrase, self.lexis)
        head = about.head or tokens[phrase.core_last].low
        if any(t.low == "who" for t in tokens[phrase.core_last + 1 : phrase.last + 1]):
            head = about.head or "person"
        start = tokens[phrase.first].start
        span = Span(start, tokens[_end_of_role(tokens, phrase)].end)
        name = _in_one_line(span.of(self.text))
        if about.determiner in ("the", ""):
            name = _without_article(name)
        member = None
        if about.determiner not in INDEFINITE or about.determiner in ("two", "three"):
            member = self._by_role(head, start, about)
        else:
            member = self._at(start, head)
        if member is None and about.determiner == "the":
            member = self._talked_about(tokens, phrase, head)
        if member is None:
            member = Member(len(self.members), name, (), head, name)
            member.heads.add(head)
            is_one = about.determiner in ("one", "another", "a", "an")
            member.is_plural = not is_one and _is_plural(head)
            member.is_body = head in BODY_HEADS
            member.is_person = not member.is_body and not member.is_plural
            if head in self.lexis.words["female_roles"]:
                member.gender = Gender.FEMALE
            elif head in self.lexis.words["male_roles"] or (is_one and head == "men"):
                member.gender = Gender.MALE
            elif is_one and head == "women":
                member.gender = Gender.FEMALE
            self.members.append(member)
            self.by_head.setdefault(head, []).append(member)
        elif is_spoken and member.role and not member.words and len(name) >= len(member.name):
            member.name = member.role = name
        if about.body is not None and member.member_of is None and not member.is_body:
            self.join(member, tokens, about.body, phrase.last)
        is_subject = _opens_sentence(tokens, phrase.first) or _is_introduced(tokens, phrase)
        is_oblique = bool(phrase.first) and tokens[phrase.first - 1].tag == Tag.PREPOSITION
        self._see(
            member, Sighting(span, MentionKind.ROLE, is_subject, is_oblique and not is_subject)
        )
        return member

    def join(self, member: Member, tokens: list[Token], body: tuple[int, int], limit: int) -> None:
        """Make `member` one of the body named at these tokens, unless that is a person."""
        stop = min(joined_name(tokens, body[1], max(limit, body[1])), max(limit, body[1]))
        found = self.named(tokens, past_titles(tokens, body[0], stop, self.lexis), stop)
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
        if head in BODY_HEADS:
            return self._last_body(start, head)
        return None

    def _talked_about(self, tokens: list[Token], phrase: Phrase, head: str) -> Member | None:
        """The only person named so far in the paragraph, where "the lawyer" now speaks."""
        beside = (phrase.first - 1, phrase.last + 1)
        is_speaking = any(0 <= at < len(tokens) and tokens[at].tag == Tag.CUE for at in beside)
        if not is_speaking or head in BODY_HEADS or _is_plural(head):
            return None
        start = tokens[phrase.first].start
        here = [
            m
            for m in self.seen_in(self.paragraph_start, start)
            if m.words and not m.is_body and not m.is_mere_place
        ]
        if len(here) != 1 or here[0].heads or not here[0].sightings[0].is_subject:
            return None
        self.give_role(here[0], head, Span(start, tokens[phrase.last].end))
        self._learn_work(here[0], tokens, phrase.last + 1)
        return here[0]

    def _learn_work(self, member: Member, tokens: list[Token], at: int) -> None:
        """The lawyer, who works for the Harbour Network."""
        words = [t.low for t in tokens[at : at + 4]]
        if words[:2] != [",", "who"] or len(words) < 4 or words[3] not in ("for", "with", "at"):
            return
        body = body_in(tokens, at + 4, min(len(tokens) - 1, at + 9))
        if body is not None and member.member_of is None:
            self.join(member, tokens, body, body[1])

    def _last_body(self, start: int, head: str) -> Member | None:
        """The body that "the agency" means: near, a subject, the last to speak."""
        kind = kind_of_role(head)
        best: tuple[int, Member] | None = None
        for member in self.recent.values():
            seen = member.last_before(start)
            if seen is None or not member.is_body or not member.words:
                continue
            if kind_of(member) is not kind or start - seen.span.start > FAR:
                continue
            if head not in _ANY_BODY and head not in member.words:
                continue
            nearness = seen.span.start + 200 * (seen.is_subject - seen.is_oblique)
            nearness += 400 * (self.last_speakers[-1:] == [member]) + FAR * (head in member.words)
            if best is None or nearness > best[0]:
                best = (nearness, member)
        return best[1] if best else None


_CALLED = frozenset("call calls called calling named".split())
_ANY_BODY = frozenset(
    "organisation organization group ngo newspaper paper agency channel station broadcaster "
    "magazine outlet website site watchdog charity company".split()
)


def _start_of_role(tokens: list[Token], at: int) -> int:
    """The first token of "a tall police officer", "Hale's spokesman", "one of the men"."""
    first = at
    while first > 0 and tokens[first - 1].tag in "WX#" and at - first < 4:
        first -= 1
        if tokens[first].low.endswith(("'s", "s'")):
            return first
    if first and tokens[first - 1].tag == Tag.DETERMINER:
        first -= 1
        if first > 1 and tokens[first - 1].low == "of" and tokens[first - 2].low == "one":
            first -= 2
    return first


def _end_of_role(tokens: list[Token], phrase: Phrase) -> int:
    """The last token of a description; what somebody "who says" says is no part of it."""
    for at in range(phrase.core_last + 1, phrase.last):
        if tokens[at].low == "who" and any(
            t.tag == Tag.CUE for t in tokens[at + 1 : phrase.last + 1]
        ):
            return at - 1
    return phrase.last


def _opens_sentence(tokens: list[Token], first: int) -> bool:
    return first == 0 or tokens[first - 1].tag in (Tag.STOP, Tag.QUOTATION)


_MEETING = frozenset("spoke talked met interviewed spoken".split())


def _is_introduced(tokens: list[Token], phrase: Phrase) -> bool:
    """Whether the sentence is there to bring somebody in: "spoke with another man"."""
    before = {t.low for t in tokens[max(0, phrase.first - 2) : phrase.first]}
    return bool(before & _MEETING)


def _is_plural(head: str) -> bool:
    is_regular = head.endswith("s") and not head.endswith("ss")
    return is_regular or head in ("men", "women", "people", "police")


def _fits_body(known: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """A body is meant by its telling word ("the Network"), not by its place ("Radio Karsk")."""
    short, long = sorted((known, words), key=len)
    if len(short) == len(long) or not is_body_name(list(long)):
        return True
    return is_body_name(list(short))


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


def _in_one_line(words: str) -> str:
    return " ".join(words.split())


def _without_article(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if first.lower() == "the" and rest else words
