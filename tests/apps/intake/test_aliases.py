from holdfast.apps.intake.aliases import WORDS, fresh_alias


def test_every_word_stands_once_and_is_short() -> None:
    assert len(set(WORDS)) == len(WORDS) > 200
    assert all(2 < len(word) < 12 and word.isalpha() for word in WORDS)


def test_nobody_is_given_an_alias_that_is_taken() -> None:
    taken: set[str] = set()
    for _ in range(1500):
        alias = fresh_alias(taken)
        assert alias not in taken
        taken.add(alias)
    assert any(" " in alias for alias in taken)
