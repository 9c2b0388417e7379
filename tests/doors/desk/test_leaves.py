import pytest
from django.http import Http404

from holdfast.doors.desk.leaves import leaf


def test_every_row_stands_on_one_page_in_its_order() -> None:
    pages = [leaf(range(25), number, most=10) for number in (1, 2, 3)]
    assert [row for page in pages for row in page.rows] == list(range(25))
    assert [(page.before, page.after, page.of) for page in pages] == [
        (0, 2, 3),
        (1, 3, 3),
        (2, 0, 3),
    ]


def test_an_empty_list_has_one_empty_page() -> None:
    assert list(leaf([], 1, most=10).rows) == []


@pytest.mark.parametrize("number", [0, -1, 4])
def test_a_page_that_does_not_exist_is_not_found(number: int) -> None:
    with pytest.raises(Http404):
        leaf(range(25), number, most=10)
