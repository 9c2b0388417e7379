import pytest

from holdfast.apps.ledger.rules import Entry, Form, event, hash_of, mark
from holdfast.methods.custody.verifier import blinded_leaf, leaf_hash

DATA = bytes(range(32))


def test_a_mark_commits_to_subject_revision_and_authenticator() -> None:
    leaf = hash_of(mark("a", 1, DATA))
    assert leaf == leaf_hash(blinded_leaf({"revision": 1, "subject": "a"}, DATA))
    others = [mark("b", 1, DATA), mark("a", 2, DATA), mark("a", 1, bytes(32)), event("a", DATA)]
    assert leaf not in {hash_of(other) for other in others}


def test_an_event_is_the_leaf_that_its_proof_opens() -> None:
    leaf = blinded_leaf({"kind": "exhibit"}, DATA)
    assert hash_of(event("a", leaf)) == leaf_hash(leaf)


@pytest.mark.parametrize("wrong", [("a", 0, DATA), ("", 1, DATA), ("a", 1, b"short")])
def test_what_no_leaf_can_be_made_of_is_refused(wrong: tuple[str, int, bytes]) -> None:
    with pytest.raises(ValueError, match="an entry"):
        Entry(wrong[0], wrong[1], Form.MARK, wrong[2])
