"""Which letters have a font, and what stands for one that has none."""

from __future__ import annotations

import pytest

from holdfast.rendering import fonts
from holdfast.rendering.fonts import base_folder, plan_fonts, script_of, spelled_out


@pytest.mark.parametrize(
    "text",
    ["Latin with ẞ and ő", "Кириллица и палочка Ӏ", "العربية ١٥", "ქართული", "Հայերեն", "●○◌→–“”"],
)
def test_the_base_fonts_alone_cover_the_scripts_of_the_region(text, monkeypatch):
    monkeypatch.setattr(fonts, "_noto_fonts", tuple)
    plan = plan_fonts([text])
    assert plan.missing == frozenset()
    assert plan.fallback == () and plan.folders == (str(base_folder()),)


@pytest.mark.parametrize("letter", ["\ue000", "\u0378", "\ud800"])
def test_private_unassigned_and_broken_letters_are_missing(letter):
    assert plan_fonts([f"a{letter}"]).missing == {letter}


def test_letters_beyond_the_base_come_from_the_machine_or_are_missing(monkeypatch):
    monkeypatch.setattr(fonts, "_noto_fonts", tuple)
    assert plan_fonts(["ሰላም"]).missing == set("ሰላም")


def test_a_family_of_the_machine_is_chosen_by_coverage(monkeypatch):
    monkeypatch.setattr(fonts, "_noto_fonts", lambda: (("Noto Sans Ethiopic", "/there/e.ttf", 0),))
    real = fonts._coverage
    monkeypatch.setattr(
        fonts,
        "_coverage",
        lambda path, index: real(path, index) if "DejaVu" in path else frozenset(map(ord, "ሰላ")),
    )
    plan = plan_fonts(["ሰላም"])
    assert plan.fallback == ("Noto Sans Ethiopic",)
    assert plan.folders[1:] == ("/there",)
    assert plan.missing == {"ም"}


def test_one_or_two_missing_letters_are_given_by_code_point():
    assert spelled_out("a\ue000b", frozenset("\ue000")) == "a[U+E000]b"
    assert spelled_out("plain", frozenset("\ue000")) == "plain"


def test_a_run_of_missing_letters_is_named_by_its_script():
    assert (
        spelled_out("say ሰላም!", frozenset("ሰላም"))
        == "say [3 letters, Ethiopic script, no font here]!"
    )


def test_signs_that_would_be_special_in_a_pattern_are_spelled_too():
    assert spelled_out("a]b^", frozenset("]^")) == "a[U+005D]b[U+005E]"


def test_a_letter_without_a_name_has_no_script():
    assert script_of("\ue000") == "private or unassigned signs"
    assert script_of("ა") == "Georgian script"
