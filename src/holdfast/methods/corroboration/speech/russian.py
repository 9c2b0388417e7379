"""Who says what in a Russian report: guillemets, dialogue after a dash, verbs of saying.

Invariants:
- A speaker is given only where a verb of saying or "по словам" names one beside the words said.
- Names are kept in the nominative; the words of the text are kept in the mentions.
- A pronoun stands for the last speaker of its gender, or for nobody.
- "Организации" stands for the last one that was called an organisation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from holdfast.language.given_names import Gender
from holdfast.language.inflection import (
    base_form,
    base_name,
    gender_of_name,
    is_dependent,
    nominative,
)
from holdfast.methods.corroboration.document import MentionKind
from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.record import Form, SourceKind
from holdfast.methods.corroboration.spans import Span, trimmed

from .drafts import FEWEST_WORDS, Draft, stands_alone
from .headlines import headlines
from .lexis import russian
from .members import Member, Sighting
from .quotations import Quotation, find_quotations


def _past(verb: str) -> str:
    if verb.endswith("ся"):
        return re.escape(verb[:-2]) + "(?:ся|ась|ись)"
    return re.escape(verb) + "(?:а|и|о)?"


@lru_cache(maxsize=1)
def _cue() -> str:
    words = russian()
    forms = [_past(v) for v in words["verbs_of_saying"]] + [
        re.escape(v) for v in words["verbs_present"]
    ]
    return "(?:" + "|".join(sorted(forms, key=len, reverse=True)) + ")"


_NAME = r"(?:[А-ЯЁA-Z][\w-]*(?:\.\s?[А-ЯЁ]\.)?(?:\s[А-ЯЁA-Z][\w-]*\.?){0,4})"
_TITLE = r"(?:«[^»\n]{2,60}»)"
_OF = rf"(?:\s(?:из|от)\s(?:[а-яё-]+\s){{0,3}}(?:{_TITLE}|{_NAME}))?"
_SMALL = r"(?:[а-яё-]+\s)"
_WHO = (
    rf"(?<![\w-])(?:(?:[А-ЯЁ][а-яё-]+\s)?{_SMALL}{{0,6}}(?:{_NAME}|{_TITLE}){_OF}"
    rf"|{_SMALL}{{0,4}}[а-яё-]+)"
)
_ADDRESSED = re.compile(
    r"\b(?:агентству|телеканалу|каналу|газете|изданию|радио|журналу|порталу|сайту|корреспонденту|"
    r"журналистам|(?:в\s)?интервью|(?:в\s)?беседе\sс)\b"
)
_TOLD = re.compile(rf"{_ADDRESSED.pattern}\s+(?:[а-яё-]+\s){{0,2}}(?P<to>{_TITLE}|{_NAME})")
_CITING = re.compile(rf"\s*со ссылкой на\s+(?P<who>{_WHO})")
_PLACE = re.compile(r"\b[Вв]о?\s+$")
_ONE_OF = re.compile(r"(?:один|одна|одного|одной)\s+из\s", re.IGNORECASE)
_HIS = r"(?:его|её|ее|их)"
_WORDS = r"(?:словам|данным|информации|сведениям|мнению|утверждению)"
_ADVERBS = r"(?:(?:также|затем|позже|ранее|потом|тихо|уже|далее|сегодня|вчера|и)\s+)*"


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Compiled once: each gives `who`, `cue` and, where it reports, `what`."""

    after: re.Pattern[str]
    before: re.Pattern[str]
    part: re.Pattern[str]
    opening: tuple[re.Pattern[str], ...]  # tried first, at the head of a sentence
    inside: tuple[re.Pattern[str], ...]  # then these, anywhere in it


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    cue = _cue()
    by = "|".join(re.escape(w) for w in sorted(russian()["according_to"], key=len, reverse=True))
    inverted = rf"{_ADVERBS}(?P<cue>{cue})\s+(?P<who>{_WHO})"
    beside = r"(?:,\s(?P<beside>[^,.«»\n]{3,80}),)?"
    straight = rf"(?P<who2>{_WHO}){beside}\s+{_ADVERBS}(?P<cue2>{cue})"
    either = rf"(?:{inverted}|{straight})"
    subject = rf"(?P<who>{_WHO}){beside}\s+{_ADVERBS}"
    things = "|".join(_past(v) for v in russian()["verbs_with_object"])
    things += rf"|назвал(?:а|и|о)?(?=\s+(?:эти\s+)?(?:{'|'.join(russian()['things_denied'])}))"
    return _Patterns(
        after=re.compile(rf"[»“”\"]?[,.!?…]*\s*[—–-]\s*{either}(?=[\s,.:;!?»]|$)"),
        before=re.compile(
            rf"(?:{straight}|{inverted})(?:[^.:«\n]|«[^»\n]{{1,60}}»){{0,60}}[:,]?\s*$"
        ),
        part=re.compile(rf"\s*{either}"),
        opening=(
            re.compile(rf"(?P<cue>\b(?i:{by}))\s+(?P<who>{_WHO}),\s+(?P<what>.+)"),
            re.compile(rf"(?P<cue>(?i:по)\s(?P<who>{_HIS})\s{_WORDS}),\s+(?P<what>.+)"),
            re.compile(rf"(?P<what>[^,]+),\s+(?P<cue>(?:{by}))\s+(?P<who>{_WHO}),\s+(?P<more>.+)"),
            re.compile(rf"О(?:б|бо)?\s+(?P<what>.+?)\s+(?P<cue>{cue})\s+(?P<who>{_WHO})[.!?…]*$"),
        ),
        inside=(
            re.compile(rf"{subject}(?P<cue>{cue})(?:[^.,\n]{{0,60}}),\s+что\s+(?P<what>.+)"),
            re.compile(
                rf"{subject}(?P<cue>{cue})(?:\s+{_ADDRESSED.pattern}[^.,\n]{{0,40}})?"
                r"\s+(?:об?|обо|про)\s+(?P<what>.+)"
            ),
            re.compile(rf"{subject}(?P<cue>{things})\s+(?P<what>[а-яё].+)"),
            re.compile(
                rf"(?P<what>.+?),\s+(?:[—–-]\s*)?{_ADVERBS}(?P<cue>{cue})\s+(?P<who>{_WHO})"
                r"(?:\sсо ссылкой на\s[^.,]+)?[.!?…]*$"
            ),
            re.compile(rf"(?P<what>.+?),\s+(?P<cue>(?:{by}))\s+(?P<who>{_WHO})[.!?…]*$"),
        ),
    )


