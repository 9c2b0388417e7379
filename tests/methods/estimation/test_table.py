import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.estimation import CaptureTable, TableError, sum_of, table_of

from .published import APART, KOSOVO

HISTORIES = st.tuples(*[st.integers(0, 1)] * 4).filter(any)
TABLES = st.dictionaries(HISTORIES, st.integers(1, 500), min_size=1).map(
    lambda counts: table_of(("A", "B", "C", "D"), counts)
)


def test_kosovo_table_holds_4400_people_on_four_lists():
    assert KOSOVO.seen == 4400
    assert KOSOVO.list_sizes() == {"EXH": 1910, "ABA": 1528, "OSCE": 1786, "HRW": 685}


def test_equal_data_in_another_order_give_an_equal_table():
    one = table_of(("A", "B"), {(1, 0): 3, (0, 1): 2})
    other = table_of(("A", "B"), {(0, 1): 2, (1, 0): 3})
    assert one == other


def test_one_list_is_refused():
    with pytest.raises(TableError, match="one list"):
        table_of(("A",), {(1,): 3})


def test_twenty_lists_are_taken_and_twenty_one_refused():
    def wide(n):
        return table_of([f"L{i}" for i in range(n)], {(1,) * n: 3, (1,) + (0,) * (n - 1): 2})

    assert wide(20).width == 20
    with pytest.raises(TableError, match="limit is 20"):
        wide(21)


def test_a_table_that_saw_nobody_is_refused():
    with pytest.raises(TableError, match="Nobody"):
        table_of(("A", "B"), {(1, 0): 0})


@pytest.mark.parametrize(
    ("history", "count"), [((0, 0), 3), ((1, 0), -1), ((1, 2), 3), ((1,), 3), ((1, 0), 10**9)]
)
def test_an_impossible_row_is_refused(history, count):
    with pytest.raises(TableError):
        CaptureTable(("A", "B"), (history,), (count,))


def test_two_lists_of_one_name_are_refused():
    with pytest.raises(TableError, match="same name"):
        table_of(("A", "A"), {(1, 0): 3})


def test_a_list_inside_another_is_named():
    table = table_of(("A", "B"), {(1, 1): 5, (0, 1): 9})
    assert table.contained_lists() == (("A", "B"),)


def test_pairs_that_share_nobody_are_named():
    assert APART.pairs_without_overlap() == (("A", "C"), ("B", "C"))


@settings(deadline=None, max_examples=40)
@given(TABLES)
def test_the_full_table_keeps_everybody_and_leaves_the_unseen_empty(table):
    full = table.full()
    assert full.sum() == table.seen
    assert full[0] == 0


@settings(deadline=None, max_examples=40)
@given(TABLES)
def test_leaving_a_list_out_loses_those_only_on_it(table):
    alone = dict(zip(table.histories, table.counts, strict=True)).get((1, 0, 0, 0), 0)
    if alone < table.seen:
        assert table.without("A").seen == table.seen - alone


@settings(deadline=None, max_examples=40)
@given(TABLES)
def test_merging_two_lists_loses_nobody(table):
    merged = table.merged("B", "D")
    assert merged.seen == table.seen
    assert merged.lists == ("A", "B+D", "C")


def test_the_sum_of_tables_adds_their_counts():
    one = table_of(("A", "B"), {(1, 0): 3, (0, 1): 2})
    assert sum_of([one, one]).counts == (6, 4)
    with pytest.raises(TableError, match="same lists"):
        sum_of([one, table_of(("A", "C"), {(1, 0): 3})])
