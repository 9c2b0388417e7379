"""What a person reads beside a disclosure: how it stands there, in one sentence.

Invariants: no word of the draft and no secret is in it.
"""

from __future__ import annotations

from .draft import Certainty, Disclosure, Manner, SecretKind

_KINDS = {
    SecretKind.PERSON: "A person's name",
    SecretKind.NICKNAME: "A nickname",
    SecretKind.PHONE: "A telephone number",
    SecretKind.ADDRESS: "An address",
    SecretKind.PLACE: "A place",
    SecretKind.ACCOUNT: "An account",
    SecretKind.BIRTH_DATE: "A date of birth",
    SecretKind.DOCUMENT: "A document's number",
    SecretKind.OTHER: "Something to be kept",
}
_MANNERS = {
    Manner.AS_WRITTEN: "as it is written",
    Manner.DISGUISED: "with other capitals, accents or look-alike signs",
    Manner.INFLECTED: "in another grammatical form",
    Manner.RESPELLED: "in another script or spelling",
    Manner.OTHER_FORM: "in another form of the given name",
    Manner.MISSPELT: "with one letter different",
    Manner.INITIALS: "with initials",
    Manner.REORDERED: "in another order",
    Manner.IN_PART: "in part",
    Manner.REGROUPED: "in another form of its figures",
    Manner.SPLIT: "cut by a space, a line or a field, or joined to other words",
}
_CERTAINTIES = {
    Certainty.CERTAIN: "stands here",
    Certainty.LIKELY: "most likely stands here",
    Certainty.POSSIBLE: "may stand here",
}


def explained(found: Disclosure) -> str:
    """One sentence: what stands there, how surely, in which manner, and of how many secrets."""
    how = ", ".join(_MANNERS[manner] for manner in found.manners)
    many = len(found.secrets)
    of = f" It fits {many} of the secrets." if many > 1 else ""
    return f"{_KINDS[found.kind]} {_CERTAINTIES[found.certainty]}, {how}.{of}"
