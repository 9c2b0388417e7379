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
    NAMED_KINDS,
    Description,
    body_in,
    describe,
    is_given,
    joined_name,
    past_titles,
)
from .kinds import BODY_HEADS, head_of, is_body_name, kind_of, kind_of_role
from .lexis import Lexis
from .likeness import are_two_bodies, fits_body, is_same_name, is_slip
from .members import Member, Sighting
from .phrases import OBJECTS, Phrase, name_beside
from .pronouns import FAR, Places, meant_by
from .texts import text_at, writer_after
from .tokens import Tag, Token, opens_sentence, sentence_bounds

_NEAR_OWNER = 200  # characters from a body to "its spokesman"
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
        self.authors: dict[str, Member] = {}  # by kind of text: who wrote the last one
        self.paragraph_start = 0
        self.recent: dict[int, Member] = {}  # seen last of all, the latest at the end
        self._lower_words = set(text.split())

    # ------------------------------------------------------------------ whom words mean

    def meant(self, tokens: list[Token], phrase: Phrase) -> Member | None:
        """The member that a phrase means here, new or known; None where nobody can be told."""
        first, last = tokens[phrase.first], tokens[phrase.core_last]
        if first.low in OBJECTS and phrase.first == phrase.last:
            return self._behind_pronoun(tokens, phrase)
        if first.tag == Tag.PRONOUN and phrase.first == phrase.last:
            return self._behind_pronoun(tokens, phrase)
        author = self._author(tokens, phrase)
        if author is not None:
            return author
        about = describe(tokens, phrase, self.lexis)
        if last.low in self.lexis.words["roles_nobody"] and not about.body:
            return None
        if (
            about.name is None
            or self._is_title(tokens, *about.name)
            or self.is_mere_capital(tokens, *about.name)
        ):
            return self.named_beside(tokens, phrase) or self.described(tokens, phrase)
        member = self.named(tokens, *about.name)
        if about.head and about.role_span and not member.is_body:
            self.give_role(member, about.head, about.role_span)
        if about.body and not member.is_body and member.member_of is None:
            self.join(member, tokens, about.body, phrase.last)
        return member

    def _author(self, tokens: list[Token], phrase: Phrase) -> Member | None:
        """Who speaks where a text does: "a report by the Network said", "the statement reads"."""
        kind = text_at(tokens, phrase.core_last, self.lexis)
        if kind is None:
            return None
        writer = self.note_writer(tokens, phrase.core_last)
        if writer is not None or tokens[phrase.first].low != "the":
            return writer
        if kind in self.authors:
            return self.authors[kind]
        last = self.last_speakers[-1] if kind == "statement" and self.last_speakers else None
        issues = last is not None and kind_of(last) in (
            SourceKind.OFFICIAL,
            SourceKind.ORGANISATION,
        )
        return last if issues else None

    def note_writer(self, tokens: list[Token], at: int) -> Member | None:
        """Note whom the words name as the author of the text at token `at`, if they name one."""
        kind = text_at(tokens, at, self.lexis)
        writer = None if kind is None else writer_after(tokens, at)
        author = None if writer is None else self.meant(tokens, writer)
        if kind is not None and author is not None:
            self.authors[kind] = author
        return author

    def named_beside(self, tokens: list[Token], phrase: Phrase) -> Member | None:
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
            self.join_owner(member, tokens[phrase.first : phrase.last + 1])
        return member

    def join_owner(self, member: Member, words: list[Token]) -> None:
        """Its spokesman, the group's deputy head: one of the body that is meant."""
        if member.member_of is not None or not words:
            return
        word = words[0]
        if word.low == "its":
            member.member_of = self._body_before(word.start)
        elif word.low == "the" and len(words) > 1 and words[1].low.endswith("'s"):
            head = words[1].low.removesuffix("'s")
            body = self._last_body(word.start, head) if head in BODY_HEADS else None
            member.member_of = None if body is None else body.number

    def _body_before(self, start: int) -> int | None:
        """The body named last before an offset, near it and after no preposition."""
        near = [
            (start - seen.span.start, m.number)
            for m in self.recent.values()
            if m.is_body and (seen := m.last_before(start)) is not None and not seen.is_oblique
        ]
        return min(near)[1] if near and min(near)[0] < _NEAR_OWNER else None

    def _behind_pronoun(self, tokens: list[Token], phrase: Phrase) -> Member | None:
        token = tokens[phrase.first]
        if token.low in OBJECTS:
            token = token._replace(low=OBJECTS[token.low])
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

    def is_mere_capital(self, tokens: list[Token], at: int, stop: int) -> bool:
        """A single word with a capital only because it opens a sentence."""
        if at != stop or is_given(tokens[at]):
            return False
        if at and tokens[at - 1].tag not in (Tag.STOP, Tag.QUOTATION, Tag.COLON, Tag.DASH):
            return False
        low = tokens[at].low
        return low in self._lower_words or head_of([low]) is not None or low.endswith(("ing", "ed"))

    def _is_title(self, tokens: list[Token], at: int, stop: int) -> bool:
        """The Minister of Fisheries, the General: a rank with a capital names nobody."""
        return at == stop and tokens[at].low in _OFFICES

    def named(self, tokens: list[Token], first: int, last: int) -> Member:
        """The member whose name stands at tokens first..last, new or known."""
        shown = self._shown(tokens, first, last)
        words = self._words(tokens, first, last)
        member = self._known(words, self.gender_by_title(tokens, first))
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
        is_subject = opens_sentence(tokens, first)
        is_oblique = bool(first) and tokens[first - 1].tag == Tag.PREPOSITION
        is_oblique = is_oblique or tokens[last].low.endswith(("'s", "s'"))
        span = Span(tokens[first].start, self._end_of_name(tokens[last]))
        self._see(member, Sighting(span, MentionKind.NAME, is_subject, is_oblique))
        return member

    def _shown(self, tokens: list[Token], first: int, last: int) -> str:
        shown = self.text[tokens[first].start : self._end_of_name(tokens[last])]
        return _in_one_line(shown.translate(_NO_MARKS))

    def _words(self, tokens: list[Token], first: int, last: int) -> tuple[str, ...]:
        words = tuple(t.low.removesuffix("'s").rstrip("'") for t in tokens[first : last + 1])
        return tuple(w for w in words if w not in JOINING) or words

    def _end_of_name(self, last: Token) -> int:
        """Where the name ends, the sign of a genitive left out."""
        for ending in ("'s", "’s", "'", "’"):
            if last.text.endswith(ending):
                return last.end - len(ending)
        return last.end

    def gender_by_title(self, tokens: list[Token], first: int) -> Gender | None:
        """What the word before a name tells of its bearer."""
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
        candidates = [m for m in found if is_same_name(m.words, words)]
        candidates = [m for m in candidates if fits_body(m.words, words)]
        if gender:
            candidates = [m for m in candidates if m.gender in (None, gender)]
        return candidates[-1] if candidates else self._slipped(words)

    def _slipped(self, words: tuple[str, ...]) -> Member | None:
        """Who bears the same first names, and a long surname with one letter inside it wrong."""
        if len(words) < 2:
            return None
        for member in self.by_word.get(words[0], ()):
            if member.is_person and is_slip(member.words, words):
                return member
        return None

    def rename(self, member: Member, tokens: list[Token], first: int, last: int) -> None:
        """Give a member the name that stands at tokens first..last."""
        self._rename(member, self._shown(tokens, first, last), self._words(tokens, first, last))

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
        words = tokens[phrase.first : phrase.core_last]
        if head in NAMED_KINDS and any(token.tag == Tag.NAME for token in words):
            member = self._by_words(head, name)
        elif about.determiner not in INDEFINITE or about.determiner in ("two", "three"):
            member = self._by_role(head, start, about, name)
        else:
            member = self._at(start, head)
        if member is None and about.determiner == "the":
            member = self._talked_about(tokens, phrase, head)
        if member is None:
            member = Member(len(self.members), name, (), head, name)
            member.heads.add(head)
            is_one = about.determiner in ("one", "another", "a", "an")
            member.is_plural = about.determiner == "those" or (not is_one and _is_plural(head))
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
        is_subject = opens_sentence(tokens, phrase.first) or _is_introduced(tokens, phrase)
        is_oblique = bool(phrase.first) and tokens[phrase.first - 1].tag == Tag.PREPOSITION
        is_oblique = is_oblique or _is_predicate(tokens, phrase)
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

    def _by_words(self, head: str, words: str) -> Member | None:
        """Who was called by these very words: "the Tervenian agency" is not any agency."""
        same = (m for m in self.by_head.get(head, []) if m.name.casefold() == words.casefold())
        return next(same, None)

    def _by_role(self, head: str, start: int, about: Description, name: str) -> Member | None:
        """Somebody named before whom "the representative" can mean."""
        same = [m for m in self.by_head.get(head, []) if m.starts and m.starts[0] <= start]
        same = [m for m in same if m.words or not are_two_bodies(head, m.name, name)]
        same = [m for m in same if m.words or " and " not in m.name]  # "doctors and witnesses"
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


