"""The tokens of the look: every pair of ink and ground is readable, in light and in dark."""

import re
from pathlib import Path

import pytest

import holdfast.pages

TOKENS = (Path(holdfast.pages.__file__).parent / "style" / "tokens.css").read_text("utf-8")
LIGHT, BY_MACHINE, BY_CHOICE = (
    dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", block))
    for block in re.split(r":root[^{]*\{", TOKENS)[1:]
)
GROUNDS = ("paper", "sheet", "well")
TEXT = [
    (ink, ground) for ink in ("ink", "ink-2", "ink-3", "accent", "danger") for ground in GROUNDS
]
TEXT += [(tone, f"{tone}-soft") for tone in ("accent", "danger", "warn", "ok")]
TEXT += [("ink", f"{tone}-soft") for tone in ("accent", "danger", "warn", "ok")]
TEXT += [("ink-2", "accent-soft"), ("ink-2", "danger-soft"), ("ink", "mark")]
TEXT += [("on-accent", "accent"), ("on-accent", "accent-strong")]
TEXT += [("on-danger", "danger"), ("on-danger", "danger-strong")]
SHAPES = [(shape, ground) for shape in ("edge", "accent", "ok", "focus") for ground in GROUNDS]


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, BY_CHOICE], ids=["light", "dark"])
def test_text_has_the_contrast_of_wcag_aa(tokens: dict[str, str]) -> None:
    weak = {(a, b): round(contrast(tokens[a], tokens[b]), 2) for a, b in TEXT}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("tokens", [LIGHT, BY_CHOICE], ids=["light", "dark"])
def test_borders_of_controls_and_the_focus_can_be_seen(tokens: dict[str, str]) -> None:
    weak = {(a, b): round(contrast(tokens[a], tokens[b]), 2) for a, b in SHAPES}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 3.0} == {}


def test_dark_is_the_same_whether_the_machine_or_the_person_asks_for_it() -> None:
    assert BY_MACHINE == BY_CHOICE
    assert set(BY_CHOICE) == set(LIGHT)


def test_the_style_sheet_names_no_colour_of_its_own() -> None:
    style = (Path(holdfast.pages.__file__).parent / "style" / "desk.css").read_text("utf-8")
    screen = style.split("@media print")[0]
    assert re.findall(r"#[0-9a-f]{3,6}\b(?=[; ])", screen) == []
