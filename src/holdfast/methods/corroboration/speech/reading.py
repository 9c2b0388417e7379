"""All that is said in a report, by whom and through whom.

Invariants:
- Voice 0 is the outlet. An utterance without a speaker has none rather than a wrong one.
- Paragraphs are read in order, so that nothing said later decides who "she" was before.
- A quotation is reported once: alone, or inside the clause that takes it in.
- The same prose gives the same speech.
"""

from __future__ import annotations

from holdfast.methods.corroboration.prose import Prose
from holdfast.methods.corroboration.record import Form
from holdfast.methods.corroboration.spans import Span

from .answers import answer_draft
from .cast import Cast
from .drafts import Draft
from .headlines import headlines
from .interviews import find_answers
from .lexis import english
from .links import link
from .members import Member
from .memory import Memory
from .noticing import notice
from .other import read_quotations
from .paragraph import Paragraph, is_heading
from .quotations import Quotation, find_quotations
from .russian import read_russian
from .tokens import Token, past_dateline, tokenise
from .transcripts import Turn, is_question, turns
from .voices import Speech, assemble


def read_speech(prose: Prose, *, outlet: str | None, title: str | None) -> Speech:
    """Everything said in a report: quotations, reported speech, and the voices behind them.

    A headline says nothing and names nobody: it puts capitals where names are not, and what it
    announces is said below. No exception is raised for any text.
    """
    if prose.language == "ru":
        members, drafts = read_russian(prose, title=title)
    elif prose.language in _READ_AS_ENGLISH:
        members, drafts = _read_english(prose, title)
    else:
        members, drafts = read_quotations(prose)
    return assemble(prose, members, drafts, outlet=outlet)


_READ_AS_ENGLISH = ("en", "und")


def _read_english(prose: Prose, title: str | None) -> tuple[list[Member], list[Draft]]:
    cast, memory = Cast(prose.text, english()), Memory()
    answers = find_answers(prose)
    answered = {n: answer for answer in answers for n in range(answer.first, answer.last + 1)}
    quotations, announced = find_quotations(prose), headlines(prose, title)
    transcript = () if answers else turns(prose)
    turn_at = {number: turn for turn in transcript for number in turn.paragraphs}
    before: list[Token] = []
    upcoming = 0
    for number, span in enumerate(prose.paragraphs):
        here, upcoming = _in_paragraph(quotations, span, upcoming)
        tokens = past_dateline(tokenise(prose.text, span, here, cast.lexis))
        if not tokens:
            continue
        if number in answered:
            notice(tokens, cast)
            if answered[number].first == number:
                memory.drafts.append(answer_draft(answered[number], tokens, cast))
        elif number in turn_at:
            _take_turn(turn_at[number], number, cast, memory)
        elif number not in announced and not is_heading(tokens):
            paragraph = Paragraph(tokens, number, before, cast, memory, quotations)
            paragraph.read()
            link(tokens, paragraph.drafts, cast, memory)
            memory.close_paragraph(paragraph.drafts)
        before = tokens
    for draft in memory.drafts:
        if draft.speaker is not None and draft.told_to is None and not draft.is_outlet_told:
            draft.told_to = memory.listener_of(draft.speaker)
    return cast.members, sorted(memory.drafts, key=lambda draft: draft.spans[0])


def _take_turn(turn: Turn, number: int, cast: Cast, memory: Memory) -> None:
    """What is said after a name and a colon, once for all its paragraphs."""
    if number != turn.paragraphs[0] or is_question(turn, cast.text):
        return
    tokens = tokenise(cast.text, turn.label, (), cast.lexis)
    member = cast.named(tokens, 0, len(tokens) - 1)
    member.is_person, member.is_body = True, False
    draft = Draft(list(turn.spans), Form.DIRECT, number, speaker=member, mention=turn.label)
    memory.drafts.append(draft)
    memory.hear(draft)
    memory.close_paragraph([draft])


def _in_paragraph(
    quotations: tuple[Quotation, ...], paragraph: Span, index: int
) -> tuple[list[tuple[int, Quotation]], int]:
    """The quotations that touch a paragraph, each with its number; and where to look next."""
    out = []
    index = max(0, index - 1)
    while index < len(quotations) and quotations[index].start < paragraph.end:
        if quotations[index].end > paragraph.start:
            out.append((index, quotations[index]))
        index += 1
    return out, index
