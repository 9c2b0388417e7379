from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.apps.casework.rules.vouching import MOST_STEPS, Link, Mark, Person, chain_of


def person(*vouchers: str, vetted: bool = True, detained: bool = False) -> Person:
    return Person("x", vetted, detained, vouchers)


def test_a_chain_is_followed_row_by_row_to_where_it_begins() -> None:
    chain = chain_of(
        "a", {"a": person("b", "c"), "b": person("d"), "c": person("d"), "d": person()}
    )
    assert chain.rows == [["a"], ["b", "c"], ["d"]]
    assert chain.links == [Link("b", "a"), Link("c", "a"), Link("d", "b"), Link("d", "c")]
    assert chain.marks == {}


def test_an_end_that_is_detained_or_not_vetted_is_marked() -> None:
    people = {
        "a": person("b", "c"),
        "b": person(detained=True),
        "c": person(vetted=False),
    }
    assert chain_of("a", people).marks == {"b": Mark.DETAINED, "c": Mark.UNVETTED}


def test_a_loop_is_marked_and_followed_once() -> None:
    chain = chain_of("a", {"a": person("b"), "b": person("c"), "c": person("b")})
    assert chain.rows == [["a"], ["b"], ["c"]]
    assert chain.marks == {"b": Mark.LOOP, "c": Mark.LOOP}
    both = chain_of("a", {"a": person("b"), "b": person("a")})
    assert both.marks == {"a": Mark.LOOP, "b": Mark.LOOP}


def test_nothing_is_followed_behind_who_may_not_be_opened() -> None:
    chain = chain_of("a", {"a": person("b"), "c": person()})
    assert chain.rows == [["a"], ["b"]]
    assert chain.marks == {"b": Mark.CLOSED}


@settings(deadline=None, max_examples=80)
@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sets(st.sampled_from("abcdefghxyz"))))
def test_drawing_always_ends_and_names_nobody_twice(ties: dict[str, set[str]]) -> None:
    people = {one: person(*sorted(vouchers)) for one, vouchers in ties.items()}
    chain = chain_of("a", people)
    named = [one for row in chain.rows for one in row]
    assert len(named) == len(set(named))
    assert len(chain.rows) <= MOST_STEPS + 1
    assert {one for one in named if one not in people and one != "a"} == {
        one for one, mark in chain.marks.items() if mark is Mark.CLOSED
    }
