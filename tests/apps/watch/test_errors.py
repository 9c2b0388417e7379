from holdfast.apps.watch import errors
from holdfast.apps.watch.errors import WatchError


def test_every_refusal_says_what_to_do_next_or_what_stands() -> None:
    kinds = WatchError.__subclasses__()
    assert len(kinds) > 10
    for kind in kinds:
        error = kind()
        assert error.message.endswith(".")
        assert error.hint.endswith("."), kind
        assert error.code.startswith("watch.")
    assert len({kind.code for kind in kinds}) == len(kinds)
    assert errors.NoLadderError().message != WatchError.says
