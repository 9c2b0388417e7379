from holdfast.kernel.errors import HoldfastError


class LampBrokenError(HoldfastError):
    code = "lamp.broken"


def test_an_error_says_what_happened_and_then_what_to_do() -> None:
    error = LampBrokenError("The lamp is broken.", hint="Light a candle.")
    assert str(error) == "The lamp is broken. Light a candle."
    assert error.code == "lamp.broken"


def test_a_code_given_on_the_spot_wins_over_that_of_the_class() -> None:
    assert LampBrokenError("Broken.", code="lamp.stolen").code == "lamp.stolen"


class DoorShutError(HoldfastError):
    says = "The door is shut."
    next_step = "Knock."


def test_an_error_that_always_says_the_same_carries_its_words() -> None:
    assert str(DoorShutError()) == "The door is shut. Knock."
    assert str(DoorShutError("It is bolted.")) == "It is bolted. Knock."
