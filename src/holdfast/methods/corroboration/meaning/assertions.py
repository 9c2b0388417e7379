"""What the outlet asserts in its own voice, with nobody named for it.

Invariants:
- One utterance a sentence, of form `unattributed`, with no speaker; never inside what is taken.
- It names a harm of the crackdown that it does not negate, demand or threaten.
- Left out: headlines and lines that are no sentence, questions, calls to the reader, what is
  attributed in the sentence itself or opens as a quotation, what people protest or petition
  against, and what happened elsewhere or in another age. "Reportedly" and "it has been reported"
  name nobody and stay.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from holdfast.methods.corroboration.document import Utterance
from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.record import Form, Modality
from holdfast.methods.corroboration.spans import Span, merged

from .acts import ActFound, find_acts
from .lexicon import Lexicon
from .phrases import phrase, phrase_source, stands_in

_OWNING = frozenset("'’")
_OUTSIDE = re.compile(r"\b(?:outside|near|opposite|beside|facing) (?:the |an? )?(?:\w+ ){0,2}$")
_PEOPLE = re.compile(r"(?:detainees?|prisoners?|inmates?|captives?)$")
_PLACE = re.compile(r"(?:cent(?:re|er)|prison|jail|camp)s?(?!\w)")
_MOST = 0.5
_FEWEST_WORDS = 4
_LONGEST = 3000  # characters; a longer "sentence" is a table or a broken page
_ENDS = re.compile(r"[.!…。۔:;][\"'”’»“)\]*]*$")
_EDGE = " \t\"“”«»‘’'„,;:–—-()[]"
_LOOSE = re.compile(
    r"^(?:and|but|while|as|that|или|и|а|но|что)\s+|\s+(?:and|but|while|that|и|а|но|что)$",
    re.IGNORECASE,
)

_OPEN = frozenset('"“«„')
_CLOSE = '"”»“'
_VICTIMS = phrase("victims")
_SAID = phrase("said")
_NOBODY_SAID = phrase("nobody_said")
_REACTION = phrase("reaction")
_ELSEWHERE = phrase("elsewhere")
_TO_READER = phrase("to_reader")
_LAW = phrase("law")
_OPENING = phrase("opening")
_SPEAKER = re.compile(  # a clause of its own: only who said it stands between "and" and the verb
    r",? and (?:the |an? |one |some |[a-z]+ )?[\w’'-]+(?: [\w’'-]+)? (?:said|says|say)(?: that)?$"
)
_BREAK = re.compile(rf";|(?<!\w){phrase_source('break')}(?!\w)", re.IGNORECASE)


def find_assertions(prose: Prose, taken: Sequence[Span], lexicon: Lexicon) -> tuple[Utterance, ...]:
    """The outlet's own unattributed sentences that allege harm, in their order.

    `taken` are the spans already attributed to somebody. A sentence that is mostly taken is left
    out; of one that is partly taken the free stretches that name the harm are used.
    """
    closed = merged(taken)
    out = []
    for sentence in prose.sentences:
        if sentence.end - sentence.start > _LONGEST:
            continue
        spans = _free_of(prose.text, sentence, closed)
        kept = tuple(span for span in spans if _alleges(prose, sentence, span, lexicon))
        if kept:
            out.append(Utterance(spans=kept, form=Form.UNATTRIBUTED))
    return tuple(out)


def _free_of(text: str, sentence: Span, closed: tuple[Span, ...]) -> list[Span]:
    """The stretches of `sentence` outside `closed`; none where it is mostly closed."""
    first = max(0, bisect_left(closed, sentence) - 1)
    last = bisect_left(closed, (sentence.end, sentence.end))
    inside = [span for span in closed[first:last] if span.overlaps(sentence)]
    if not inside:
        return [sentence]
    free: list[Span] = []
    start = sentence.start
    for span in inside:
        free.append(_edged(text, start, max(start, min(span.start, sentence.end))))
        start = max(start, span.end)
    free.append(_edged(text, start, max(start, sentence.end)))
    own = _clause_before_speaker(text, free[0]) if free[0].start == sentence.start else None
    size = sum(span.end - span.start for span in free)
    if own is not None:
        free[0] = own
        return free[:1] if size < _MOST * (sentence.end - sentence.start) else free
    return free if size >= _MOST * (sentence.end - sentence.start) else []


def _clause_before_speaker(text: str, span: Span) -> Span | None:
    """The outlet's own clause in "Six were beaten and police said they ...", or None."""
    found = _SPEAKER.search(text, *span)
    return None if found is None else _edged(text, span.start, found.start())


