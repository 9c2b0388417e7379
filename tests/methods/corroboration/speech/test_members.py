"""Members of the cast."""

from holdfast.methods.corroboration.document import MentionKind
from holdfast.methods.corroboration.spans import Span
from holdfast.methods.corroboration.speech.members import Member, Sighting


def sighting(start: int) -> Sighting:
    return Sighting(Span(start, start + 3), MentionKind.NAME, True, False)


def test_sightings_are_kept_in_order_and_once_a_place() -> None:
    member = Member(0, "Ada")
    for start in (9, 2, 9):
        member.see(sighting(start))
    assert member.starts == [2, 9]


def test_last_sighting_before_an_offset() -> None:
    member = Member(0, "Ada")
    member.see(sighting(2))
    member.see(sighting(9))
    found = member.last_before(9)
    assert found is not None
    assert found.span.start == 2
    assert member.last_before(2) is None
    assert member.is_seen_in(5, 10)
    assert not member.is_seen_in(3, 9)


def test_two_members_of_one_name_are_two() -> None:
    assert Member(0, "Ada") != Member(0, "Ada")


def test_name_that_only_follows_prepositions_may_be_a_place() -> None:
    member = Member(0, "Velmar", ("velmar",))
    member.see(Sighting(Span(2, 8), MentionKind.NAME, False, True))
    assert member.is_mere_place
    member.see(Sighting(Span(20, 26), MentionKind.NAME, True, False))
    assert not member.is_mere_place
