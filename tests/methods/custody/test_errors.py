from holdfast.methods.custody import errors

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.CustodyError)
]


def test_every_refusal_has_a_code_and_words_of_its_own():
    assert len({kind.code for kind in KINDS}) == len({kind().message for kind in KINDS}) == 5
    assert all(kind().message.endswith(".") for kind in KINDS)


def test_own_words_replace_the_general_ones_and_keep_the_advice():
    assert errors.ForkError("Other words.").message == "Other words."
    assert errors.ForkError("Other words.").hint == errors.ForkError().hint != ""
