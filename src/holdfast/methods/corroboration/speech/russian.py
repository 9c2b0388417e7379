"""Who says what in a Russian report: guillemets, dialogue after a dash, verbs of saying.

Invariants (`russian_cast.py` keeps who is named, `russian_patterns.py` the shapes of speech):
- A speaker is given only where a verb of saying or "по словам" names one beside the words said.
- A quotation is read before the sentence around it, and none of its words twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain

from holdfast.language.given_names import Gender
from holdfast.language.inflection import (
    base_form,
    base_name,
    gender_of_name,
    nominative,
    part_of_speech,
)
from holdfast.methods.corroboration.document import MentionKind
from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.record import Form, SourceKind
from holdfast.methods.corroboration.spans import Span, trimmed

from .drafts import FEWEST_WORDS, Draft, stands_alone
from .headlines import headlines
from .members import Member, Sighting
from .quotations import Lead, Quotation, find_quotations
from .russian_cast import RussianCast
from .russian_clauses import Shape, again, cut
from .russian_names import STANDS_FOR, gender_of_verb, is_dative, is_told, kind_of, name_in
from .russian_patterns import (
    ADDRESSED,
    CITING,
    FRAMED,
    GOVERNED,
    NAMED,
    NAMED_WHOLE,
    ONE_OF,
    QUOTING,
    SENTENCE_END,
    SOURCE,
    SUBJECT,
    TAIL,
    TITLE,
    TOLD,
    TOLD_TITLE,
    has_cue,
    is_cue,
    patterns,
)


def read_russian(prose: Prose, *, title: str | None) -> tuple[list[Member], list[Draft]]:
    """The members of a Russian report's cast and what they say, its headlines left out."""
    reader = _Russian(prose, find_quotations(prose), RussianCast(prose.text))
    announced = headlines(prose, title)
    for number, paragraph in enumerate(prose.paragraphs):
        here = reader.quotations_in(paragraph)
        if number not in announced:
            reader.read_paragraph(number, paragraph, here)
    reader.drafts.sort(key=lambda draft: draft.spans[0])
    return reader.cast.members, reader.drafts


