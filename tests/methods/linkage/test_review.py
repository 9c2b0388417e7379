from holdfast.methods.linkage.decisions import Answer, Decision
from holdfast.methods.linkage.review import Question, questions_for

_QUESTIONS = [Question((f"r{n}", f"s{n}"), n, 0.5 if n % 2 else 0.999) for n in range(40)]


def _asked(reviewer: str, decisions: list[Decision], seed: int = 1) -> list[Question]:
    return questions_for(_QUESTIONS, decisions, reviewer=reviewer, grey=(0.1, 0.99), seed=seed)


def test_most_questions_are_grey_and_every_fourth_is_not() -> None:
    first = _asked("AB", [])[:16]
    assert [0.1 <= q.probability <= 0.99 for q in first] == [True, True, True, False] * 4


def test_every_pair_is_asked_once_in_an_order_that_only_the_seed_changes() -> None:
    assert len({q.pair for q in _asked("AB", [])}) == 40
    assert _asked("AB", []) == _asked("CD", [])
    assert _asked("AB", []) != _asked("AB", [], seed=2)


def test_a_second_reviewer_gets_the_pairs_of_the_first_before_others() -> None:
    done = [Decision(*q.pair, "AB", Answer.SAME) for q in _asked("AB", [])[:5]]
    assert {q.pair for q in _asked("CD", done)[:5]} == {d.pair for d in done}
    assert not {q.pair for q in _asked("AB", done)} & {d.pair for d in done}