def read_russian(prose: Prose, *, title: str | None) -> tuple[list[Member], list[Draft]]:
    """The members of a Russian report's cast and what they say, its headlines left out."""
    reader, announced = _Russian(prose, find_quotations(prose)), headlines(prose, title)
    for number, paragraph in enumerate(prose.paragraphs):
        here = reader.quotations_in(paragraph)
        if number not in announced:
            reader.read_paragraph(number, paragraph, here)
    reader.drafts.sort(key=lambda draft: draft.spans[0])
    return reader.members, reader.drafts


@dataclass(slots=True)
class _Russian:
    prose: Prose
    quotations: tuple[Quotation, ...]
    members: list[Member] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    spoke: list[Member] = field(default_factory=list)
    at: int = 0  # the next quotation

    def quotations_in(self, paragraph: Span) -> list[Quotation]:
        """The next quotations, up to the end of the paragraph."""
        here = []
        while self.at < len(self.quotations) and self.quotations[self.at].start < paragraph.end:
            here.append(self.quotations[self.at])
            self.at += 1
        return here

    def read_paragraph(self, number: int, paragraph: Span, here: list[Quotation]) -> None:
        """Note what is said in a paragraph, in the order of the text within each form."""
        if self.prose.text[paragraph.start] in "—–" or self.prose.text.startswith(
            "- ", paragraph.start
        ):
            self._dialogue(number, paragraph)
        waiting = list(here)
        for sentence in self.prose.sentences_in(paragraph):
            while waiting and waiting[0].start < sentence.end:
                self._quotation(number, paragraph, waiting.pop(0))
            self._reported(number, sentence)
        for quotation in waiting:
            self._quotation(number, paragraph, quotation)

    # ------------------------------------------------------------------ dialogue

    def _dialogue(self, number: int, paragraph: Span) -> None:
        """— Нас били, — сказал он. — Потом отпустили."""
        text = self.prose.text
        spans: list[Span] = []
        draft = Draft([], Form.DIRECT, number)
        for part in _dash_parts(text, paragraph):
            found = _patterns().part.match(text, part.start, part.end) if spans else None
            if found is not None and text[part.start].islower():
                self._name(draft, found)
            else:
                spans.append(part)
        if not spans or not any(c.isalpha() for c in spans[0].of(text)):
            return
        draft.spans = spans
        self.drafts.append(draft)

    # ------------------------------------------------------------------ quotations

    def _quotation(self, number: int, paragraph: Span, quotation: Quotation) -> None:
        if any(d.spans[0].start <= quotation.start < d.spans[-1].end for d in self.drafts[-3:]):
            return
        text = self.prose.text
        end = min(paragraph.end, quotation.end + 200)
        after = _patterns().after.match(text, quotation.end, end)
        start = max(paragraph.start, quotation.start - 160)
        sentence = max(text.rfind(c, start, quotation.start) + 1 for c in ".!?")
        before = _patterns().before.search(text, max(start, sentence), quotation.start)
        found = after or before
        if not (stands_alone(quotation) or (found and (after or quotation.words >= FEWEST_WORDS))):
            return
        draft = Draft(list(quotation.spans), Form.DIRECT, number)
        if found is not None:
            self._name(draft, found)
        self.drafts.append(draft)

    def _reported(self, number: int, sentence: Span) -> None:
        text, patterns = self.prose.text, _patterns()
        if any(
            d.form is Form.DIRECT
            and d.spans[0].start < sentence.end
            and sentence.start < d.spans[-1].end
            for d in self.drafts[-6:]
        ):
            return
        stop = min(sentence.end, sentence.start + 1200)
        opening = (p.match(text, sentence.start, stop) for p in patterns.opening)
        inside = (p.search(text, sentence.start, stop) for p in patterns.inside)
        for found in chain(opening, inside):
            if found is None:
                continue
            spans = [
                _without_stop(text, Span(*found.span(part)))
                for part in ("what", "more")
                if found.groupdict().get(part)
            ]
            if sum(end - start for start, end in spans) < _SHORTEST:
                continue
            quoted = any(mark in span.of(text) for span in spans for mark in '„“"«')
            draft = Draft(spans, Form.MIXED if quoted else Form.INDIRECT, number)
            self._name(draft, found)
            self.drafts.append(draft)
            return

    # ------------------------------------------------------------------ speakers

    def _name(self, draft: Draft, found: re.Match[str]) -> None:
        groups = found.groupdict()
        side = "" if groups.get("who") else "2"
        who, cue = Span(*found.span("who" + side)), Span(*found.span("cue" + side))
        draft.cue, draft.lemma, draft.is_explicit = cue, base_form(cue.of(self.prose.text)), True
        gender = _gender_of_verb(cue.of(self.prose.text))
        self._tell(draft, found)
        who = self._without_listener(trimmed(self.prose.text, *who))
        member = self._member(who, gender)
        if member is None:
            return
        draft.speaker, draft.mention = member, who
        role = groups.get("beside")
        if role and member.role is None and _kind(role) is not None:
            member.role, member.kind = role, member.kind or _kind(role)
        self._cite(draft, max(who.end, cue.end))
        if self.spoke[-1:] != [member]:
            self.spoke.append(member)

    def _without_listener(self, who: Span) -> Span:
        """Орло агентству «Северный провод»: the one told is no part of the name."""
        addressed = _ADDRESSED.search(self.prose.text, who.start, who.end)
        if addressed is None or addressed.start() == who.start:
            return who
        return trimmed(self.prose.text, who.start, addressed.start())

    def _cite(self, draft: Draft, end: int) -> None:
        """Сообщает агентство со ссылкой на министерство: the ministry speaks through it."""
        cited = _CITING.match(self.prose.text, end, min(len(self.prose.text), end + 120))
        if cited is None or draft.speaker is None:
            return
        span = trimmed(self.prose.text, *cited.span("who"))
        origin = self._member(span, None)
        if origin is not None and origin is not draft.speaker:
            draft.relays.append(draft.speaker)
            draft.speaker, draft.mention = origin, span

    def _member(self, span: Span, gender: Gender | None) -> Member | None:
        words = span.of(self.prose.text)
        if words.lower() in _STANDS_FOR:
            return self._last(_STANDS_FOR[words.lower()], span)
        of = re.search(rf"{_OF[:-1]}$", words)
        bare = words[: of.start()] if of else words
        name = _name_in(bare)
        if name is None or _ONE_OF.match(words):
            return self._described(words, span, gender)
        shown = base_name(name)
        role = _OPENING.sub("", (bare.removesuffix(name) + (of.group() if of else "")).strip())
        member = self._known(shown) or self._new(shown, tuple(shown.lower().split()))
        if len(shown.split()) > len(member.words):
            member.aliases.setdefault(member.name)
            member.name, member.words = shown, tuple(shown.lower().split())
        member.gender = member.gender or gender_of_name(shown) or gender
        if role:
            member.role = member.role or role
            member.kind = member.kind or _kind(role)
        member.kind = member.kind or _kind(shown)
        member.see(Sighting(span, MentionKind.NAME, True, False))
        return member

    def _tell(self, draft: Draft, found: re.Match[str]) -> None:
        """Who was told, where an outlet is named beside the verb."""
        told = _TOLD.search(
            self.prose.text, found.start(), min(found.end() + 60, len(self.prose.text))
        )
        if told is None:
            return
        span = Span(*told.span("to"))
        name = span.of(self.prose.text).strip("«»")
        member = self._known(name) or self._new(name, tuple(name.lower().split()))
        member.kind, member.is_body = member.kind or SourceKind.OUTLET, True
        member.see(Sighting(span, MentionKind.NAME, False, True))
        draft.told_to, draft.told_at = member, span

    def _last(self, pronoun: str, span: Span) -> Member | None:
        wanted = {"он": Gender.MALE, "она": Gender.FEMALE}.get(pronoun)
        for member in reversed(self.spoke):
            is_one = not member.is_body and member.gender in (None, wanted)
            if is_one if wanted else member.is_body or member.is_plural:
                member.see(Sighting(span, MentionKind.PRONOUN, True, False))
                return member
        return None

    def _described(self, words: str, span: Span, gender: Gender | None) -> Member | None:
        words = _OPENING.sub("", words)
        one = _ONE_OF.match(words)
        if _kind(words) is None and "»" not in words and one is None:
            return None
        title = re.search(r"«([^»]+)»", words)
        is_place = _PLACE.search(self.prose.text, max(0, span.start - 4), span.start) is not None
        name = title.group(1) if title else (words if one else nominative(words))
        if is_place and not title:
            name = name[:1].upper() + name[1:]
        found = None if one else self._known_as(name, words)
        member = found or self._new(name, tuple(name.lower().split()) if title or is_place else ())
        member.kind = member.kind or _kind(words) or SourceKind.WITNESS
        member.role = member.role or (words if title else name)
        member.is_body = member.is_body or bool(title) or is_place or _is_body(words)
        member.heads.add(_head(words))
        if not member.is_body:
            member.gender = member.gender or gender
        member.see(Sighting(span, MentionKind.ROLE, True, False))
        return member

    def _known_as(self, name: str, words: str) -> Member | None:
        """Who is named so, or the last one whom the bare noun ("организации") can mean."""
        same = next((m for m in self.members if m.name.lower() == name.lower()), None)
        if same is not None or " " in words:
            return same
        head = _head(words)
        return next((m for m in reversed(self.members) if head in m.heads), None)

    def _known(self, shown: str) -> Member | None:
        words = shown.lower().split()
        for member in reversed(self.members):
            if member.words and (
                member.words[-1] == words[-1] or (len(words) == 1 and words[0] in member.words)
            ):
                return member
        return None

    def _new(self, name: str, words: tuple[str, ...]) -> Member:
        member = Member(len(self.members), name, words)
        self.members.append(member)
        return member


