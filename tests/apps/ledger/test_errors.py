from holdfast.apps.ledger import errors


def test_each_refusal_says_what_happened_and_what_to_do() -> None:
    for kind in errors.LedgerError.__subclasses__():
        assert kind().message.endswith(".")
        assert kind().hint.endswith(".")
    codes = [kind.code for kind in errors.LedgerError.__subclasses__()]
    assert len(set(codes)) == len(codes)
