from holdfast.apps.keyring import errors


def test_each_refusal_says_what_happened_in_whole_sentences_and_has_its_own_code() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    ours = [kind for kind in kinds if issubclass(kind, errors.KeyringError)]
    assert len(ours) > 15
    for kind in ours:
        assert str(kind()).endswith(".")
    assert len({kind.code for kind in ours}) == len(ours)


def test_what_does_not_exist_is_refused_in_the_words_of_what_was_not_granted() -> None:
    assert "or it does not exist" in errors.NotGrantedError().message
