"""A document without a look: values that cannot change, texts that know their direction."""

from __future__ import annotations

import msgspec
import pytest

from holdfast.rendering import tree
from holdfast.rendering.tree import Direction, Paragraph, Quote, direction_of


@pytest.mark.parametrize(
    ("text", "direction"),
    [("abc", Direction.LTR), ("مرحبا", Direction.RTL), ("12 שלום", Direction.RTL),
     ("«Привет»", Direction.LTR), ("12 — 15", Direction.LTR)],
)  # fmt: skip
def test_the_first_strong_letter_gives_the_direction(text, direction):
    assert direction_of(text) is direction


def test_a_tree_cannot_be_changed():
    with pytest.raises(AttributeError):
        Paragraph(content=("a",)).content = ("b",)


def test_every_node_says_in_its_encoded_form_which_it_is():
    nodes = [thing for thing in vars(tree).values() if isinstance(thing, type)]
    tags = [
        n.__struct_config__.tag for n in nodes if issubclass(n, tree._Node) and n is not tree._Node
    ]
    assert len(tags) == len(set(tags)) == 21
    assert msgspec.to_builtins(Quote(content=("a",)))["node"] == "quote"
