"""What an utterance means: its kind, its acts, whether it negates them and how far it commits.

Invariants:
- `acts` are the acts named in the content, by place, then what they imply; a denial is itself the
  act `denial` and an appeal the act `appeal`, a threat as word of saying the act `threat`.
- `negated` is true where every act spoken of is negated in its clause, or, for a denial that names
  none, where it says that there is nothing and nobody, or that it did not happen.
- `modality` is that of the harm the speaker commits to most; an appeal is always demanded.
"""

from __future__ import annotations

import re

from holdfast.language.caseless import Caseless
from holdfast.language.tokens import tokenise
from holdfast.methods.corroboration.document import Meaning, Utterance
from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.record import Modality, SourceKind, StatementKind

from .acts import ActFound, find_acts, lexicon_language
from .cues import cues_of
from .kinds import NOT_SO, NOT_THERE, SPEECH_ACTS, Weighed, kind_of
from .lexicon import Lexicon
from .phrases import stands_in
from .saying import Saying, is_threat, saying_of

__all__ = ["find_acts", "read_meaning"]

_COMMITMENT = (
    Modality.STATED,
    Modality.REPORTED,
    Modality.POSSIBLE,
    Modality.FUTURE,
    Modality.DEMANDED,
)
_ANNOUNCING = frozenset("announce vow pledge promise threaten declare swear".split())
_WOULD = Caseless(r"(?<!\w)(?:would|[a-z]+[’']d)(?!\w)")
_DOUBTS = Caseless(r"(?<!\w)(?:may|might|could|perhaps|possibly|if|unless|fear\w*|likely)(?!\w)")
_ANNOUNCES = re.compile(r"\b(?:will|shall|ll|going to)\b", re.IGNORECASE)


def read_meaning(
    prose: Prose, utterance: Utterance, lexicon: Lexicon, *, speaker_kind: SourceKind | None
) -> Meaning:
    """The meaning of `utterance`, by its words and its word of saying.

    `speaker_kind` is None where nobody is named; it decides whether a negated harm is a denial.
    """
    saying = saying_of(prose, utterance)
    found = tuple(act for span in utterance.spans for act in find_acts(prose, span, lexicon))
    if saying is Saying.DENY:
        found = tuple(_inverted(act) for act in found)
    it = Weighed(prose, utterance, lexicon, speaker_kind, saying, found)
    kind = kind_of(it)
    return Meaning(
        kind=kind,
        negated=_is_negated(it, kind),
        modality=_modality(it, kind),
        acts=_acts(it, kind),
    )


def _inverted(found: ActFound) -> ActFound:
    if found.act in SPEECH_ACTS:
        return found
    return ActFound(found.act, found.span, not found.negated, found.modality)


def _is_negated(it: Weighed, kind: StatementKind) -> bool:
    if it.deeds:
        return all(found.negated for found in it.deeds)
    if kind is not StatementKind.DENIAL:
        return False
    return it.saying is Saying.DENY or it.says(NOT_THERE) or it.says(NOT_SO)


def _modality(it: Weighed, kind: StatementKind) -> Modality:
    if kind is StatementKind.APPEAL:
        return Modality.DEMANDED
    found = {_modality_of(act, it) for act in it.harms or it.acts}
    modality = min(found, key=_COMMITMENT.index) if found else _without_acts(it)
    if modality is Modality.POSSIBLE and _is_announced(it):
        return Modality.FUTURE
    if kind is StatementKind.DENIAL and modality is Modality.REPORTED:
        return Modality.STATED  # "the reports are false" is no hearsay of the speaker's
    return _by_saying(it) if modality is Modality.STATED else modality


def _modality_of(found: ActFound, it: Weighed) -> Modality:
    """That of its clause; what an official's own "we will hunt them down" announces is to come."""
    is_own = found.act == "threat" and it.speaker_kind is SourceKind.OFFICIAL
    is_announced = is_own and _ANNOUNCES.search(found.span.of(it.prose.text)) is not None
    is_plain = found.modality is Modality.STATED
    return Modality.FUTURE if is_announced and is_plain else found.modality


def _is_announced(it: Weighed) -> bool:
    """Whether its "would" is the future of what was announced: "vowed that they would jail"."""
    announces = (it.utterance.cue_lemma or "").lower() in _ANNOUNCING
    return announces and it.says(_WOULD) and not it.says(_DOUBTS)


def _by_saying(it: Weighed) -> Modality:
    """What the word of saying leaves of a plain statement: "feared that", "vowed to"."""
    if it.saying is Saying.FEAR:
        return Modality.POSSIBLE
    if it.saying is Saying.PROMISE:
        return Modality.FUTURE
    if it.saying is Saying.HEARSAY and it.speaker_kind is None:
        return Modality.REPORTED
    return Modality.STATED


def _without_acts(it: Weighed) -> Modality:
    """The modality of an utterance that names no act: the first cue of its first clause."""
    cues = cues_of(lexicon_language(it.prose, it.lexicon))
    tokens = tokenise(it.prose.text)
    for span in it.utterance.spans[:1]:
        if stands_in(cues.reported_anywhere, it.prose.text, *span):
            return Modality.REPORTED
        first, after = tokens.within(*span)
        words = tokens.words[first : min(after, first + 12)]
        for before, word in zip(("", *words), words, strict=False):
            if word in ",;:.":
                break
            if word == "will" and before in _OWN:
                continue  # "of their own free will"
            if word in ("will", "shall", "будет", "будут"):
                return Modality.FUTURE
            if word in ("may", "might", "возможно"):
                return Modality.POSSIBLE
            if word in ("must", "should", "должны", "должен"):
                return Modality.DEMANDED
    return Modality.STATED


_OWN = frozenset("free own their his her our my good ill the a".split())


def _only_names_people(it: Weighed, found: ActFound) -> bool:
    """Whether Russian "задержанных" only says whom something else was done to."""
    if found.act != "detention" or lexicon_language(it.prose, it.lexicon) != "ru":
        return False
    from .russian import is_of_people  # noqa: PLC0415  (the dictionary costs 0.3 s)

    has_other = any(other.act != "detention" for other in it.harms)
    return has_other and is_of_people(it.prose.text, found.span)


def _acts(it: Weighed, kind: StatementKind) -> tuple[str, ...]:
    acts = [found.act for found in it.acts if not _only_names_people(it, found)]
    if is_threat(it.utterance):
        acts.append("threat")
    if kind is StatementKind.DENIAL:
        acts.append("denial")
    if kind is StatementKind.APPEAL:
        acts.append("appeal")
    return it.lexicon.with_implied(acts)
