"""The cast of a Russian report: who is named, described or meant by a pronoun.

Invariants:
- Names are kept in the nominative; the words of the text are kept in the mentions.
- A pronoun stands for the last speaker of its gender, or for nobody.
- "Организации" stands for the last one that was called an organisation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from holdfast.language.given_names import Gender
from holdfast.language.inflection import (
    base_form,
    base_name,
    gender_of_name,
    is_given_name,
    nominative,
)
from holdfast.methods.corroboration.document import MentionKind
from holdfast.methods.corroboration.record import SourceKind
from holdfast.methods.corroboration.spans import Span

from .members import Member, Sighting
from .pronouns import FAR
from .russian_names import (
    OPENING,
    STANDS_FOR,
    head_of,
    is_body,
    is_finite,
    is_people,
    is_told,
    kind_of,
    name_in,
)
from .russian_patterns import (
    BODY_OF_ROLE,
    CASE_ENDING,
    NAMED_WHOLE,
    OF,
    ONE_OF,
    PLACE,
    SOURCE,
    is_cue,
)


@dataclass(slots=True)
class RussianCast:
    """Who is named in `text` so far; `spoke` are those who said something, the last one last."""

    text: str
    members: list[Member] = field(default_factory=list)
    spoke: list[Member] = field(default_factory=list)
    before: Span | None = None  # the sentence before

    def member(
        self, span: Span, gender: Gender | None, *, is_subject: bool = False
    ) -> Member | None:
        words = span.of(self.text)
        if any(is_cue(word) for word in words.split()):
            return None
        if words.lower() in STANDS_FOR:
            return self._last(STANDS_FOR[words.lower()], span)
        source = SOURCE.fullmatch(words)
        if source is not None:
            return self._described(source["what"] + source["where"], span, gender)
        of = re.search(rf"{OF[:-1]}$", words)
        bare = words[: of.start()] if of else words
        name = name_in(bare)
        if name is None or ONE_OF.match(words):
            return self._described(words, span, gender, is_subject=is_subject)
        shown = name if is_subject else base_name(name)
        role = OPENING.sub("", (bare.removesuffix(name) + (of.group() if of else "")).strip())
        member = self.known(shown) or self.new(shown, tuple(shown.lower().split()))
        if len(shown.split()) > len(member.words):
            member.aliases.setdefault(member.name)
            member.name, member.words = shown, tuple(shown.lower().split())
        member.gender = member.gender or gender_of_name(shown) or gender
        if role:
            member.role = member.role or role
            member.kind = member.kind or kind_of(role)
            member.is_person = member.is_person or not is_body(role)
            self._join(member, role)
        member.kind = member.kind or kind_of(shown)
        member.is_person = member.is_person or gender_of_name(shown) is not None
        member.see(Sighting(span, MentionKind.NAME, True, False))
        return member

    def _join(self, member: Member, role: str) -> None:
        """Глава центра «Маяк»: whom somebody speaks for."""
        if member.member_of is not None or is_body(role):
            return
        named = BODY_OF_ROLE.search(role)
        if named is None:
            body = self._body_meant(role)
            member.member_of = None if body is None or body is member else body.number
            return
        name = named["title"]
        body = self._known_as(name, role) or self.new(name, tuple(name.lower().split()))
        if body is not member and not body.is_person:
            body.is_body = True
            body.kind = body.kind or kind_of(named.group()) or SourceKind.ORGANISATION
            member.member_of = body.number

    def _body_meant(self, role: str) -> Member | None:
        """Исследователь организации: the last body named, where it is no outlet or office."""
        if not any(base_form(word) == "организация" for word in role.lower().split()[1:]):
            return None
        named = (m for m in reversed(self.members) if m.is_body and m.words)
        return next((m for m in named if m.kind is SourceKind.ORGANISATION), None)

    def _last(self, pronoun: str, span: Span) -> Member | None:
        wanted = {"он": Gender.MALE, "она": Gender.FEMALE}.get(pronoun)
        named = self._named_before(wanted) if wanted else None
        if named is not None:
            named.see(Sighting(span, MentionKind.PRONOUN, True, False))
            return named
        for member in reversed(self.spoke):
            is_one = not member.is_body and member.gender in (None, wanted)
            is_one = is_one and member.kind is not SourceKind.OUTLET and not member.name.isupper()
            if is_one if wanted else member.is_body or member.is_plural:
                member.see(Sighting(span, MentionKind.PRONOUN, True, False))
                return member
        return self._told_about(span, wanted) if wanted else None

    def _named_before(self, gender: Gender) -> Member | None:
        """Вера Старк сидела в камере. По её словам, ...: who opens the sentence before."""
        if self.before is None:
            return None
        found = NAMED_WHOLE.match(self.text, *self.before)
        name = name_in(found.group()) if found else None
        if found is None or name is None or " " not in name or base_name(name) != name:
            return None
        is_wanted = gender_of_name(name) is gender
        return self.member(Span(*found.span()), gender, is_subject=True) if is_wanted else None

    def _told_about(self, span: Span, gender: Gender) -> Member | None:
        """Тимура задержали. «...», — вспоминает он: the last given name, where nobody spoke yet."""
        text = self.text
        for found in reversed(list(_WORD.finditer(text, max(0, span.start - FAR), span.start))):
            name = base_name(found.group())
            if is_given_name(found.group()) and gender_of_name(name) is gender:
                member = self.known(name) or self.new(name, (name.lower(),))
                member.gender, member.is_person = gender, True
                member.see(Sighting(Span(*found.span()), MentionKind.NAME, True, False))
                member.see(Sighting(span, MentionKind.PRONOUN, True, False))
                return member
        return None

    def _described(
        self, words: str, span: Span, gender: Gender | None, *, is_subject: bool = True
    ) -> Member | None:
        words = _PREPOSITION.sub("", OPENING.sub("", words))
        one = ONE_OF.match(words)
        title = _IN_MARKS.search(words)
        if title is None and one is None and not is_told(words):
            return None
        if title is None and any(is_finite(word) for word in words.split()):
            return None  # a clause is nobody
        start = span.end - len(words)
        is_place = PLACE.search(self.text, max(0, start - 4), start) is not None
        is_place = is_place or (words[:1] in '«"' and not is_subject)
        is_based = one or is_people(words.split(maxsplit=1)[0])
        name = title.group(1) if title else (words if is_based else nominative(words))
        if title:
            name = nominative(name) if is_place else name
        elif is_place:
            name = name[:1].upper() + name[1:]
        found = None if one else self._known_as(name, words)
        member = found or self.new(name, tuple(name.lower().split()) if title or is_place else ())
        unknown = SourceKind.ORGANISATION if title else SourceKind.WITNESS
        member.kind = member.kind or kind_of(words) or unknown
        member.role = member.role or (words if title else name)
        member.is_body = member.is_body or bool(title) or is_place or is_body(words)
        member.heads.add(head_of(words))
        if not member.is_body:
            member.gender = member.gender or gender
        member.see(Sighting(span, MentionKind.ROLE, True, False))
        return member

    def _known_as(self, name: str, words: str) -> Member | None:
        """Who is named so, or the last one whom the bare noun ("организации") can mean."""
        stems = _stems(name)
        same = next((m for m in self.members if _stems(m.name) == stems), None)
        if same is not None or " " in words:
            return same
        head = head_of(words)
        return next((m for m in reversed(self.members) if head in m.heads), None)

    def known(self, shown: str) -> Member | None:
        words = shown.lower().split()
        for member in reversed(self.members):
            if member.words and (
                member.words[-1] == words[-1] or (len(words) == 1 and words[0] in member.words)
            ):
                return member
        stem = CASE_ENDING.sub("", words[-1])  # "по словам Литвинова" is of Литвинов
        bearers = (m for m in reversed(self.members) if m.words and not m.is_body)
        return next((m for m in bearers if CASE_ENDING.sub("", m.words[-1]) == stem), None)

    def new(self, name: str, words: tuple[str, ...]) -> Member:
        member = Member(len(self.members), name, words)
        self.members.append(member)
        return member


@lru_cache(maxsize=4096)
def _stems(name: str) -> tuple[str, ...]:
    """The words of a name without their case endings: of «Маяк» and of «Маяка» the same."""
    return tuple(_ENDING.sub("", word) for word in name.lower().split())


_WORD = re.compile(r"(?<![\w-])[А-ЯЁ][а-яё]+(?![\w-])")
_ENDING = re.compile(r"(?<=\w\w\w)(?:ого|ому|ыми|ими|ами|ями|[аеоуыэюяийь][ймх]?)$")
_PREPOSITION = re.compile(r"^[Вв]о?\s+")
_IN_MARKS = re.compile(r"[«\"]([^»\"]+)[»\"]")
