import io
from pathlib import Path

import pytest

from holdfast.methods.linkage.errors import ListError
from holdfast.methods.linkage.headers import Role
from holdfast.methods.linkage.lists import list_names, read_list, read_lists
from holdfast.methods.linkage.settings import ListSettings


def _read(text: str, **settings: object):
    return read_list(text.encode(), "watch", ListSettings(**settings))  # type: ignore[arg-type]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_separator_is_found(mark: str) -> None:
    named = _read(f"name{mark}born\nRuslan Orlaev{mark}1987\nOmar Terov{mark}1990\n")
    assert named.cells[Role.BORN] == ["1987", "1990"]


def test_a_quoted_name_with_a_comma_is_one_cell() -> None:
    assert _read('name,born\n"Orlaev, Ruslan",1987\n').cells[Role.NAME] == ["Orlaev, Ruslan"]


def test_every_row_is_kept_even_an_empty_one() -> None:
    named = _read("name,born\nRuslan Orlaev,1987\n,\nOmar Terov,1990\n\n")
    assert named.size == 3
    assert "1 rows have no name" in named.problems[0]


def test_a_name_in_a_date_column_is_stated_and_never_repeated() -> None:
    rows = "".join(f"Ruslan Orlaev,{1950 + n}\n" for n in range(20))
    named = _read(f"name,born\n{rows}Omar Terov,Zalina\n")
    assert "row 21" in named.problems[0]
    assert "Zalina" not in named.problems[0]


def test_columns_in_another_order_than_their_headers_are_refused() -> None:
    with pytest.raises(ListError, match="do not hold a date") as caught:
        _read("born,name\n" + "Ruslan Orlaev,1987\n" * 5)
    assert "Orlaev" not in str(caught.value)
    assert caught.value.message.startswith("List watch:")


@pytest.mark.parametrize("text", ["", "name,born\n", "\n\n"])
def test_an_empty_list_is_refused(text: str) -> None:
    with pytest.raises(ListError):
        _read(text)


def test_rows_of_another_width_are_stated_and_a_wrong_separator_is_refused() -> None:
    named = _read("name,born\nRuslan Orlaev,1987\nOmar Terov\nIsa Barov,1990\n")
    assert "row 2" in named.problems[0]
    with pytest.raises(ListError, match="another number of cells"):
        _read(
            "name;born\n" + "Ruslan Orlaev;1987\n" * 9, separator="R", columns={"name": "name;born"}
        )


def test_two_lists_of_one_name_are_refused() -> None:
    with pytest.raises(ListError, match="same name"):
        list_names([Path("a/watch.csv"), Path("b/watch.csv")])


def test_standard_input_is_a_list_and_a_missing_file_is_refused(tmp_path: Path) -> None:
    found = read_lists([Path("-")], {}, stdin=io.BytesIO(b"name\nRuslan Orlaev\n"))
    assert (found[0].name, found[0].size) == ("stdin", 1)
    with pytest.raises(ListError, match="cannot be opened"):
        read_lists([tmp_path / "none.csv"], {}, stdin=io.BytesIO())


def test_dates_that_are_all_names_are_refused_however_few() -> None:
    with pytest.raises(ListError, match="2 of the 2 filled cells"):
        read_list(
            b"Name,Date of birth\nA Orlaev,B Mehmaj\nC Orlaev,D Mehmaj\n", "watch", ListSettings()
        )


def test_a_quotation_mark_without_its_pair_is_said_to_swallow_rows() -> None:
    text = b'Name,Date of birth\n"A Orlaev,1987\nB Orlaev,1990\nC Orlaev,1991\n'
    found = read_list(text, "watch", ListSettings())
    assert any("swallowed" in problem for problem in found.problems)
    assert not any("Orlaev" in problem for problem in found.problems)
