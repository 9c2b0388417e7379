"""Methods with what they assume, lists with what is said of them, settings."""

from __future__ import annotations

from holdfast.methods.estimation.presentation.sections import (
    captures_section,
    lists_section,
    methods_section,
    settings_section,
)
from holdfast.methods.estimation.verdict import ASSUMPTIONS, KNOWN_COVERAGE
from holdfast.rendering.tree import Figure, Isolate, Link, Note, Table, Tag

from . import sample
from .sample import found, words


def test_each_method_stands_with_what_it_assumes_and_how_often_it_was_right():
    part = methods_section(sample.usable())
    said = words(part)
    for method in ASSUMPTIONS:
        assert ASSUMPTIONS[method] in said and KNOWN_COVERAGE[method] in said
    assert sorted(tag.text for tag in found(part, Tag)) == ["refused", *["usable"] * 3]


def test_lists_that_are_not_described_are_asked_for():
    part = lists_section(sample.refused())
    said = words(part)
    assert "--describe" in said and "Who could not have been on it" in said
    assert found(lists_section(sample.usable()), Note) == []


def test_a_field_left_open_is_named():
    part = lists_section(sample.foreign())
    assert [tag.text for tag in found(part, Tag)] == ["not said"] * 4
    assert "--describe" in words(part)


def test_each_list_has_its_sizes():
    table = found(lists_section(sample.usable()), Table)[0]
    assert table.rows[0] == ((Isolate(text="Hospital"),), ("699",), ("412",), ("287",))


def test_names_of_lists_are_isolated_and_their_number_in_pictures_is_said():
    table = found(lists_section(sample.foreign()), Table)[0]
    assert table.rows[0][0] == (Isolate(text="مستشفى"), " (list 1)")


def test_the_capture_table_is_drawn():
    (picture,) = found(captures_section(sample.TABLE), Figure)
    assert picture.name == "captures"


def test_settings_and_files_are_named():
    part = settings_section(sample.usable(), "1.2.3")
    said = words(part)
    assert "Holdfast 1.2.3" in said
    assert "chains 8 · draws 600 · classes 10 · seed 1" in said
    assert {link.target for link in found(part, Link)} >= {"estimate.pdf", "captures.csv"}
