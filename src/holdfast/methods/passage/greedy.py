"""The quick planner: sound always, the same every time, never the proof of a best plan.

Invariants:
- What it returns has no breach (`checker.check_plan`); who cannot be placed is left out, not
  squeezed in.
- Whoever has a bed keeps it or is left where they stand in `keep`; a bed somebody has is never
  taken for somebody else. After that: need tier, risk, deadline; then, for a place, least
  disruption, least cost, and fewest who come to know it. Never work, money or origin: no card has
  them.
- Places are taken so as to reach furthest, which changes place as seldom as the free beds allow.
- Who may not be parted is placed as one, at the turn of the most urgent; who only travels together
  is brought together once everybody has been served.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from .board import Board, Grid, Numbers
from .cards import Household, HouseholdId, PlaceId
from .deck import Cards
from .escorts import assign_escorts, rank
from .plans import Plan, Stay, Whereabouts, stays_of
from .together import bound_party, bring_together, parted_columns, place_bound, rows_of_company

_ROUNDS = 3


def plan_greedily(cards: Cards, *, keep: Plan | None = None) -> Plan:
    """A sound plan for these cards, as near to `keep` as the cards allow.

    Who is somewhere stays there as long as the place takes them; stays and rides of `keep` stand
    wherever they are still sound. Time grows with households x places.
    """
    board = Board(cards)
    keep = keep or Plan()
    order = sorted(cards.households, key=lambda household: rank(cards, household))
    _keep_beds(board, order, keep.whereabouts())
    board.let_stand()
    _place_all(board, order)
    if any(cards.company(household) for household in order):
        _settle(board, order)
    stays = [stay for household in order for stay in _stays(board, household)]
    plan = Plan.of(stays, ())
    return Plan.of(stays, assign_escorts(cards, plan.whereabouts(), keep=keep.rides))


def beds_kept(cards: Cards) -> Board:
    """The board on which everybody only keeps the bed they have, for the nights they can."""
    board = Board(cards)
    order = sorted(cards.households, key=lambda household: rank(cards, household))
    _keep_beds(board, order, {})
    return board


def _keep_beds(board: Board, order: Sequence[Household], before: Whereabouts) -> None:
    planned: dict[HouseholdId, list[PlaceId | None]] = {}
    for household in order:
        nights = board.cards.nights(household)
        planned[household.id] = [before.get((household.id, night)) for night in nights]
    for household in sorted(order, key=lambda household: household.now_at is None):
        wanted = planned[household.id]
        if any(place is not None for place in wanted):
            _keep_plan(board, household, wanted)
        elif household.now_at is not None:
            _stay_on(board, household)


def _stay_on(board: Board, household: Household) -> None:
    columns = board.columns(board.cards.nights(household))
    if columns and household.now_at is not None:
        row = board.index[household.now_at]
        grid = board.open_for(household, columns)
        reach = _reach(grid, 0, _limits(board, _run_so_far(board, household)))[row]
        board.take(household, row, columns[:reach])


def _keep_plan(board: Board, household: Household, wanted: Sequence[PlaceId | None]) -> None:
    """Take up an earlier plan from its first night to the first night it no longer holds; the beds
    of later nights are spared until it is their turn."""
    nights = board.cards.nights(household)
    columns = board.columns(nights)
    grid = board.open_for(household, columns)
    run = _run_so_far(board, household)
    start = next(i for i, place in enumerate(wanted) if place is not None)
    if start and nights[start] > board.cards.latest_arrival(household):
        return
    position = start
    while position < len(columns) and (place := wanted[position]) in board.index:
        assert place is not None
        row, end = board.index[place], position
        while end < len(columns) and wanted[end] == place:
            end += 1
        reach = min(int(_reach(grid, position, _limits(board, run))[row]), end - position)
        board.take(household, row, columns[position : position + reach])
        position, run = position + reach, (row, reach)
        if position < end:
            break
    for later in range(position, len(columns)):
        place = wanted[later]
        if place is not None and place in board.index and grid[board.index[place], later]:
            board.spare(household, board.index[place], columns[later])


def _place_all(board: Board, order: Sequence[Household]) -> None:
    done: set[HouseholdId] = set()
    for household in order:
        if household.id in done:
            continue
        party = bound_party(board, household) if board.cards.bound(household) else (household,)
        if len(party) > 1:
            place_bound(board, party, _seat)
        else:
            board.claim(household)
            _seat(board, household, None)
        done |= {one.id for one in party}


def _settle(board: Board, order: Sequence[Household]) -> None:
    """Bring together who travels together, and fill the beds that this leaves free."""
    for _ in range(_ROUNDS):
        before = [board.held(household.id) for household in order]
        _bring_together(board, order)
        _place_all(board, order)
        if [board.held(household.id) for household in order] == before:
            return


def _bring_together(board: Board, order: Sequence[Household]) -> None:
    for household in order:
        for id_ in sorted(board.cards.company(household) - board.cards.bound(household)):
            other = board.cards.household(id_)
            if household.id < id_ and parted_columns(board, household, other):
                bring_together(board, household, other, _seat)


def _seat(board: Board, household: Household, within: Grid | None) -> None:
    """Give a household beds from where it has none yet, changing place as seldom as can be."""
    nights = board.cards.nights(household)
    columns = board.columns(nights)
    held = {column for _, column in board.held(household.id)}
    if not columns or columns[-1] in held:
        return
    grid = board.open_for(household, columns) if within is None else within
    if held:
        begin = columns.index(max(held)) + 1
        arrivals = [begin]
    else:
        latest = board.cards.latest_arrival(household)
        arrivals = [i for i, night in enumerate(nights) if night <= latest or i == 0]
    best: list[tuple[int, int, int]] = []
    for arrival in arrivals:
        way = _way(board, household, grid, arrival)
        best = max(best, way, key=_worth(len(columns)))
        if best and best[-1][2] == len(columns):
            break
    for row, start, end in best:
        board.take(household, row, columns[start:end])


def _worth(nights: int) -> Callable[[Sequence[tuple[int, int, int]]], tuple[bool, int]]:
    """A way to the last night is worth more than any other, then more nights than fewer."""
    return lambda way: (
        bool(way) and way[-1][2] == nights,
        sum(end - start for _, start, end in way),
    )


def _way(board: Board, household: Household, grid: Grid, start: int) -> list[tuple[int, int, int]]:
    """Row, first and past-the-last position of each stay, furthest reach first."""
    way: list[tuple[int, int, int]] = []
    run = _run_so_far(board, household)
    while start < grid.shape[1]:
        reach = _reach(grid, start, _limits(board, run))
        if start and not way and not board.held(household.id) and run:
            reach[run[0]] = 0  # to wait outside and come back is no way to begin anew
        furthest = int(reach.max(initial=0))
        if furthest == 0:
            break
        rows = np.flatnonzero(reach == furthest)
        row = run[0] if run and run[0] in rows else _choose(board, household, rows, start)
        way.append((row, start, start + furthest))
        run = (row, furthest + (run[1] if run and run[0] == row else 0))
        start += furthest
    return way


def _run_so_far(board: Board, household: Household) -> tuple[int, int] | None:
    """The row they are at and for how many nights in a row, where they are somewhere."""
    held = board.held(household.id)
    spent = board.cards.nights_spent(household)
    if not held:
        return (board.index[household.now_at], spent) if household.now_at is not None else None
    row = held[-1][0]
    run = next((i for i, cell in enumerate(reversed(held)) if cell[0] != row), len(held))
    began_here = run == len(held) and household.now_at == board.place_id(row)
    return row, run + (spent if began_here else 0)


def _limits(board: Board, run: tuple[int, int] | None) -> Numbers:
    """How many nights in a row each place allows, after those they have been there."""
    if run is None:
        return board.longest
    limits = board.longest.copy()
    limits[run[0]] = max(int(limits[run[0]]) - run[1], 0)
    return limits


def _reach(grid: Grid, start: int, limits: Numbers) -> Numbers:
    """How many nights in a row each place is open from a position on, within its longest stay."""
    closed = ~grid[:, start:]
    reach = np.where(closed.any(axis=1), closed.argmax(axis=1), closed.shape[1])
    nights: Numbers = np.minimum(reach, limits)
    return nights


def _choose(board: Board, household: Household, rows: Numbers, start: int) -> int:
    """The row with least disruption, least cost, fewest new to it, and least room to spare."""
    if len(rows) == 1:
        return int(rows[0])
    columns = board.columns(board.cards.nights(household))[start:]
    spare = board.free[rows][:, columns].min(axis=1)
    keys = [rows, spare, ~board.known_among(household, rows), board.costs[rows]]
    if board.cards.company(household):
        keys.append(~rows_of_company(board, household, rows))
    if household.now_at is not None:
        now = board.index[household.now_at]
        keys += [board.zones[rows] != board.zones[now], rows != now]
    return int(rows[np.lexsort(keys)[0]])


def _stays(board: Board, household: Household) -> list[Stay]:
    held = {column: board.place_id(row) for row, column in board.held(household.id)}
    nights = board.cards.nights(household)
    taken = zip(board.columns(nights), nights, strict=True)
    return stays_of(household.id, [(n, held[column]) for column, n in taken if column in held])