_OFFICES = frozenset(
    "minister president governor mayor prosecutor commissioner chancellor ambassador premier "
    "ombudsman ombudswoman commander secretary colonel captain lieutenant sergeant".split()
)
_ANY_BODY = frozenset(
    "organisation organization group ngo newspaper paper agency channel station broadcaster "
    "magazine outlet website site watchdog charity company".split()
)


def _end_of_role(tokens: list[Token], phrase: Phrase) -> int:
    """The last token of a description; what somebody "who says" says is no part of it."""
    for at in range(phrase.core_last + 1, phrase.last):
        if tokens[at].low == "who" and any(
            t.tag == Tag.CUE for t in tokens[at + 1 : phrase.last + 1]
        ):
            return at - 1
    return phrase.last


_MEETING = frozenset("spoke talked met interviewed spoken".split())


def _is_introduced(tokens: list[Token], phrase: Phrase) -> bool:
    """Whether the sentence is there to bring somebody in: "spoke with another man"."""
    before = [t.low for t in tokens[max(0, phrase.first - 2) : phrase.first]]
    is_there = before[:1] in (["there"], ["them"], ["those"]) and before[1:2] != []
    return not _MEETING.isdisjoint(before) or (is_there and before[1] in _BE)


def _is_predicate(tokens: list[Token], phrase: Phrase) -> bool:
    """Whether the words only tell what somebody is: "everyone who left was a woman"."""
    return phrase.first > 0 and tokens[phrase.first - 1].low in _BE


_BE = frozenset("is was are were".split())


def _is_plural(head: str) -> bool:
    is_regular = head.endswith("s") and not head.endswith("ss")
    return is_regular or head in ("men", "women", "people", "police")


_NO_MARKS = dict.fromkeys(map(ord, '“”„«»"'))  # of 'the NGO "Open Hand"'


def _in_one_line(words: str) -> str:
    return " ".join(words.split())


def _without_article(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if first.lower() == "the" and rest else words
