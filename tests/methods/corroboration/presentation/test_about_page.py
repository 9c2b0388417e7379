"""The limits travel with the record."""

from __future__ import annotations

from tests.methods.corroboration.presentation.sample import tervenia

from holdfast.methods.corroboration.presentation.about_page import about_document
from holdfast.methods.corroboration.presentation.shelf import shelve
from holdfast.methods.corroboration.presentation.summary import NEVER_PROOF
from holdfast.rendering.inspection import strings, walk
from holdfast.rendering.tree import Items


def test_the_page_holds_the_caution_the_limits_and_what_made_the_record():
    document = about_document(shelve(tervenia()[0]))
    words = set(strings(document))
    assert {NEVER_PROOF, "0.1.0", "sha256-of-a-lexicon", "holdfast-record/1"} <= words
    limits = next(node for node in walk(document) if isinstance(node, Items))
    assert len(limits.items) == 6
    assert all("\n" not in item.content[0] for item in limits.items)