def _name_in(words: str) -> str | None:
    """The capitalised words at the end, less a role that only opens the sentence."""
    found = re.search(rf"{_NAME}$", words)
    if found is None or found.group().lower() in _PRONOUNS:
        return None
    parts = found.group().split()
    while (
        parts and parts[0][0].isupper() and _kind(parts[0]) is not None and not parts[0].isupper()
    ):
        parts.pop(0)
    is_after_role = found.start() > 0 or len(parts) < len(found.group().split())
    while is_after_role and len(parts) > 1 and is_dependent(parts[0]):
        parts.pop(0)  # of a place: "губернатора Остраны Давит Орло"
    return " ".join(parts) or None


_SHORTEST = 8  # characters that can be something said
_STANDS_FOR = {
    "он": "он", "его": "он", "она": "она", "её": "она", "ее": "она", "они": "они", "их": "они",
}  # fmt: skip
_OPENING = re.compile(
    r"^(?:Ранее|Также|Позже|Накануне|Однако|Затем|Потом|Сегодня|Вчера|При этом|Между тем|И|А|Но)\s+"
)
_BODIES = frozenset(
    "организация сеть фонд комитет центр ассоциация союз движение газета агентство телеканал канал "
    "радио издание журнал сайт портал редакция министерство ведомство мвд фсб правительство суд "
    "прокуратура полиция кремль администрация посольство".split()
)