def _edged(text: str, start: int, end: int) -> Span:
    """The stretch without marks, "and" or "that" at its edges."""
    while True:
        while start < end and (text[start] in _EDGE or text[start].isspace()):
            start += 1
        while end > start and (text[end - 1] in _EDGE or text[end - 1].isspace()):
            end -= 1
        loose = _LOOSE.search(text[start:end])
        if loose is None:
            return Span(start, end)
        if loose.start() == 0:
            start += loose.end()
        else:
            end = start + loose.start()


def _alleges(prose: Prose, sentence: Span, span: Span, lexicon: Lexicon) -> bool:
    text = prose.text
    if span.of(text).count(" ") < _FEWEST_WORDS - 1:
        return False
    harms = [
        found
        for found in find_acts(prose, span, lexicon)
        if lexicon.is_harm(found.act) and _is_asserted(found) and not _is_of_victims(text, found)
    ]
    if not harms or not _is_plain_sentence(text, sentence):
        return False
    return any(_is_outlets_own(text, sentence, harm) for harm in harms)


def _is_of_victims(text: str, found: ActFound) -> bool:
    """Whether the harm is only a word for people: "51 former detainees", "one of the abducted"."""
    word, before = (
        found.span.of(text).lower(),
        text[max(0, found.span.start - 8) : found.span.start],
    )
    if _is_of_people_or_place(text, found):
        return True
    if before.lower().endswith(("former ", "ex-")):
        return _VICTIMS.search(word) is not None
    return before.endswith(" of the ") and word.endswith("ed")


def _is_of_people_or_place(text: str, found: ActFound) -> bool:
    """Whether somebody only owns something or stands by: "outside the jail", "inmates' notes"."""
    stop = min(len(text), found.span.end + len(" centre"))
    if text[found.span.end : found.span.end + 1] in _OWNING:
        return _PEOPLE.search(found.span.of(text).lower()) is not None
    is_outside = _OUTSIDE.search(text, max(0, found.span.start - 24), found.span.start)
    return is_outside is not None and _PLACE.search(text, found.span.start, stop) is not None


def _is_asserted(found: ActFound) -> bool:
    return not found.negated and found.modality is not Modality.DEMANDED


def _is_plain_sentence(text: str, sentence: Span) -> bool:
    words = sentence.of(text)
    return (
        _ENDS.search(words) is not None
        and _TO_READER.search(words) is None
        and not stands_in(_LAW, text, *sentence)
    )


def _is_outlets_own(text: str, sentence: Span, harm: ActFound) -> bool:
    before = text[sentence.start : harm.span.start]
    own = sentence.start + _own_part(before)
    comma = text.find(",", harm.span.end, sentence.end)
    if stands_in(_REACTION, text, own, harm.span.start):
        return False
    if stands_in(_ELSEWHERE, text, own, sentence.end if comma < 0 else comma):
        return False
    if _is_inside_quotation(before):
        return False
    opening = _OPENING.match(before)
    if opening is not None and _ELSEWHERE.search(opening.group()) is not None:
        return False
    return not _is_attributed(text, sentence, harm)


def _is_attributed(text: str, sentence: Span, harm: ActFound) -> bool:
    """Whether a word of saying in the same part of the sentence covers the harm."""
    if stands_in(_NOBODY_SAID, text, *sentence):
        return False
    for said in _SAID.all_in(text, *sentence):
        first, last = sorted((Span(*said.span()), harm.span))
        if _SPEAKER.search(text, harm.span.end, said.end()) is not None:
            continue
        if _BREAK.search(text, first.end, last.start) is None:
            return True
    return False


def _is_inside_quotation(before: str) -> bool:
    """Whether the sentence opens with a quotation that is not closed before the harm."""
    return before[:1] in _OPEN and not any(mark in before[1:] for mark in _CLOSE)


def _own_part(before: str) -> int:
    """Where the harm's own part of the sentence begins, after the last comma."""
    return before.rfind(",") + 1 if before.count(",") < 3 else 0
