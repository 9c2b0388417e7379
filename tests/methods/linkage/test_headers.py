import pytest

from holdfast.methods.linkage.errors import ListError
from holdfast.methods.linkage.headers import Role, roles_of


@pytest.mark.parametrize(
    "header",
    [
        ["Name", "Date of Birth", "Place"],
        ["ФИО", "Дата рождения", "Место"],
        ["Emri dhe mbiemri", "Datëlindja", "Vendi"],
        ["Ime i prezime", "Datum rođenja", "Mjesto"],
        ["الاسم", "تاريخ الميلاد", "المكان"],
        ["სახელი გვარი", "დაბადების თარიღი", "ადგილი"],
        ["full_name", "DOB", "TOWN"],
    ],
)
def test_headers_are_known_in_the_languages_of_lists(header: list[str]) -> None:
    assert roles_of(header, named={}) == {Role.NAME: 0, Role.BORN: 1, Role.PLACE: 2}


def test_the_settings_go_before_the_word_list() -> None:
    found = roles_of(["x", "Name"], named={"born": "X"})
    assert found == {Role.BORN: 0, Role.NAME: 1}


def test_a_list_without_names_is_refused_without_repeating_its_first_line() -> None:
    with pytest.raises(ListError) as caught:
        roles_of(["Zalina Tervanova", "1990"], named={})
    assert "Zalina" not in str(caught.value)
    assert "hold names" in caught.value.message


def test_a_role_that_stands_twice_is_refused() -> None:
    with pytest.raises(ListError, match="both seem to hold"):
        roles_of(["name", "born", "date of birth"], named={})


def test_settings_that_name_what_is_not_there_are_refused() -> None:
    with pytest.raises(ListError, match="not in the list"):
        roles_of(["name"], named={"born": "birthday"})
    with pytest.raises(ListError, match="do not have"):
        roles_of(["name"], named={"shoe": "name"})
