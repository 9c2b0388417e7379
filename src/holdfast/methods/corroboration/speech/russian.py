"""Who says what in a Russian report: guillemets, dialogue after a dash, verbs of saying.

Invariants:
- A speaker is given only where a verb of saying or "по словам" names one beside the words said.
- Names are kept in the nominative; the words of the text are kept in the mentions.
- A pronoun stands for the last speaker of its gender, or for nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from holdfast.language.given_names import Gender
from holdfast.language.inflection import base_form, base_name, gender_of_name
from holdfast.methods.corroboration.document import MentionKind
from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.record import Form, SourceKind
from holdfast.methods.corroboration.spans import Span, trimmed

from .drafts import FEWEST_WORDS, Draft, stands_alone
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
_TOLD = re.compile(
    r"\b(?:агентству|телеканалу|каналу|газете|изданию|радио|журналу|порталу|сайту|корреспонденту|"
    rf"журналистам|интервью|беседе с)\s+(?:[а-яё-]+\s){{0,2}}(?P<to>{_TITLE}|{_NAME})"
)
_ADVERBS = r"(?:(?:также|затем|позже|ранее|потом|тихо|уже|далее|сегодня|вчера|и)\s+)*"


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Compiled once: each gives `who`, `cue` and, where it reports, `what`."""

    after: re.Pattern[str]
    before: re.Pattern[str]
    that: re.Pattern[str]
    by_words: re.Pattern[str]
    final: re.Pattern[str]
    part: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    cue = _cue()
    by = "|".join(re.escape(w) for w in sorted(russian()["according_to"], key=len, reverse=True))
    inverted = rf"{_ADVERBS}(?P<cue>{cue})\s+(?P<who>{_WHO})"
    straight = rf"(?P<who2>{_WHO})\s+{_ADVERBS}(?P<cue2>{cue})"
    either = rf"(?:{inverted}|{straight})"
    return _Patterns(
        after=re.compile(rf"[»“”\"]?[,.!?…]*\s*[—–-]\s*{either}(?=[\s,.:;!?»]|$)"),
        before=re.compile(
            rf"(?:{straight}|{inverted})(?:[^.:«\n]|«[^»\n]{{1,60}}»){{0,60}}[:,]?\s*$"
        ),
        that=re.compile(
            rf"(?P<who>{_WHO})\s+{_ADVERBS}(?P<cue>{cue})(?:[^.,\n]{{0,60}}),\s+что\s+(?P<what>.+)"
        ),
        by_words=re.compile(
            rf"(?P<cue>\b(?:{by}))\s+(?P<who>{_WHO}),\s+(?P<what>.+)", re.IGNORECASE
        ),
        final=re.compile(
            rf"(?P<what>.+?),\s+(?:[—–-]\s*)?(?P<cue>{cue})\s+(?P<who>{_WHO})[.!?…]*$"
        ),
        part=re.compile(rf"\s*{either}"),
    )


def read_russian(prose: Prose) -> tuple[list[Member], list[Draft]]:
    """The members of a Russian report's cast and what they say."""
    reader = _Russian(prose, find_quotations(prose))
    for number, paragraph in enumerate(prose.paragraphs):
        reader.read_paragraph(number, paragraph)
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

    def read_paragraph(self, number: int, paragraph: Span) -> None:
        if self.prose.text[paragraph.start] in "—–" or self.prose.text.startswith(
            "- ", paragraph.start
        ):
            self._dialogue(number, paragraph)
        here = []
        while self.at < len(self.quotations) and self.quotations[self.at].start < paragraph.end:
            here.append(self.quotations[self.at])
            self.at += 1
        for quotation in here:
            self._quotation(number, paragraph, quotation)
        for sentence in self.prose.sentences_in(paragraph):
            self._reported(number, sentence)

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
        for pattern in (patterns.by_words, patterns.that, patterns.final):
            found = pattern.search(text, sentence.start, stop)
            if found is None:
                continue
            what = trimmed(text, found.start("what"), found.end("what"))
            what = Span(what.start, what.start + len(what.of(text).rstrip(" .!?…")))
            if what.end - what.start < 8:
                continue
            quoted = any(mark in what.of(text) for mark in '«„“"')
            draft = Draft([what], Form.MIXED if quoted else Form.INDIRECT, number)
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
        member = self._member(trimmed(self.prose.text, *who), gender)
        if member is None:
            return
        draft.speaker, draft.mention = member, trimmed(self.prose.text, *who)
        if self.spoke[-1:] != [member]:
            self.spoke.append(member)

    def _member(self, span: Span, gender: Gender | None) -> Member | None:
        words = span.of(self.prose.text)
        if words.lower() in ("он", "она", "они", "оно"):
            return self._last(words.lower(), span)
        of = re.search(rf"{_OF[:-1]}$", words)
        bare = words[: of.start()] if of else words
        name = _name_in(bare)
        if name is None:
            return self._described(words, span, gender)
        shown = base_name(name)
        role = (bare.removesuffix(name) + (of.group() if of else "")).strip()
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
            if wanted is None or member.gender in (None, wanted):
                member.see(Sighting(span, MentionKind.PRONOUN, True, False))
                return member
        return None

    def _described(self, words: str, span: Span, gender: Gender | None) -> Member | None:
        if _kind(words) is None and "»" not in words:
            return None
        title = re.search(r"«([^»]+)»", words)
        name = title.group(1) if title else words
        found = next((m for m in self.members if m.name.lower() == name.lower()), None)
        member = found or self._new(name, (name.lower(),) if title else ())
        member.kind, member.role = member.kind or _kind(words), member.role or words
        member.is_body = member.is_body or bool(title)
        member.gender = member.gender or (None if title else gender)
        member.see(Sighting(span, MentionKind.ROLE, True, False))
        return member

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
    return " ".join(parts) or None


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
