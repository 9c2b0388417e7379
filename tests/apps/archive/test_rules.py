import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.apps.archive.cast import DAY, KEEP, agreement

from holdfast.apps.archive.errors import ConsentFormError, IncompleteError, SameNameError
from holdfast.apps.archive.rules import (
    ANALYSIS,
    KEEPING,
    PUBLIC,
    Allowed,
    Audience,
    ConsentAct,
    Ground,
    Paragraph,
    Refused,
    Step,
    Use,
    acts_of,
    check_names,
    check_when,
    ended_uses,
    is_due,
    may_use,
    new_paragraph,
    reworded,
    same_name,
    withdrawal,
)


def said(*acts: ConsentAct) -> Paragraph:
    kept = new_paragraph("They came before light.", agreement=KEEP, by="m")
    return Paragraph(id=kept.id, text=kept.text, acts=(*kept.acts, *acts))


def given_for(use: Use, **more: object) -> tuple[ConsentAct, ...]:
    return acts_of(agreement(use, **more), by="m")


def test_what_nobody_agreed_to_is_refused_in_words() -> None:
    answers = [may_use(said(), Audience(use, "The Inquiry"), DAY) for use in Use]
    assert answers[0] == Allowed()
    reasons = [answer.reason for answer in answers[1:] if isinstance(answer, Refused)]
    assert len(set(reasons)) == 4
    assert all(reason.startswith("They did not agree") for reason in reasons)


def test_agreeing_to_one_use_agrees_to_no_other() -> None:
    paragraph = said(*given_for(Use.PUBLISH))
    assert may_use(paragraph, PUBLIC, DAY) == Allowed()
    assert isinstance(may_use(paragraph, ANALYSIS, DAY), Refused)


def test_sharing_is_for_the_named_audience_and_nobody_else() -> None:
    paragraph = said(*given_for(Use.SHARE, audiences=("The  Inquiry", "Harbour Network")))
    assert may_use(paragraph, Audience(Use.SHARE, "the inquiry"), DAY) == Allowed()
    assert may_use(paragraph, Audience(Use.SHARE, "harbour network"), DAY) == Allowed()
    assert isinstance(may_use(paragraph, Audience(Use.SHARE, "The Ministry"), DAY), Refused)
    assert isinstance(may_use(paragraph, Audience(Use.COURT, "The Inquiry"), DAY), Refused)


def test_conditions_and_ground_come_with_the_answer() -> None:
    acts = given_for(Use.COURT, audiences=("Hague",), conditions="Closed session only.")
    assert may_use(said(*acts), Audience(Use.COURT, "Hague"), DAY) == Allowed(
        "Closed session only."
    )
    vital = given_for(Use.SHARE, audiences=("Clinic",), ground=Ground.VITAL_INTEREST)
    answer = may_use(said(*vital), Audience(Use.SHARE, "Clinic"), DAY)
    assert answer == Allowed(ground=Ground.VITAL_INTEREST)


def test_an_agreement_ends_when_it_says_and_does_not_begin_before() -> None:
    paragraph = said(*given_for(Use.PUBLISH, expires="2031-06"))
    assert may_use(paragraph, PUBLIC, dt.date(2031, 6, 30)) == Allowed(until="2031-06")
    late = may_use(paragraph, PUBLIC, dt.date(2031, 7, 1))
    early = may_use(paragraph, PUBLIC, dt.date(2031, 5, 5))
    assert isinstance(late, Refused)
    assert "ended on 2031-06" in late.reason
    assert isinstance(early, Refused)


def test_a_withdrawal_ends_the_use_for_one_audience_or_for_all_and_says_when() -> None:
    acts = given_for(Use.SHARE, audiences=("A", "B"))
    one = said(*acts, withdrawal(Use.SHARE, by="m", day=DAY, audience="a"))
    assert isinstance(may_use(one, Audience(Use.SHARE, "A"), DAY), Refused)
    assert may_use(one, Audience(Use.SHARE, "B"), DAY) == Allowed()
    everyone = said(*acts, withdrawal(Use.SHARE, by="m", day=DAY))
    answer = may_use(everyone, Audience(Use.SHARE, "B"), DAY)
    assert answer == Refused("They withdrew this on 2031-05-06.")


def test_they_can_agree_again_after_a_withdrawal() -> None:
    publish = given_for(Use.PUBLISH)
    paragraph = said(*publish, withdrawal(Use.PUBLISH, by="m", day=DAY), *publish)
    assert may_use(paragraph, PUBLIC, DAY) == Allowed()
    assert ended_uses(paragraph) == {}


def test_what_one_audience_lost_stays_ended_until_it_is_agreed_to_for_that_one() -> None:
    acts = given_for(Use.SHARE, audiences=("A", "B"))
    lost = (*acts, withdrawal(Use.SHARE, by="m", day=DAY, audience="a"))
    assert ended_uses(said(*lost)) == {Use.SHARE: Step.WITHDRAWN}
    other = (*lost, *given_for(Use.SHARE, audiences=("B",)))
    assert ended_uses(said(*other)) == {Use.SHARE: Step.WITHDRAWN}
    again = (*other, *given_for(Use.SHARE, audiences=("A",)))
    assert ended_uses(said(*again)) == {}
    everybody = (*again, withdrawal(Use.SHARE, by="m", day=DAY))
    some = (*everybody, *given_for(Use.SHARE, audiences=("B",)))
    assert ended_uses(said(*some)) == {Use.SHARE: Step.WITHDRAWN}


