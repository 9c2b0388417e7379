from holdfast.kernel.errors import HoldfastError, WordedError


class LampBrokenError(HoldfastError):
    code = "lamp.broken"


def test_an_error_says_what_happened_and_then_what_to_do() -> None:
    error = LampBrokenError("The lamp is broken.", hint="Light a candle.")
    assert str(error) == "The lamp is broken. Light a candle."
    assert error.code == "lamp.broken"


def test_a_code_given_on_the_spot_wins_over_that_of_the_class() -> None:
    assert LampBrokenError("Broken.", code="lamp.stolen").code == "lamp.stolen"


class LampOutError(WordedError):
    code = "lamp.out"
    says = "The lamp is out."
    next_step = "Light it."


def test_an_error_with_words_of_its_own_is_raised_bare_or_with_others() -> None:
    assert str(LampOutError()) == "The lamp is out. Light it."
    assert str(LampOutError("It is dark.", hint="Wait.")) == "It is dark. Wait."
    assert LampOutError().code == "lamp.out"
