import pytest
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.utils import translation

from holdfast.pages.cookies import Cookie
from holdfast.pages.languages import ChosenLanguage, Look, language_of, look_of, page_words

TWO = [("en", "English"), ("ar", "العربية")]


def request(**cookies: str):
    made = RequestFactory().get("/", headers={"accept-language": "ar"})
    made.COOKIES.update({Cookie[name.upper()]: value for name, value in cookies.items()})
    return made


@override_settings(LANGUAGES=TWO)
def test_the_chosen_language_is_spoken_below() -> None:
    spoken = []

    def answer(_request: object) -> HttpResponse:
        spoken.append(translation.get_language())
        return HttpResponse()

    made = ChosenLanguage(answer)(request(language="ar"))
    assert spoken == ["ar"] and made["Content-Language"] == "ar"


@override_settings(LANGUAGES=TWO)
@pytest.mark.parametrize("typed", ["", "xx", "../en"])
def test_what_is_not_offered_is_not_spoken_and_the_browser_is_not_asked(typed: str) -> None:
    assert language_of(request(language=typed)) == "en"


@pytest.mark.parametrize(("typed", "look"), [("dark", Look.DARK), ("pink", Look.AUTO)])
def test_a_look_is_one_of_three(typed: str, look: Look) -> None:
    assert look_of(request(look=typed)) is look


@override_settings(LANGUAGES=TWO)
@pytest.mark.parametrize(("code", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_layout_knows_which_way_the_language_runs(code: str, direction: str) -> None:
    with translation.override(code):
        assert page_words(request(language=code))["direction"] == direction
