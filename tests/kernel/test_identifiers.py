import re

from hypothesis import given
from hypothesis import strategies as st

from holdfast.kernel.identifiers import derived_id, random_alias, random_id


def test_random_identifiers_differ_and_have_128_bits() -> None:
    many = {random_id() for _ in range(1000)}
    assert len(many) == 1000
    assert all(re.fullmatch(r"[a-z2-7]{26}", one) for one in many)


def test_an_alias_has_no_letter_that_sounds_or_looks_like_a_digit() -> None:
    letters = set("".join(random_alias() for _ in range(500))) - {"-"}
    assert not letters & set("01oil")


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_derived_identifiers_are_alike_only_for_the_same_parts(a: list[str], b: list[str]) -> None:
    assert (derived_id("x", *a) == derived_id("x", *b)) == (a == b)


def test_a_derived_identifier_never_changes() -> None:
    assert derived_id("q", "report", 3, 17) == "q3cceb41b950b"
