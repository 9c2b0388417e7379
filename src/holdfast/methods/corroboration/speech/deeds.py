"""Verbs of saying that report no words here: they tell what somebody did or is to do.

Invariants: the form of the verb and the words beside it decide, never who is meant. Where it only
describes a noun, shares the "to" of another verb or goes on with the account, nothing is said.
"""

from __future__ import annotations

from .phrases import subject_before
from .reported import Sentence
from .tokens import Tag


def tells_deed(sentence: Sentence, cue: int, base: str) -> bool:
    """Whether the verb of saying at token `cue`, of base form `base`, frames no words here."""
    return (
        _is_mere_participle(sentence, cue, base)
        or _lacks_its_object(sentence, cue, base)
        or _withholds_answer(sentence, cue)
        or _is_second_infinitive(sentence, cue, base)
        or _goes_on_telling(sentence, cue, base)
    )


def _is_mere_participle(sentence: Sentence, cue: int, base: str) -> bool:
    """A past participle that describes a noun: "the laws proposed by", "a group, called"."""
    tokens = sentence.tokens
    after = tokens[cue + 1] if cue + 1 < sentence.end else None
    before = tokens[cue - 1] if cue > sentence.start else None
    if not tokens[cue].low.endswith(("ed", "en", "de")) or after is None or before is None:
        return False
    is_naming = base in sentence.lexis.words["verbs_of_naming"] and base != "describe"
    if before.tag == Tag.COMMA and is_naming:
        subject = subject_before(tokens, cue, sentence.start)
        return subject is None or subject.apposition is None
    is_of_noun = after.low in ("by", "during", "as") and before.tag in "W,"
    return (is_of_noun or _is_done_by(sentence, cue)) and base != "describe"


def _lacks_its_object(sentence: Sentence, cue: int, base: str) -> bool:
    """Whether somebody is spoken of, and does not speak: "anyone accused of it", "men told to go".

    The verb has an object when it frames words. Where what follows the object stands right behind
    the participle, the noun before it is the object; "what they called" is asked for by "what".
    """
    tokens = sentence.tokens
    if cue + 1 >= sentence.end or cue == sentence.start or not _is_past(tokens[cue].low):
        return False
    after, before = tokens[cue + 1].low, tokens[cue - 1]
    if before.tag not in "WX#ND" or after not in _AFTER_OBJECT.get(base, ()):
        return False
    if after == "to" and base in _SAID_TO_BE:
        return cue + 2 < sentence.end and tokens[cue + 2].low in ("be", "have")
    first = max(sentence.start, cue - _LONGEST_QUESTION)
    return all(t.low not in _ASKED_FOR for t in tokens[first:cue])


def _is_past(low: str) -> bool:
    return low.endswith("ed") or low in ("told", "said", "thought", "found")


def _withholds_answer(sentence: Sentence, cue: int) -> bool:
    """Whether a question is left open: "has not said whether they are alive"."""
    tokens = sentence.tokens
    if cue + 1 >= sentence.end or tokens[cue + 1].low not in _QUESTION:
        return False
    at = cue - 1
    while at > sentence.start and (tokens[at].tag in "AR" or tokens[at].low == "yet"):
        if tokens[at].low in _NEVER or tokens[at].low.endswith(("n't", "n’t")):
            return True
        at -= 1
    return False


def _is_done_by(sentence: Sentence, cue: int) -> bool:
    """Whether only a time stands before "by": "the raids announced last week by the governor"."""
    at = cue + 1
    while at < sentence.end and sentence.tokens[at].tag in "RMD":
        at += 1
    is_by = at < sentence.end and sentence.tokens[at].low == "by"
    return is_by and sentence.tokens[cue - 1].tag == Tag.WORD


def _is_second_infinitive(sentence: Sentence, cue: int, base: str) -> bool:
    """Whether the verb shares the "to" of another: "a panel to find the poets and report them"."""
    tokens = sentence.tokens
    if tokens[cue].low != base or tokens[cue - 1].low not in ("and", "or"):
        return False
    for at in range(cue - 2, max(sentence.start, cue - _LONGEST_INFINITIVE), -1):
        if tokens[at].low == "to" and tokens[at + 1].tag not in "DXN#O":
            return True
        is_finite = tokens[at].tag == Tag.CUE and tokens[at - 1].low != "to"
        if is_finite or tokens[at].tag in "AT;:Q":
            return False
    return False


def _goes_on_telling(sentence: Sentence, cue: int, base: str) -> bool:
    """Whether a participle goes on with what was done: "raided it, threatening to shut it"."""
    tokens = sentence.tokens
    if base not in _DONE_IN_WORDS or not tokens[cue].low.endswith("ing"):
        return False
    if cue + 2 >= sentence.end or tokens[cue - 1].tag != Tag.COMMA:
        return False
    return tokens[cue + 1].low == "to" or tokens[cue + 1].tag == Tag.DETERMINER


_LONGEST_INFINITIVE = 16  # tokens of "to find the poets in the libraries and"
_DONE_IN_WORDS = frozenset(["announce", "threaten"])
_LONGEST_QUESTION = 8  # tokens of "what the mothers of both boys"
_ASKED_FOR = frozenset("what whatever which that whom".split())
_SAID_TO_BE = frozenset("say believe think allege report understand find".split())
_AFTER_OBJECT = {
    "accuse": frozenset(["of"]),
    "charge": frozenset(["with"]),
    "condemn": frozenset(["for", "to"]),
    "denounce": frozenset(["for", "as"]),
    **dict.fromkeys(("blame", "praise", "criticise", "criticize"), frozenset(["for"])),
    **dict.fromkeys(("describe", "label", "brand"), frozenset(["as"])),
    **dict.fromkeys(("tell", "urge", "encourage"), frozenset(["to"])),
    **dict.fromkeys(_SAID_TO_BE, frozenset(["to"])),
}
_NEVER = frozenset(["not", "never"])
_QUESTION = frozenset(["whether", "if"])
