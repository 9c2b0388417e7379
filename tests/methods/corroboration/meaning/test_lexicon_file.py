"""A lexicon file is read strictly, and every refusal helps."""

from __future__ import annotations

from pathlib import Path

import pytest

from holdfast.methods.corroboration.meaning.lexicon_file import LexiconError, read_parts

_HEAD = "format: holdfast-lexicon/1\n"


def _write(folder: Path, text: str | bytes) -> Path:
    path = folder / "lexicon.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_file_becomes_parts_with_what_it_gives(tmp_path: Path) -> None:
    text = _HEAD + "language: en\ngroups: {who: [nurse~]}\nterms: {raid: {except: [air raid]}}\n"
    (part,) = read_parts(_write(tmp_path, text))
    assert part.language == "en"
    assert part.groups == {"who": ("nurse~",)}
    assert part.terms["raid"].except_ == ("air raid",)


def test_an_empty_file_has_no_part(tmp_path: Path) -> None:
    assert read_parts(_write(tmp_path, "# nothing yet\n")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("language: en\n", "format"),
        (_HEAD + "colour: red\n", "line 2: The key 'colour'"),
        (_HEAD + "terms: {}\n", "language"),
        (_HEAD + "language: english\n", "line 2"),
        (_HEAD + "acts: [one]\n", "line 2"),
        (_HEAD + "acts:\n  Bad Name: {}\n", "line 3"),
        (_HEAD + "acts:\n  exile: {codes: [30]}\n", "line 3"),
        (_HEAD + "acts:\n  exile: {codes: ['030101']}\n", "names no list"),
        (_HEAD + "acts:\n  exile: {role: victim}\n", "Allowed: harm, response"),
        (_HEAD + "language: en\nterms:\n  raid:\n    words: one\n", "line 5"),
        (_HEAD + "language: en\nterms:\n  raid:\n    title: [x]\n", "line 5"),
        (_HEAD + "language: en\nterms:\n  raid:\n    words: [yes]\n", "quotation marks"),
        (_HEAD + "terms: [unclosed\n", "not valid YAML"),
        (_HEAD + "groups: &a\n  x: [one]\n  y: [*a]\n", "alias"),
        (b"\xff\xfe\x00junk", "not"),
        (_HEAD + "when: !!python/object:os.system {}\n", "not valid YAML"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(
    tmp_path: Path, text: str | bytes, expected: str
) -> None:
    with pytest.raises(LexiconError) as caught:
        read_parts(_write(tmp_path, text))
    assert expected in str(caught.value)
    assert caught.value.code == "corroboration.lexicon"


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="cannot be read"):
        read_parts(tmp_path / "lexicon.yaml")


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="larger than 4 MB"):
        read_parts(_write(tmp_path, b"#" * 4_000_001))
