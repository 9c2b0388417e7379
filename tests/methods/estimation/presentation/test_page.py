"""The whole page: verdict first, refused numbers in one place, limits always."""

from __future__ import annotations

import pytest

from holdfast.methods.estimation.presentation.page import PARTS, estimate_document
from holdfast.rendering.inspection import check
from holdfast.rendering.tree import Figure, Section

from .sample import document, found, section, stopped, words


@pytest.mark.parametrize("name", ["usable", "refused", "stopped"])
def test_the_page_is_whole_and_every_part_of_its_menu_is_there(name):
    page = document(name)
    check(page)
    anchors = {block.anchor for block in page.blocks if isinstance(block, Section)}
    assert {target[1:] for _, target in PARTS} - {"text"} <= anchors


def test_a_refused_number_stands_under_what_the_chains_showed_and_nowhere_else():
    page = document("refused")
    rest = words(*(b for b in page.blocks if getattr(b, "anchor", "") != "shown")) + page.title
    shown = words(section(page, "shown"))
    for number in ("3,011", "2,893", "9,100", "4,210", "81,000", "7,803"):
        assert number in shown
        assert number not in rest


def test_every_picture_has_words_and_a_table():
    for picture in found(document("usable"), Figure):
        assert len(picture.alt) > 60 and picture.table.rows and picture.dark


def test_what_no_method_can_know_is_said_whatever_came_out():
    for name in ("usable", "refused", "stopped"):
        assert "People whom no list could have held" in words(section(document(name), "limits"))


def test_the_page_is_that_of_the_study_given():
    study = stopped()
    assert estimate_document(study, study.report()) == document("stopped")
    assert document("stopped").title != document("usable").title
