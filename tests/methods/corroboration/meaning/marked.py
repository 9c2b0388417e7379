"""Reads the marks of `sentences.yaml`: [[what is said]] and <word:lemma>."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from holdfast.methods.corroboration.document import Meaning, Utterance, VoiceAt
from holdfast.methods.corroboration.meaning.lexicon import Lexicon, load_lexicon
from holdfast.methods.corroboration.meaning.meaning import read_meaning
from holdfast.methods.corroboration.prose import Prose, read_prose
from holdfast.methods.corroboration.record import Form, SourceKind
from holdfast.methods.corroboration.spans import Span

_MARK = re.compile(r"\[\[|\]\]|<(\w+):(\w+)>")
TABLE = Path(__file__).parent / "sentences.yaml"


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    return load_lexicon()


def rows() -> list[dict[str, Any]]:
    table = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return [{"language": key, **row} for key, part in table.items() for row in part]


def unmarked(text: str, language: str = "en") -> tuple[Prose, Utterance]:
    """The text without its marks, and the utterance that they mark."""
    plain, last = "", 0
    starts: list[int] = []
    spans: list[Span] = []
    cue, lemma = None, None
    for mark in _MARK.finditer(text):
        plain += text[last : mark.start()]
        last = mark.end()
        if mark.group() == "[[":
            starts.append(len(plain))
        elif mark.group() == "]]":
            spans.append(Span(starts.pop(), len(plain)))
        else:
            cue, lemma = Span(len(plain), len(plain) + len(mark.group(1))), mark.group(2)
            plain += mark.group(1)
    plain += text[last:]
    form = Form.INDIRECT if spans else Form.UNATTRIBUTED
    utterance = Utterance(
        spans=tuple(spans) or (Span(0, len(plain)),),
        form=form,
        cue=cue,
        cue_lemma=lemma,
        speaker=VoiceAt(1) if spans else None,
    )
    return read_prose(plain, language=language), utterance


def meaning_of(text: str, *, language: str = "en", who: str | None = None) -> Meaning:
    prose, utterance = unmarked(text, language)
    kind = None if who is None else SourceKind(who)
    return read_meaning(prose, utterance, lexicon(), speaker_kind=kind)
