from __future__ import annotations

from holdfast.methods.corroboration.gathering.wording import Wording, find_leaders
from holdfast.methods.corroboration.record import Form, Passage, SpanInReport
from holdfast.methods.corroboration.spans import Span

LONG = "they held us in a cellar without any light for eleven days and eleven nights"


def wording(
    report: str, text: str, *, start: int = 0, form: Form = Form.DIRECT, date: str = "2031"
) -> Wording:
    span = Span(start, start + len(text))
    return Wording(report, (span,), form, text, (date, int(report[1:])))


def passage(*places: tuple[str, int, int]) -> Passage:
    spans = tuple(SpanInReport(report=r, span=Span(s, e)) for r, s, e in places)
    return Passage(id="p", spans=spans, similarity=1.0, within_report=False)


def test_the_earliest_leads() -> None:
    both = [wording("r0", LONG, date="2031-05"), wording("r1", LONG, date="2031-04")]
    assert find_leaders(both, []) == [1, 1]


def test_punctuation_and_case_do_not_make_other_words() -> None:
    both = [wording("r0", "Lies, all of it!"), wording("r1", "lies - all of it")]
    assert find_leaders(both, []) == [0, 0]


def test_three_words_are_never_the_same_statement_by_words_alone() -> None:
    assert find_leaders([wording("r0", "It is true"), wording("r1", "It is true")], []) == [0, 1]


def test_changed_words_are_the_same_where_a_passage_holds_both() -> None:
    long = f"{LONG} and they gave us nothing to eat but bread"
    other = long.replace("cellar", "basement")
    both = [wording("r0", long), wording("r1", other)]
    shared = passage(("r0", 0, len(long)), ("r1", 0, len(other)))
    assert find_leaders(both, []) == [0, 1]
    assert find_leaders(both, [shared]) == [0, 0]


def test_two_statements_of_one_passage_stay_two() -> None:
    second = "and nobody told our families where we were or whether we lived at all"
    words = [
        wording("r0", LONG),
        wording("r0", second, start=100),
        wording("r1", LONG),
        wording("r1", second, start=100),
    ]
    shared = passage(("r0", 0, 200), ("r1", 0, 200))
    assert find_leaders(words, [shared]) == [0, 1, 0, 1]


def test_an_outlets_own_words_are_not_a_quotation_of_the_same_words() -> None:
    words = [wording("r0", LONG, form=Form.UNATTRIBUTED), wording("r1", LONG)]
    shared = passage(("r0", 0, len(LONG)), ("r1", 0, len(LONG)))
    assert find_leaders(words, [shared]) == [0, 1]


def test_a_passage_that_touches_a_statement_only_at_its_end_says_nothing() -> None:
    long = f"{LONG} and they gave us nothing to eat but bread"
    words = [wording("r0", long), wording("r1", long.replace("cellar", "basement"))]
    shared = passage(("r0", 70, len(long)), ("r1", 70, len(long)))
    assert find_leaders(words, [shared]) == [0, 1]


def test_a_short_quotation_with_a_changed_word_is_the_same() -> None:
    words = [
        wording("r0", "you cannot detain people who do not exist in our province"),
        wording("r1", "you can't detain people who don't exist in our province"),
    ]
    assert find_leaders(words, []) == [0, 0]


def test_another_figure_is_never_the_same_quotation() -> None:
    words = [
        wording("r0", "they held 30 of us in one room of the depot"),
        wording("r1", "they held 40 of us in one room of the depot"),
    ]
    assert find_leaders(words, []) == [0, 1]


def test_a_short_quotation_is_found_again_in_a_longer_one() -> None:
    short = "you cannot detain people who do not exist in our province"
    words = [wording("r0", f"{short} and if there were any we would know"), wording("r1", short)]
    assert find_leaders(words, []) == [0, 0]


def test_a_statement_cut_to_what_the_passage_holds_is_the_same() -> None:
    cut = "thirty four people were being held without charge in the harbour"
    whole = (
        f"{cut} and that the whereabouts of eleven fishermen from the same two streets were unknown"
    )
    words = [wording("r0", whole, form=Form.INDIRECT), wording("r1", cut, form=Form.INDIRECT)]
    shared = passage(("r0", 0, len(cut)), ("r1", 0, len(cut)))
    assert find_leaders(words, [shared]) == [0, 0]
