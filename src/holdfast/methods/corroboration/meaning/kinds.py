"""What an utterance does: the kind of a statement.

Invariants, in their order of precedence:
0. assertion: it withholds ("refused to comment", "did not deny"; an official who "could not
   confirm").
1. denial: its word of saying denies; or its words call the reports lies, say that the people or the
   places do not exist, or an official says that the harm did not happen or was not for what is
   said, or an organisation that nobody is persecuted. A witness who says that something did not
   happen to them does not deny.
2. confirmation: its word of saying, or "we can confirm", confirms a harm.
3. appeal: its word of saying, or its own words, demand something, and no harm is alleged outside
   the demanding sentence.
4. figure: a harm whose subject is a number of people, or that is done to a stated large number; or
   somebody puts a number at so many.
5. allegation: somebody is said to allege a harm; or the outlet relays it ("reportedly").
6. assertion: anything else, the outlet's own plain sentences among it.
"""

from __future__ import annotations

import re

import msgspec

from holdfast.language.caseless import Caseless
from holdfast.methods.corroboration.document import Utterance
from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.record import Form, Modality, SourceKind, StatementKind
from holdfast.methods.corroboration.spans import Span

from .acts import ActFound
from .lexicon import Lexicon
from .phrases import phrase, phrase_source, stands_in
from .saying import Saying

NOT_THERE = phrase("not_there")
NOT_SO = phrase("not_so")
_LIES = phrase("lies")
_WE_CONFIRM = phrase("we_confirm")
_REPORTS = phrase("reports")
_COUNT = phrase("count")
_PUTS_NUMBER = phrase("puts_number")
_I_SUFFERED = phrase("i_suffered")
_PASSIVE = phrase("passive")
_BE_VERB = phrase("be_verb")
_WITHHOLDS = phrase("withholds")
_UNCONNECTED = phrase("unconnected")
_NOT_AGAINST = phrase("not_against")
_SUBJECT = Caseless(
    rf"(?:\W*{phrase_source('before_number')}\W+)*\W*{phrase_source('number')}\b(?:\s+[\w'’-]+){{0,7}}\s*$"
)
_LARGE = Caseless(
    r"\W*(?:(?!in|since|by|on|at|until|from|before|after|during|в|с|до)\w+\W+)?"
    rf"{phrase_source('large_number')}\b"
)
_VICTIMS = phrase("victims")
SPEECH_ACTS = frozenset({"denial", "appeal"})
_SUFFERED = frozenset({"disappearance", "death-in-custody", "death-from-torture"})
_STARTS_WITH_NUMBER = Caseless(rf"{phrase_source('number')}\b")
_CYRILLIC = re.compile("[а-я]")
_ENOUGH = 50  # acts; a longer utterance is no one statement
_LONG_SUBJECT = 200  # characters
_DEMAND_MARK = re.compile(r"[.!?;]")


class Weighed(msgspec.Struct, frozen=True):
    """An utterance with what was found in it."""

    prose: Prose
    utterance: Utterance
    lexicon: Lexicon
    speaker_kind: SourceKind | None
    saying: Saying
    acts: tuple[ActFound, ...]

    @property
    def harms(self) -> tuple[ActFound, ...]:
        """The harms among the acts."""
        return tuple(found for found in self.acts if self.lexicon.is_harm(found.act))

    @property
    def deeds(self) -> tuple[ActFound, ...]:
        """The acts spoken of, without "the detainees" where something else is said of them."""
        spoken = [found for found in self.acts if found.act not in SPEECH_ACTS]
        text = self.prose.text
        deeds = [
            f for f in spoken if not (f.act == "detention" and _VICTIMS.match(f.span.of(text)))
        ]
        return tuple(deeds or spoken)

    def says(self, pattern: Caseless) -> bool:
        """Whether the content shows `pattern`."""
        return any(stands_in(pattern, self.prose.text, *span) for span in self.utterance.spans)


def kind_of(it: Weighed) -> StatementKind:
    """The kind of statement, by the first rule of the module that fits."""
    is_official = it.speaker_kind is SourceKind.OFFICIAL
    if it.saying is Saying.WITHHOLD or (is_official and it.says(_WITHHOLDS)):
        return StatementKind.ASSERTION
    for kind, fits in _RULES:
        if fits(it):
            return kind
    return StatementKind.ASSERTION


