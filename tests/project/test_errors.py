from holdfast.project.errors import BadSiteFileError, NoSiteError


def test_each_refusal_says_what_happened_and_what_to_do() -> None:
    for kind in (NoSiteError, BadSiteFileError):
        error = kind()
        assert error.message.endswith(".")
        assert error.hint.endswith(".")
