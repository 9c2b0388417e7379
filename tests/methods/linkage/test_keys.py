from holdfast.methods.linkage.keys import row_checks, row_keys
from holdfast.methods.linkage.lists import read_list
from holdfast.methods.linkage.settings import ListSettings


def _keys(text: str) -> list[str]:
    return row_keys(read_list(text.encode(), "watch", ListSettings()))


def test_an_id_keeps_a_rows_key_when_rows_move() -> None:
    before = _keys("id,name\n7,Ruslan Orlaev\n8,Omar Terov\n")
    after = _keys("id,name\n9,Isa Barov\n7,Ruslan Orlaev\n8,Omar Terov\n")
    assert before == after[1:]


def test_without_an_id_the_rows_number_is_the_key() -> None:
    before = _keys("name\nRuslan Orlaev\nOmar Terov\n")
    after = _keys("name\nRuslan Orlaev\nOmar Terov\nIsa Barov\n")
    assert before == after[:2]


def test_an_id_that_stands_twice_is_told_apart() -> None:
    keys = _keys("id,name\n7,Ruslan Orlaev\n7,Omar Terov\n")
    assert len(set(keys)) == 2


def test_a_check_is_two_digits_and_changes_with_the_row() -> None:
    lists = [
        read_list(f"name\n{name}\n".encode(), "watch", ListSettings())
        for name in ("Ruslan Orlaev", "Omar Terov")
    ]
    checks = [row_checks(named)[0] for named in lists]
    assert all(len(check) == 2 for check in checks)
    assert checks[0] != checks[1]
