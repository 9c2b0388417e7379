import pandas as pd
from tests.methods.linkage.sample import small_lists

from holdfast.language.person_names.reading import WordOrder, read_name
from holdfast.methods.linkage.cells import Span
from holdfast.methods.linkage.features import COLUMNS, date_cells, features_of, habit_of, name_cells
from holdfast.methods.linkage.settings import LinkSettings


def test_rows_come_in_the_order_of_the_lists_with_every_column() -> None:
    table = features_of(small_lists(), LinkSettings())
    assert tuple(table.columns) == COLUMNS
    assert table["row_id"].tolist() == list(range(9))
    assert table["list_number"].tolist() == [0, 0, 0, 0, 1, 1, 1, 2, 2]


def test_one_person_in_three_habits_has_one_name() -> None:
    table = features_of(small_lists(), LinkSettings())
    same = table.loc[[0, 4, 7]]
    assert same["given_root"].nunique() == 1
    assert same["family_frame"].nunique() == 1
    assert same["father_root"].nunique() == 1


def test_what_is_not_known_is_missing() -> None:
    table = features_of(small_lists(), LinkSettings())
    assert pd.isna(table.loc[3, "born_first"])
    assert pd.isna(table.loc[1, "born_day"])
    assert table.loc[1, "born_last"] - table.loc[1, "born_first"] == 364


def test_an_age_is_counted_back_from_the_event() -> None:
    table = features_of(small_lists(), LinkSettings())
    assert table.loc[4, "born_first"] <= table.loc[0, "born_day"] <= table.loc[4, "born_last"]


def test_an_initial_is_an_initial_only() -> None:
    cells = name_cells(read_name("A. Orlaev"))
    assert cells[:4] == (None, None, None, "a")


def test_only_a_whole_day_has_parts() -> None:
    assert date_cells(Span(10, 10), None)[2] == 10
    assert date_cells(Span(10, 11), None)[2:6] == (None, None, None, None)
    assert date_cells(None, None) == (None,) * 8


def test_the_habit_of_a_list_is_counted() -> None:
    assert habit_of(["Gelashvili Giorgi", "Tervanov Ruslan", "Tarv Belm"]) is WordOrder.FAMILY_FIRST
    assert habit_of(["Tarv Belm"]) is WordOrder.UNKNOWN
    assert habit_of(["Giorgi Gelashvili", "Gelashvili Giorgi"]) is WordOrder.UNKNOWN
