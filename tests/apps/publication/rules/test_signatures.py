from holdfast.apps.archive.rules import Use
from holdfast.apps.publication.rules.contents import digest
from holdfast.apps.publication.rules.signatures import (
    ReleaseSignature,
    signatures_hold,
    uses_withdrawn,
)


def test_two_different_members_sign_exactly_what_leaves() -> None:
    leaves = b"bytes"
    one, two, same = (
        ReleaseSignature(member=m, day="2031-05-06", sha256=digest(leaves), event="e")
        for m in "aba"
    )
    other = ReleaseSignature(member="b", day="2031-05-06", sha256=digest(b"other"), event="e")
    assert signatures_hold([one, two], leaves)
    assert not signatures_hold([one, same], leaves)
    assert not signatures_hold([one], leaves)
    assert not signatures_hold([one, other], leaves)


def test_only_the_withdrawn_use_of_a_paragraph_counts() -> None:
    gone = frozenset({("t", "p1", Use.PUBLISH), ("t", "p2", Use.SHARE)})
    assert uses_withdrawn([("t", "p1"), ("t", "p2")], Use.PUBLISH, gone) == ("p1",)
