"""What a word of saying does: denies, confirms, appeals, fears, promises, or only says.

Invariants:
- A word of saying under "not", "never", "could not", "refused to" does not do what it says.
- A word that is in no list only says.
"""

from __future__ import annotations

from enum import Enum, auto

from holdfast.language.tokens import tokenise
from holdfast.methods.corroboration.document import Utterance
from holdfast.methods.corroboration.prose import Prose


class Saying(Enum):
    """What the word of saying does."""

    SAY = auto()
    DENY = auto()
    CONFIRM = auto()
    APPEAL = auto()
    FEAR = auto()
    HEARSAY = auto()
    PROMISE = auto()
    WITHHOLD = auto()


_LEMMAS = {
    Saying.DENY: (
        "deny reject dismiss refute rebut repudiate disavow dispute отрицать отрицает опровергать "
        "опровергнуть отвергать отвергнуть заперечувати заперечити nier démentir bestreiten "
        "dementieren negar desmentir"
    ),
    Saying.CONFIRM: (
        "confirm corroborate verify acknowledge admit concede подтвердить подтверждать признать "
        "признавать підтвердити confirmer bestätigen confirmar"
    ),
    Saying.APPEAL: (
        "urge demand appeal plead implore beseech request petition требовать потребовать призвать "
        "призывать просить попросить приказать велеть распорядиться поручить "
        "вимагати закликати exiger demander fordern exigir pedir"
    ),
    Saying.FEAR: (
        "fear suspect worry speculate опасаться бояться подозревать предполагать предположить "
        "craindre befürchten vermuten temer"
    ),
    Saying.HEARSAY: "claim allege report rumour rumor purport утверждать сообщаться утверждаться",
    Saying.PROMISE: "promise vow pledge plan intend обещать пообещать намереваться планировать",
    Saying.WITHHOLD: "refuse decline comment deflect отказаться отказываться комментировать",
}
_BY_LEMMA = {lemma: saying for saying, lemmas in _LEMMAS.items() for lemma in lemmas.split()}
_CALLS = frozenset({"call", "ask", "press"})
_UNDOES = frozenset(
    "not never no neither nor cannot refused refuses refusing declined declines declining unable "
    "failed не никогда отказался отказалась отказались отказывается nie nicht".split()
)
_THREATENS = frozenset({"threaten", "угрожать", "пригрозить", "грозить"})


def saying_of(prose: Prose, utterance: Utterance) -> Saying:
    """What the utterance's word of saying does, SAY where it has none or it is undone."""
    lemma = (utterance.cue_lemma or "").lower()
    if lemma in _CALLS:
        return Saying.APPEAL if _leads_to_demand(prose, utterance) else Saying.SAY
    saying = _BY_LEMMA.get(lemma, Saying.SAY)
    if saying is not Saying.SAY and is_undone(prose, utterance):
        return Saying.WITHHOLD
    return saying


def is_threat(utterance: Utterance) -> bool:
    """Whether the word of saying is itself a threat."""
    return (utterance.cue_lemma or "").lower() in _THREATENS


def is_undone(prose: Prose, utterance: Utterance) -> bool:
    """Whether "not", "never" or "refused to" stands just before the word of saying."""
    if utterance.cue is None:
        return False
    tokens = tokenise(prose.text)
    at, _ = tokens.within(*utterance.cue)
    before = tokens.words[max(0, at - 3) : at]
    for word in reversed(before):
        if word in '.;:!?,"”»':
            return False
        if word in _UNDOES or word.endswith("n't"):
            return True
    return False


def _leads_to_demand(prose: Prose, utterance: Utterance) -> bool:
    """Whether "called" is followed by "on" or "for", "asked" or "pressed" by "to": a demand."""
    if utterance.cue is None or not utterance.spans:
        return False
    tokens = tokenise(prose.text)
    _, at = tokens.within(*utterance.cue)
    near = tokens.words[at : at + 8]
    if any(word in ("on", "upon", "for", "to") for word in near[:1]):
        return True
    is_naming = (utterance.cue_lemma or "").lower() == "call"  # "called it a lie from end to end"
    return "to" in near and not is_naming
