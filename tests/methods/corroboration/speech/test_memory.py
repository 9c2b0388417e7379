"""What was said before."""

from holdfast.methods.corroboration.record import Form, SourceKind
from holdfast.methods.corroboration.spans import Span
from holdfast.methods.corroboration.speech.drafts import Draft
from holdfast.methods.corroboration.speech.members import Member
from holdfast.methods.corroboration.speech.memory import Memory


def draft(start: int, paragraph: int, speaker: Member | None) -> Draft:
    span = Span(start, start + 5)
    return Draft([span], Form.DIRECT, paragraph, cue=span, speaker=speaker)


def test_speaker_before_is_the_last_unless_another_spoke_since() -> None:
    ada, boris = Member(0, "Ada"), Member(1, "Boris")
    memory = Memory()
    memory.close_paragraph([draft(10, 0, ada)])
    assert memory.speaker_before(1, 0) is ada
    late = draft(4, 1, boris)
    late.cue = Span(30, 34)
    memory.close_paragraph([late])
    assert memory.speaker_before(2, 0) is None


def test_sole_speaker_is_nobody_once_two_have_spoken() -> None:
    ada, boris = Member(0, "Ada"), Member(1, "Boris")
    memory = Memory()
    memory.hear(draft(10, 0, ada))
    assert memory.sole_speaker(1) is ada
    assert memory.sole_speaker(9) is None
    memory.hear(draft(20, 0, boris))
    assert memory.sole_speaker(1) is None


def test_interviewer_of_unknown_kind_is_an_outlet_and_hears_the_group() -> None:
    outlet = Member(0, "Nine", ("nine",))
    group = Member(1, "two men", heads={"men"}, is_plural=True)
    one = Member(2, "another man", heads={"man"})
    memory = Memory()
    memory.meet(outlet, group)
    assert outlet.kind is SourceKind.OUTLET
    assert memory.listener_of(one) is outlet
    assert memory.listener_of(Member(3, "Ada", ("ada",))) is None