@dataclass(slots=True)
class _Russian:
    prose: Prose
    quotations: tuple[Quotation, ...]
    cast: RussianCast
    drafts: list[Draft] = field(default_factory=list)
    at: int = 0  # the next quotation
    before: Span | None = None  # the sentence before
    turn: Draft | None = None  # the last turn of a dialogue

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
            self._about_this(number, sentence)
            self._reported(number, sentence)
            self.before = self.cast.before = sentence
        for quotation in waiting:
            self._quotation(number, paragraph, quotation)

    # ------------------------------------------------------------------ dialogue

    def _dialogue(self, number: int, paragraph: Span) -> None:
        """— Нас били, — сказал он. — Потом отпустили."""
        text = self.prose.text
        spans: list[Span] = []
        draft = Draft([], Form.DIRECT, number)
        for part in _dash_parts(text, paragraph):
            found = patterns().part.match(text, part.start, part.end) if spans else None
            if found is not None and text[part.start].islower():
                self._name(draft, found)
            else:
                spans.append(part)
        if not spans or not any(c.isalpha() for c in spans[0].of(text)):
            return
        draft.spans = spans
        self._go_on(draft)
        self.drafts.append(draft)

    def _go_on(self, draft: Draft) -> None:
        """A turn that names nobody is of whoever spoke before it, unless somebody was asked.

        Between the two turns at most one paragraph stands, which names the speaker again.
        """
        before, words = self.turn, draft.spans[-1].of(self.prose.text)
        if draft.speaker is None and before is not None and before.speaker is not None:
            is_answer = before.spans[-1].of(self.prose.text).endswith("?") or words.endswith("?")
            is_long = sum(end - start for start, end in draft.spans) >= _OWN_TURN
            if is_long and not is_answer and self._is_next(before, draft.paragraph):
                draft.speaker = before.speaker
        self.turn = draft

    def _is_next(self, before: Draft, paragraph: int) -> bool:
        between = self.prose.paragraphs[before.paragraph + 1 : paragraph]
        if not between:
            return True
        speaker = before.speaker
        if len(between) > 1 or speaker is None or not speaker.words:
            return False
        return speaker.words[-1] in between[0].of(self.prose.text).lower()

    # ------------------------------------------------------------------ quotations

    def _quotation(self, number: int, paragraph: Span, quotation: Quotation) -> None:
        if any(d.spans[0].start <= quotation.start < d.spans[-1].end for d in self.drafts[-3:]):
            return
        text = self.prose.text
        end = min(paragraph.end, quotation.end + 200)
        after = patterns().after.match(text, quotation.end, end)
        start = max(paragraph.start, quotation.start - 160)
        sentence = max(text.rfind(c, start, quotation.start) + 1 for c in ".!?")
        before = patterns().before.search(text, max(start, sentence), quotation.start)
        before = before or NAMED.search(text, start, quotation.start)
        spans, within = self._interrupted(quotation)
        if after is not None and not (after["dash"] or self._opens_sentence(quotation)):
            after = None  # "Ссылаясь на «Озеро», издание пишет"
        quoting = QUOTING.match(text, quotation.end, end)
        found = (
            quoting
            or patterns().in_text.match(text, quotation.end, end)
            or next((f for f in (after, before, within) if f and _names_somebody(f)), None)
        )
        if not (
            self._is_framed(quotation)
            or stands_alone(quotation)
            or (found and (after or quotation.words >= FEWEST_WORDS))
        ):
            return
        draft = Draft(spans, Form.DIRECT, number)
        if found is not None and found is quoting:
            self._name_quoted(draft, found)
        elif found is not None:
            self._name(draft, found)
        self.drafts.append(draft)

    def _name_quoted(self, draft: Draft, found: re.Match[str]) -> None:
        """..., — цитирует «Озеро» адвоката: the lawyer speaks, the outlet passes it on."""
        side = "" if found["who"] else "2"
        who, outlet = Span(*found.span(f"who{side}")), Span(*found.span(f"outlet{side}"))
        draft.cue, draft.lemma, draft.is_explicit = Span(*found.span("cue")), "цитировать", True
        draft.speaker, draft.mention = self.cast.member(who, None), who
        name = outlet.of(self.prose.text)
        marked = _IN_MARKS.search(name)
        name = marked[1] if marked else name
        relay = self.cast.known(name) or self.cast.new(name, tuple(name.lower().split()))
        relay.kind, relay.is_body = SourceKind.OUTLET, True
        relay.see(Sighting(outlet, MentionKind.NAME, True, False))
        if draft.speaker is None:
            draft.mention = None
        elif relay is not draft.speaker:
            draft.relays.append(relay)

    def _interrupted(self, quotation: Quotation) -> tuple[list[Span], re.Match[str] | None]:
        """The parts of "Нас били, — сказал он. — Потом отпустили", and what names who says it."""
        text, naming = self.prose.text, None
        parts: list[Span] = []
        for span in quotation.spans:
            start = span.start
            for found in patterns().within.finditer(text, span.start, span.end):
                if not _names_somebody(found):
                    continue
                parts.append(trimmed(text, start, found.start()))
                start, naming = found.end(), naming or found
            parts.append(trimmed(text, start, span.end))
        return [part for part in parts if part.end > part.start], naming

    def _is_framed(self, quotation: Quotation) -> bool:
        """Whether a whole sentence is said, and a dash and a verb go on: "Нас били", — ..."""
        is_sentence = quotation.lead is Lead.START and quotation.starts_high
        is_long = is_sentence and quotation.words > FEWEST_WORDS
        return is_long and FRAMED.match(self.prose.text, quotation.end) is not None

    def _opens_sentence(self, quotation: Quotation) -> bool:
        before = self.prose.text[max(0, quotation.start - 3) : quotation.start].rstrip(' «„“"')
        return not before or before[-1] in ".!?…\n"

    def _about_this(self, number: int, sentence: Span) -> None:
        """Об этом сообщила сеть: the sentence before is the network's."""
        found = patterns().about_this.match(self.prose.text, *sentence)
        before = self.before
        if found is None or before is None or self._is_taken(before):
            return
        draft = Draft([_without_stop(self.prose.text, before)], Form.INDIRECT, number)
        self._name(draft, found)
        if draft.speaker is not None:
            self.drafts.append(draft)

    def _is_taken(self, span: Span) -> bool:
        return any(part.overlaps(span) for d in self.drafts[-6:] for part in d.spans)

    def _reported(self, number: int, sentence: Span) -> None:
        text, shapes = self.prose.text, patterns()
        if any(
            d.form is Form.DIRECT
            and d.spans[0].start < sentence.end
            and sentence.start < d.spans[-1].end
            for d in self.drafts[-6:]
        ):
            return
        stop = min(sentence.end, sentence.start + 1200)
        opening = (p.match(text, sentence.start, stop) for p in shapes.opening)
        part = Span(sentence.start, stop)
        is_said = has_cue(part.of(text))
        inside = (p.find(text, part, is_said=is_said) for p in shapes.inside)
        for found in chain(opening, inside):
            if found is None:
                continue
            spans = [
                _without_stop(text, Span(*found.span(part)))
                for part in ("what", "more")
                if found.groupdict().get(part)
            ]
            shape = _shape(found)
            rest = cut(text, spans[-1], shape)
            spans[-1], tail = self._without_tail(rest.said)
            if sum(end - start for start, end in spans) < _SHORTEST[shape]:
                continue
            self._report(number, spans, found, tail)
            if rest.then is not None:
                self._reported(number, Span(rest.then, sentence.end))
            return

    def _report(
        self, number: int, spans: list[Span], found: re.Match[str], tail: re.Match[str] | None
    ) -> None:
        """Note what is said, with what the same speaker goes on to say."""
        more = again(self.prose.text, spans[-1])
        if more is not None:
            spans[-1] = Span(spans[-1].start, more.before)
        draft = Draft(spans, self._form(spans), number)
        self._name(draft, found)
        if "finds" in found.groupdict() and not _is_somebody(draft.speaker):
            return  # "камера зафиксировала избиения"
        self._pass_on(draft, tail)
        self.drafts.append(draft)
        while more is not None and draft.speaker is not None:
            said = more.said
            more = again(self.prose.text, said)
            said = said if more is None else Span(said.start, more.before)
            further = Draft([said], self._form([said]), number, is_explicit=True)
            further.speaker, further.mention = draft.speaker, draft.mention
            further.cue, further.lemma = draft.cue, draft.lemma
            self.drafts.append(further)

    def _form(self, spans: list[Span]) -> Form:
        quoted = any(mark in span.of(self.prose.text) for span in spans for mark in '„“"«')
        return Form.MIXED if quoted else Form.INDIRECT

    def _without_tail(self, span: Span) -> tuple[Span, re.Match[str] | None]:
        """What is said, less ", сообщает агентство"."""
        text = self.prose.text
        tail = TAIL.search(text, *span)
        return (span, None) if tail is None else (Span(span.start, tail.start()), tail)

    def _pass_on(self, draft: Draft, tail: re.Match[str] | None) -> None:
        """..., сообщает агентство: the agency passes on what the speaker says."""
        if tail is not None:
            self._relay(draft, Span(*tail.span("who")))

    def _relay(self, draft: Draft, who: Span) -> None:
        relay = self.cast.member(who, None, is_subject=True)
        if relay is None or relay is draft.speaker:
            return
        if draft.speaker is None:
            draft.speaker, draft.mention = relay, None
        else:
            draft.relays.append(relay)

    # ------------------------------------------------------------------ speakers

    def _name(self, draft: Draft, found: re.Match[str]) -> None:
        groups = found.groupdict()
        side = "" if groups.get("who") else "2"
        who, cue = Span(*found.span("who" + side)), Span(*found.span("cue" + side))
        draft.cue, draft.lemma, draft.is_explicit = cue, base_form(cue.of(self.prose.text)), True
        gender = gender_of_verb(cue.of(self.prose.text))
        self._tell(draft, found)
        who = self._without_listener(self._without_gerund(trimmed(self.prose.text, *who)))
        is_free = groups.get("text") or groups.get("relay")
        if not is_free and who.end <= cue.start and self._is_governed(who):
            who = self._subject(cue.start) or who
        is_subject = not cue.of(self.prose.text).lower().startswith(_NOT_NOMINATIVE)
        is_subject = is_subject and not is_free
        member = self.cast.member(who, gender, is_subject=is_subject)
        if member is None and _AND.search(self.prose.text, who.start, cue.start) is not None:
            who = self._opening(cue.start, gender) or who
            member = self.cast.member(who, gender, is_subject=True)
        if member is None:
            return
        draft.speaker, draft.mention = member, who
        role = groups.get("beside")
        if role and member.role is None and kind_of(role) is not None:
            member.role, member.kind = role, member.kind or kind_of(role)
        if groups.get("relay"):
            self._relay(draft, Span(*found.span("relay")))
        self._cite(draft, max(who.end, cue.end))
        if not member.is_body and member.gender is None:
            member.is_plural = member.is_plural or _MANY.search(cue.of(self.prose.text)) is not None
        if self.cast.spoke[-1:] != [member]:
            self.cast.spoke.append(member)

    def _is_governed(self, who: Span) -> bool:
        """Whether a preposition governs the name, as no subject's: "накануне визита в Москву"."""
        words = who.of(self.prose.text)
        name = name_in(words)
        if name is None:
            return False  # "в министерстве заявили"
        if name.isupper() and _IN_OFFICE.search(words) is not None:
            return False  # "ранее в МВД заявляли"
        start = who.start + words.rfind(name)
        before = max(0, start - _FAR_BACK)
        return GOVERNED.search(self.prose.text, before, start) is not None

    def _opening(self, end: int, gender: Gender | None) -> Span | None:
        """Ада Бренн ушла и сказала: the name that opens the sentence, where the verb agrees."""
        text = self.prose.text
        start = max(text.rfind(mark, 0, end) for mark in ".!?\n") + 1
        found = NAMED_WHOLE.match(text, *trimmed(text, start, end))
        name = name_in(found.group()) if found else None
        if found is None or name is None or base_name(name) != name:
            return None
        return Span(*found.span()) if gender_of_name(name) in (None, gender) else None

    def _subject(self, end: int) -> Span | None:
        """The last name before the verb in its sentence that no preposition governs."""
        text = self.prose.text
        start = max(text.rfind(mark, 0, end) for mark in ".!?\n") + 1
        for found in reversed(list(SUBJECT.finditer(text, start, end))):
            span = Span(*found.span())
            if name_in(span.of(text)) is not None and not self._is_governed(span):
                return span
        return None

    def _without_gerund(self, who: Span) -> Span:
        """Орло обращаясь к суду: what the speaker does meanwhile is no part of the name."""
        for found in _GERUND.finditer(self.prose.text, *who):
            if found.start() > who.start and part_of_speech(found["word"]) == "GRND":
                return Span(who.start, found.start())
        return who

    def _without_listener(self, who: Span) -> Span:
        """Орло агентству «Северный провод»: the one told is no part of the name."""
        addressed = ADDRESSED.search(self.prose.text, who.start, who.end)
        told = _LAST_TITLE.search(self.prose.text, *who) if addressed is None else None
        if told is not None and is_dative(told["to"]):
            return Span(who.start, told.start())
        if addressed is None or addressed.start() == who.start:
            return who
        bare = trimmed(self.prose.text, who.start, addressed.start())
        opens = max(self.prose.text.rfind(mark, 0, bare.start) for mark in ".!?,»\n") + 1
        for found in NAMED_WHOLE.finditer(self.prose.text, opens, bare.end):
            if found.end() == bare.end and not any(is_cue(word) for word in found[0].split()):
                return Span(*found.span())
        return bare

    def _cite(self, draft: Draft, end: int) -> None:
        """Сообщает агентство со ссылкой на министерство: the ministry speaks through it."""
        cited = CITING.match(self.prose.text, end, min(len(self.prose.text), end + 120))
        if cited is None or draft.speaker is None:
            return
        span = trimmed(self.prose.text, *cited.span("who"))
        origin = self.cast.member(span, None)
        if origin is not None and origin is not draft.speaker:
            draft.relays.append(draft.speaker)
            draft.speaker, draft.mention = origin, span

    def _tell(self, draft: Draft, found: re.Match[str]) -> None:
        """Who was told, where an outlet is named beside the verb."""
        text = self.prose.text
        stop = SENTENCE_END.search(text, found.end())
        end = len(text) if stop is None else stop.start()
        is_after = not found.groupdict().get("who") or found.start("who") < found.start("cue")
        cue = found.end("cue" if found.groupdict().get("who") else "cue2")
        told = TOLD.search(text, found.start(), end)
        if told is None and is_after:
            told = TOLD_TITLE.match(text, cue, end)
        told = told or self._told_before(found)
        if told is None:
            return
        span = Span(*told.span("to"))
        name = span.of(text).strip('«»"')
        name = nominative(name) if told.re in (TOLD_TITLE, _LAST_TITLE, SOURCE) else name
        member = self.cast.known(name) or self.cast.new(name, tuple(name.lower().split()))
        member.kind, member.is_body = member.kind or SourceKind.OUTLET, True
        member.see(Sighting(span, MentionKind.NAME, False, True))
        draft.told_to, draft.told_at = member, span

    def _told_before(self, found: re.Match[str]) -> re.Match[str] | None:
        """В полиции «Озеру» сообщили, источник «Озера» рассказал: the outlet told, by its case."""
        side = "who" if found.groupdict().get("who") else "who2"
        told = _LAST_TITLE.search(self.prose.text, *found.span(side))
        if told is not None and is_dative(told["to"]):
            return told
        source = SOURCE.match(self.prose.text, *found.span(side))
        is_titled = source is not None and _IN_MARKS.search(source["to"] or "") is not None
        return source if is_titled else None


