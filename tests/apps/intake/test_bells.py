import pytest
from tests.apps.intake.cast import MONDAY
from tests.apps.watch.cast import new_box

from holdfast.apps.intake.bells import bell_of, open_bell, seal_bell
from holdfast.apps.intake.place import Door
from holdfast.apps.intake.records import Incoming
from holdfast.apps.intake.rules import Danger, LetterId, Voice, Way
from holdfast.kernel.errors import HoldfastError

PLACE = "q" * 26
LETTER = LetterId("a" * 26)


def letter(voice: Voice = Voice.THEM, way: Way = Way.HELP, **answers: str) -> Incoming:
    given = {name.replace("_", " "): (answer,) for name, answer in answers.items()}
    return Incoming(voice=voice, text="x", written_at=MONDAY, way=way, answers=given)


def test_a_bell_says_how_soon_its_writer_says_harm_is_expected() -> None:
    assert bell_of(letter(way=Way.DANGER)).danger is Danger.NOW
    assert bell_of(letter(voice=Voice.DANGER)).danger is Danger.NOW
    assert bell_of(letter(harm_within="24 h")).danger is Danger.DAY
    assert bell_of(letter()).danger is Danger.UNSAID
    assert bell_of(letter(voice=Voice.SAFE)).danger is Danger.LATER
    assert bell_of(letter()).written_at == MONDAY


def test_helpers_the_press_and_who_left_wake_nobody() -> None:
    rings = {way: bell_of(letter(way=way)).rings for way in Way}
    assert {way for way, does in rings.items() if does} == {Way.DANGER, Way.HELP}
    assert not bell_of(letter(voice=Voice.LEFT)).rings


def test_all_bells_are_of_one_length_and_hold_no_word_of_the_letter() -> None:
    box = new_box()
    door = Door(installation=PLACE, salt="", public="", watch=box.public.hex())
    kinds = [letter(way=way, harm_within=within) for way in Way for within in ("now", "two weeks")]
    bells = [bell_of(one) for one in kinds] + [bell_of(letter(voice=voice)) for voice in Voice]
    sealed = [seal_bell(bell, letter=LETTER, door=door) for bell in bells]
    assert len({len(one) for one in sealed}) == 1


def test_a_bell_opens_for_the_watch_and_for_its_own_letter_only() -> None:
    box, other = new_box(), new_box()
    door = Door(installation=PLACE, salt="", public="", watch=box.public.hex())
    sealed = seal_bell(bell_of(letter()), letter=LETTER, door=door)
    opened = open_bell(sealed, letter=LETTER, private=box.private, installation=PLACE)
    assert opened == bell_of(letter())
    for wrong in (
        {"letter": "b" * 26, "private": box.private},
        {"letter": LETTER, "private": other.private},
    ):
        with pytest.raises(HoldfastError):
            open_bell(sealed, **wrong, installation=PLACE)
