import pytest

from holdfast.methods.estimation import (
    Description,
    DescriptionError,
    ListDescription,
    read_description,
)

from .published import seen_twice

FULL = ListDescription("copied from books", "none known", "2031", "those never buried")
WHOLE = """
lists:
  A: {collected: hospital books, referrals: none known, period: 2031, missed: the unburied}
  B: {collected: interviews, referrals: [C], period: 2031, missed: those who left}
  C: {collected: newspapers, referrals: none known, period: 2030 to 2031, missed: the villages}
"""


def written(tmp_path, text):
    path = tmp_path / "lists.yaml"
    path.write_text(text)
    return path


def test_a_whole_description_leaves_no_gap(tmp_path):
    described = read_description(written(tmp_path, WHOLE), seen_twice())
    assert described.gaps(seen_twice()) == ()
    assert described.lists["A"].period == "2031"


def test_referrals_and_differing_periods_are_cautions(tmp_path):
    cautions = read_description(written(tmp_path, WHOLE), seen_twice()).cautions(seen_twice())
    assert any("different periods" in text for text in cautions)
    assert any("List B has referrals with C" in text for text in cautions)


def test_a_list_without_description_and_an_empty_field_are_gaps():
    described = Description({"A": FULL, "B": ListDescription("interviews", "", "2031", "x")})
    assert described.gaps(seen_twice()) == (
        "List B: nothing is said under referrals.",
        "List C is not described.",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lists: [", "not YAML"),
        ("A: 1", "no mapping named lists"),
        ("lists: {D: {collected: x}}", "not in the table"),
        ("lists: {A: {colected: x}}", "unknown field"),
        ("lists: {A: words}", "something else than fields"),
    ],
)
def test_a_description_that_is_none_is_refused(tmp_path, text, said):
    with pytest.raises(DescriptionError, match=said):
        read_description(written(tmp_path, text), seen_twice())


def test_a_description_that_is_not_there_is_said(tmp_path):
    with pytest.raises(DescriptionError, match="cannot be opened"):
        read_description(tmp_path / "absent.yaml", seen_twice())
