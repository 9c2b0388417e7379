import numpy as np
from tests.methods.passage.deal import cards, helper, household, leg, night, place

from holdfast.methods.passage.board import Board

NIGHTS = [0, 1, 2, 3]


def open_nights(board: Board, id_: str) -> dict[str, list[bool]]:
    grid = board.open_for(board.cards.household(id_), NIGHTS)
    return {one.id: grid[row].tolist() for row, one in enumerate(board.places)}


def test_what_is_taken_is_not_open_to_others() -> None:
    board = Board(cards(household("h1"), household("h2", people=2), place("p1", beds=2)))
    board.take(board.cards.household("h1"), 0, [1, 2])
    assert open_nights(board, "h2")["p1"] == [True, False, False, True]
    assert open_nights(board, "h1")["p1"] == [True] * 4


def test_a_place_that_does_not_mix_is_closed_while_somebody_is_there() -> None:
    board = Board(cards(household("h1"), household("h2"), place("p1", beds=9, may_mix=False)))
    board.take(board.cards.household("h1"), 0, [0])
    assert open_nights(board, "h2")["p1"] == [False, True, True, True]


def test_where_somebody_is_who_must_be_kept_apart_is_closed_that_night() -> None:
    apart = household("h1", apart_from=frozenset({"h2"}))
    board = Board(cards(apart, household("h2"), place("p1", beds=9)))
    board.take(board.cards.household("h1"), 0, [3])
    assert open_nights(board, "h2")["p1"] == [True, True, True, False]


def test_beds_of_single_nights_and_the_zone_of_a_journey_close_nights() -> None:
    board = Board(
        cards(
            household("h1"),
            place("p1", beds_on={night(0): 0}),
            place("p2", zone="river"),
            leg("l1", "h1", day=2),
        )
    )
    assert open_nights(board, "h1") == {
        "p1": [False, True, False, False],
        "p2": [False, False, True, True],
    }


def test_a_place_known_to_who_must_not_know_of_them_is_not_allowed() -> None:
    hidden = household("h1", must_not_know=frozenset({"e1"}), refused=frozenset({"p3"}))
    board = Board(
        cards(hidden, place("p1"), place("p2"), place("p3"), helper("e1", knows=frozenset({"p1"})))
    )
    assert board.allowed(hidden).tolist() == [False, True, False]


def test_the_places_somebody_who_works_with_them_knows_are_told_apart() -> None:
    helped = household("h1", works_with=frozenset({"e1"}))
    board = Board(cards(helped, place("p1", known_by=frozenset({"e1"})), place("p2"), helper("e1")))
    assert board.known_among(helped, np.array([0, 1])).tolist() == [True, False]