def test_without_a_ground_to_keep_it_nothing_else_stands() -> None:
    paragraph = said(*given_for(Use.PUBLISH), withdrawal(Use.KEEP, by="m", day=DAY))
    answers = [may_use(paragraph, audience, DAY) for audience in (KEEPING, PUBLIC, ANALYSIS)]
    assert all(isinstance(answer, Refused) for answer in answers)
    assert ended_uses(paragraph) == dict.fromkeys(Use, Step.WITHDRAWN)


def test_what_was_taken_back_with_keeping_does_not_come_back_with_it() -> None:
    publish, keep = given_for(Use.PUBLISH), given_for(Use.KEEP)
    again = said(*publish, withdrawal(Use.KEEP, by="m", day=DAY), *keep)
    assert may_use(again, KEEPING, DAY) == Allowed()
    assert may_use(again, PUBLIC, DAY) == Refused("They withdrew this on 2031-05-06.")
    assert Use.PUBLISH in ended_uses(again)
    anew = said(*publish, withdrawal(Use.KEEP, by="m", day=DAY), *keep, *publish)
    assert may_use(anew, PUBLIC, DAY) == Allowed()


def test_words_that_were_changed_are_kept_and_nothing_else_until_they_are_asked_again() -> None:
    old = said(*given_for(Use.PUBLISH))
    new = reworded(old, "They came at noon.", by="m", day=DAY)
    answer = may_use(new, PUBLIC, DAY)
    assert may_use(new, KEEPING, DAY) == Allowed()
    assert isinstance(answer, Refused)
    assert "words were changed" in answer.reason
    assert ended_uses(new) == {Use.PUBLISH: Step.REWORDED}
    assert reworded(old, old.text + " ", by="m", day=DAY) is old
    with pytest.raises(IncompleteError):
        reworded(old, " ", by="m", day=DAY)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(list(Use)), st.sampled_from(list(Step))), max_size=8))
def test_the_last_act_about_a_use_decides_and_keeping_decides_over_all(
    history: list[tuple[Use, Step]],
) -> None:
    acts = [
        ConsentAct(step=step, use=use, day="2031-05-06", by="m")
        for use, step in history
        if step is not Step.REWORDED
    ]
    paragraph = said(*acts)
    last: dict[Use, Step] = {}
    for act in paragraph.acts:
        gone = act.use is Use.KEEP and act.step is Step.WITHDRAWN
        last = dict.fromkeys(Use, Step.WITHDRAWN) if gone else last | {act.use: act.step}
    for use in (Use.ANALYSE, Use.PUBLISH):
        answer = may_use(paragraph, Audience(use), DAY)
        expected = last.get(use) is Step.GIVEN and last[Use.KEEP] is Step.GIVEN
        assert isinstance(answer, Allowed) == expected
    assert {use for use, step in last.items() if step is Step.WITHDRAWN} == set(
        ended_uses(paragraph)
    )


@pytest.mark.parametrize(
    "more",
    [
        {"use": Use.SHARE},
        {"use": Use.COURT, "audiences": ("", "Hague")},
        {"use": Use.PUBLISH, "audiences": ("The Inquiry",)},
        {"use": Use.PUBLISH, "ground": Ground.PUBLIC_INTEREST},
        {"use": Use.ANALYSE, "language": " "},
        {"use": Use.ANALYSE, "expires": "2030"},
    ],
)
def test_an_agreement_that_does_not_say_enough_is_refused(more: dict[str, object]) -> None:
    with pytest.raises(ConsentFormError) as refused:
        acts_of(agreement(**more), by="m")
    assert refused.value.hint


@pytest.mark.parametrize("day", ["", "yesterday", "2031-13-01"])
def test_a_date_that_is_none_is_refused_with_an_example(day: str) -> None:
    with pytest.raises(IncompleteError, match="Write it as"):
        acts_of(agreement(Use.ANALYSE, day=day), by="m")


def test_a_paragraph_needs_words_and_a_ground_to_keep_them() -> None:
    with pytest.raises(IncompleteError):
        new_paragraph("  ", agreement=KEEP, by="m")
    with pytest.raises(ConsentFormError):
        new_paragraph("Words.", agreement=agreement(Use.PUBLISH), by="m")


def test_a_changed_name_shares_no_word_with_the_real_ones() -> None:
    check_names("Vesna Lor", ("Irma Kasto",))
    for changed in ("Irma", "Anna KASTO", "Vesna-Irma Lor"):
        with pytest.raises(SameNameError):
            check_names(changed, ("irma Kasto",))
    with pytest.raises(IncompleteError):
        check_names(" ", ("Irma",))


def test_when_it_was_taken_is_a_date_or_a_week() -> None:
    assert [check_when(text) for text in ("2031-W14", " 2031-04 ")] == ["2031-W14", "2031-04"]
    for text in ("2031-W54", "spring"):
        with pytest.raises(IncompleteError):
            check_when(text)


def test_audiences_are_one_whatever_the_spaces_and_the_case() -> None:
    assert same_name("The  Inquiry ", "the inquiry")
    assert not same_name("The Inquiry", "The Inquiries")


def test_an_exhibit_is_due_four_weeks_after_it_was_last_read() -> None:
    assert not is_due("2031-05-06", dt.date(2031, 6, 2))
    assert is_due("2031-05-06", dt.date(2031, 6, 3))