def _is_denial(it: Weighed) -> bool:
    if it.saying is Saying.DENY:
        return True
    if it.utterance.form is Form.UNATTRIBUTED or it.speaker_kind is SourceKind.WITNESS:
        return False
    if _accuses(it):
        return False
    if it.says(_LIES) or it.says(NOT_THERE) or it.says(NOT_SO):
        return True
    return _denies_in_own_words(it)


def _denies_in_own_words(it: Weighed) -> bool:
    if it.speaker_kind is SourceKind.ORGANISATION:
        return _sees_no_persecution(it)
    if it.speaker_kind is SourceKind.OFFICIAL and _parts_deed_from_victims(it):
        return True
    if it.speaker_kind is SourceKind.UNKNOWN and it.says(_I_SUFFERED):
        return False
    return (
        it.speaker_kind in (SourceKind.OFFICIAL, SourceKind.UNKNOWN)
        and bool(it.harms)
        and all(found.negated for found in it.deeds)
    )


def _parts_deed_from_victims(it: Weighed) -> bool:
    """An official's "the arrests are unrelated to their faith", "we are not against believers"."""
    return (bool(it.harms) and it.says(_UNCONNECTED)) or it.says(_NOT_AGAINST)


def _sees_no_persecution(it: Weighed) -> bool:
    """As in "the police oppress nobody": no one case, but all of them, is denied."""
    return bool(it.harms) and all(
        found.act == "persecution" and found.negated and found.modality is Modality.STATED
        for found in it.deeds
    )


def _accuses(it: Weighed) -> bool:
    """A harm alleged as fact: who alleges one does not deny, whatever else is called a lie."""
    if it.speaker_kind is SourceKind.OFFICIAL:
        return False
    return any(
        not found.negated and found.modality is Modality.STATED and found.act != "persecution"
        for found in it.harms
    )


def _is_confirmation(it: Weighed) -> bool:
    has_harm = any(not found.negated for found in it.harms)
    if it.saying is Saying.CONFIRM:
        return has_harm or it.says(_REPORTS)
    return has_harm and it.utterance.form is not Form.UNATTRIBUTED and it.says(_WE_CONFIRM)


def _is_appeal(it: Weighed) -> bool:
    if it.saying is Saying.APPEAL:
        return True
    if it.utterance.form is Form.UNATTRIBUTED:
        return False
    demands = [found.span for found in it.acts if found.act == "appeal" and not found.negated]
    return bool(demands) and all(
        any(_same_sentence(it.prose.text, harm.span, demand) for demand in demands[:_ENOUGH])
        for harm in it.harms[:_ENOUGH]
    )


def _same_sentence(text: str, one: Span, other: Span) -> bool:
    return not _DEMAND_MARK.search(text, min(one.end, other.end), max(one.start, other.start))


def _is_figure(it: Weighed) -> bool:
    if it.utterance.form is not Form.UNATTRIBUTED and it.says(_PUTS_NUMBER):
        return True
    harms = [found for found in it.harms if not found.negated]
    if not harms or (it.saying in (Saying.HEARSAY, Saying.FEAR) and it.speaker_kind is None):
        return False
    return it.says(_COUNT) or any(_has_number(it, found) for found in harms)


def _has_number(it: Weighed, harm: ActFound) -> bool:
    """Whether a number of people is the subject of `harm`, or a large one is its object."""
    text = it.prose.text
    span = next((s for s in it.utterance.spans if s.contains(harm.span)), harm.span)
    before = text[span.start : harm.span.start]
    after = text[harm.span.end : min(span.end, harm.span.end + 60)]
    if _LARGE.match(after) is not None or _STARTS_WITH_NUMBER.match(harm.span.of(text)):
        return True
    return (
        len(before) <= _LONG_SUBJECT
        and _SUBJECT.match(before) is not None
        and (
            harm.act in _SUFFERED
            or _PASSIVE.search(before) is not None
            or _BE_VERB.search(harm.span.of(text)) is not None
            or _CYRILLIC.search(before) is not None
        )
    )


def _is_allegation(it: Weighed) -> bool:
    alleged = [found for found in it.harms if not found.negated]
    if it.utterance.form is Form.UNATTRIBUTED:
        return any(found.modality is Modality.REPORTED for found in alleged)
    return bool(alleged)


_RULES = (
    (StatementKind.DENIAL, _is_denial),
    (StatementKind.CONFIRMATION, _is_confirmation),
    (StatementKind.APPEAL, _is_appeal),
    (StatementKind.FIGURE, _is_figure),
    (StatementKind.ALLEGATION, _is_allegation),
)