def _is_somebody(member: Member | None) -> bool:
    return member is not None and (member.is_person or member.is_body or member.kind is not None)


def _names_somebody(found: re.Match[str]) -> bool:
    """Whether what stands beside a verb of saying is a name, a role or a pronoun."""
    words = found["who"] or found["who2"]
    is_known = words.lower() in STANDS_FOR or is_told(words)
    is_known = is_known or ONE_OF.match(words) is not None
    return is_known or name_in(words) is not None


_IN_OFFICE = re.compile(r"\b[Вв]о?\s\S+$")
_AND = re.compile(r"(?:^|\s)и\s+(?:[а-яё]+о\s+)?$")
_NOT_NOMINATIVE = ("по ", "со ", "согласно")
_MANY = re.compile(r"(?:[яаую]т(?:ся)?|ли(?:сь)?)$")
_LAST_TITLE = re.compile(rf"\s(?P<to>{TITLE})$")
_GERUND = re.compile(r"\s(?P<word>[а-яё]{3,}(?:я|в|сь))\b")
_IN_MARKS = re.compile(r"[«\"]([^»\"]+)[»\"]")
_OWN_TURN = 12  # characters; a shorter turn may be anybody's answer
_FAR_BACK = 30  # characters in which a preposition before a name is looked for
_SHORTEST = {Shape.NOUN: 4, Shape.CLAUSE: 8, Shape.ASIDE: 8}  # characters that can be said


def _shape(found: re.Match[str]) -> Shape:
    groups = found.groupdict()
    if "aside" in groups:
        return Shape.ASIDE
    is_noun = groups.get("about") or groups.get("thing")
    return Shape.NOUN if is_noun else Shape.CLAUSE


def _without_stop(text: str, span: Span) -> Span:
    span = trimmed(text, *span)
    return Span(span.start, span.start + len(span.of(text).rstrip(" .!?…,")))


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
