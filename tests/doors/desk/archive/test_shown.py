import datetime as dt

from tests.doors.desk.stage import DESK_SETTINGS  # noqa: F401  (sets Django up)

from holdfast.apps.archive.rules import (
    Agreement,
    Ground,
    Use,
    acts_of,
    new_paragraph,
    reworded,
    withdrawal,
)
from holdfast.apps.archive.rules import Paragraph as Words
from holdfast.doors.desk.archive.shown import shown_paragraph

DAY = dt.date(2031, 5, 6)


def asked(use: Use, **more: object) -> Agreement:
    return Agreement(use=use, day="2031-05-06", language="Tervenian", **more)


def told(*agreements: Agreement) -> Words:
    first = new_paragraph("They came.", agreement=asked(Use.KEEP), by="m")
    acts = [act for agreement in agreements for act in acts_of(agreement, by="m")]
    return Words(id=first.id, text=first.text, acts=(*first.acts, *acts))


def test_every_use_is_said_with_yes_or_no() -> None:
    shown = shown_paragraph(1, told(asked(Use.PUBLISH)), DAY)
    assert [(use.words, use.tone) for use in shown.uses] == [
        ("keep: yes", "ok"),
        ("compare: no", ""),
        ("share: no", ""),
        ("publish: yes", "ok"),
        ("court: no", ""),
    ]


def test_each_named_audience_has_its_own_word_and_conditions_and_grounds_stand_beside() -> None:
    share = asked(Use.SHARE, audiences=("Clinic", "clinic ", "Inquiry"), conditions="Closed.")
    court = asked(Use.COURT, audiences=("Hague",), ground=Ground.LEGAL_CLAIM, expires="2032")
    uses = shown_paragraph(1, told(share, court), DAY).uses
    said = {use.words: use.more for use in uses}
    assert said["share Clinic: yes"] == said["share Inquiry: yes"] == "Closed."
    assert said["court Hague: yes"] == "For a legal claim"
    assert len(uses) == 6


def test_what_was_taken_back_or_changed_is_told_in_the_history() -> None:
    paragraph = told(asked(Use.PUBLISH, conditions="No name.", expires="2032"))
    taken = withdrawal(Use.PUBLISH, by="m", day=DAY)
    paragraph = Words(id=paragraph.id, text=paragraph.text, acts=(*paragraph.acts, taken))
    shown = shown_paragraph(2, reworded(paragraph, "They came at noon.", by="m", day=DAY), DAY)
    assert [act.words for act in shown.acts[1:]] == [
        "Given: publish. On their consent. Asked in Tervenian. On condition: No name. Until 2032.",
        "Taken back: publish.",
        "The words were changed: all but keeping must be asked again.",
    ]
    assert shown.uses[3].tone == "warn"