def _head(words: str) -> str:
    """The first noun of a description that tells a kind, in its base form."""
    for word in re.findall(r"[\w-]+", words.lower()):
        if _kind(word) is not None:
            return base_form(word)
    return words.lower()


def _is_body(words: str) -> bool:
    """Whether a description is of an organisation, office or outlet."""
    return _head(words) in _BODIES


def _without_stop(text: str, span: Span) -> Span:
    span = trimmed(text, *span)
    return Span(span.start, span.start + len(span.of(text).rstrip(" .!?…,")))


_PRONOUNS = frozenset(["он", "она", "они", "это", "я", "мы", "вы"])
_KINDS = (
    ("roles_outlet", SourceKind.OUTLET),
    ("roles_official", SourceKind.OFFICIAL),
    ("roles_organisation", SourceKind.ORGANISATION),
    ("roles_witness", SourceKind.WITNESS),
    ("roles_anonymous", SourceKind.UNKNOWN),
)


def _kind(words: str) -> SourceKind | None:
    """The kind that the first telling word of a description gives, in any case form."""
    listed = russian()
    for word in re.findall(r"[\w-]+", words.lower()):
        for candidate in (word, base_form(word)):
            for key, kind in _KINDS:
                if candidate in listed[key]:
                    return kind
    return None


def _gender_of_verb(verb: str) -> Gender | None:
    if verb.endswith(("ла", "лась")):
        return Gender.FEMALE
    return Gender.MALE if verb.endswith(("л", "лся")) else None


_DASH = re.compile(r"(?<=[,.!?…])\s+[—–-]\s+")


def _dash_parts(text: str, paragraph: Span) -> list[Span]:
    """What stands between the dashes of a paragraph of dialogue."""
    start = paragraph.start + 1
    out = []
    for dash in _DASH.finditer(text, start, paragraph.end):
        out.append(trimmed(text, start, dash.start()))
        start = dash.end()
    out.append(trimmed(text, start, paragraph.end))
    return [span for span in out if span.end > span.start]
