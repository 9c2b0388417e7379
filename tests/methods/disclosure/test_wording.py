from __future__ import annotations

from holdfast.methods.disclosure.draft import Certainty, Disclosure, Manner, Place, SecretKind
from holdfast.methods.disclosure.wording import explained

PLACE = (Place("title", 0, 5),)


def test_a_disclosure_is_explained_in_a_sentence() -> None:
    found = Disclosure(
        PLACE, SecretKind.PERSON, ("a",), (Manner.INFLECTED, Manner.IN_PART), Certainty.LIKELY
    )
    assert explained(found) == (
        "A person's name most likely stands here, in another grammatical form, in part."
    )


def test_how_many_secrets_it_fits_is_said() -> None:
    found = Disclosure(PLACE, SecretKind.PLACE, ("a", "b"), (Manner.AS_WRITTEN,), Certainty.CERTAIN)
    assert explained(found).endswith("It fits 2 of the secrets.")


def test_there_are_words_for_everything_that_can_be_found() -> None:
    for kind in SecretKind:
        for certainty in Certainty:
            found = Disclosure(PLACE, kind, ("a",), tuple(Manner), certainty)
            assert explained(found).endswith(".")
