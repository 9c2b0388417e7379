import pytest
from tests.apps.casework.cast import PERSON, Office, hours
from tests.apps.cast import at_work

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.queries.cases import case as case_of
from holdfast.apps.casework.queries.cases import (
    cases,
    check_held,
    identity,
    read_file,
    similar_cases,
    timeline,
    who_can_open,
)
from holdfast.apps.casework.records.cases import Identity
from holdfast.apps.casework.rules.cases import MOST_WORDS, CaseId, Need, Outcome
from holdfast.apps.casework.services.cases import FirstWords, close_case, open_case
from holdfast.apps.casework.services.openings import open_for, set_identity
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.rules import Part


def test_the_queue_leads_with_the_greatest_need_and_hides_what_is_closed(desk: Office) -> None:
    for alias, need in (("Teal", Need.NORMAL), ("Heron", Need.EMERGENCY), ("Quince", Need.URGENT)):
        open_case(actor=desk.lead, alias=alias, first=FirstWords(need=need), clock=desk.clock)
    queue = cases(desk.lead, clock=desk.clock)
    assert [listed.case.alias for listed in queue] == ["Heron", "Quince", "Teal"]
    desk.clock.forward(days=8)
    assert [listed.is_over for listed in cases(desk.lead, clock=desk.clock)] == [True, False, False]
    last = queue[2]
    open_for(actor=desk.lead, case=last.id, reason="to close it", clock=desk.clock)
    close_case(
        actor=desk.lead, case=last.id, outcome=Outcome.DECLINED, revision=1, clock=desk.clock
    )
    assert len(cases(desk.lead, clock=desk.clock)) == 2
    assert len(cases(desk.lead, with_closed=True, clock=desk.clock)) == 3


def test_another_member_sees_nothing_of_it(desk: Office, case: CaseId) -> None:
    mira = desk.join("mira")
    assert cases(mira, clock=desk.clock) == []
    for look in (case_of, timeline, who_can_open, identity):
        with pytest.raises(NotGrantedError):
            look(mira, case, clock=desk.clock)
    with pytest.raises(NotGrantedError):
        check_held(mira, case, Part.CONTENT, clock=desk.clock)


def test_a_publisher_has_no_business_with_cases(desk: Office, case: CaseId) -> None:
    with pytest.raises(NotPermittedError):
        case_of(at_work(desk.lead, Role.PUBLISHER), case, clock=desk.clock)
    with pytest.raises(NotPermittedError):
        cases(at_work(desk.lead, Role.PUBLISHER), clock=desk.clock)


def test_a_timeline_shows_who_opened_it_and_why_newest_first(desk: Office, case: CaseId) -> None:
    desk.clock.forward(hours=1)
    open_for(actor=desk.lead, case=case, reason="their call", clock=desk.clock)
    moments = timeline(desk.lead, case, clock=desk.clock)
    assert moments[0].says == "opened the case: their call"
    assert moments[0].by == desk.lead.member
    assert case_of(desk.lead, case, clock=desk.clock).moments == moments
    assert [m.at for m in moments] == sorted((m.at for m in moments), reverse=True)


def test_where_nobody_is_named_yet_the_page_is_empty(desk: Office, case: CaseId) -> None:
    with pytest.raises(ReasonNeededError):
        identity(desk.lead, case, clock=desk.clock)
    open_for(actor=desk.lead, case=case, reason="to write", part=Part.IDENTITY, clock=desk.clock)
    shown = identity(desk.lead, case, clock=desk.clock)
    assert (shown.identity, shown.revision) == (Identity(), 0)
    assert read_file(desk.lead, case, part=Part.IDENTITY, clock=desk.clock).scope == case


def test_who_holds_a_grant_that_is_past_is_shown_as_such(desk: Office, case: CaseId) -> None:
    desk.join("mira")
    desk.give(case, "mira", until=desk.clock().date())
    desk.clock.forward(hours=9)
    assert not any(h.is_expired for h in who_can_open(desk.lead, case, clock=desk.clock))


# ------------------------------------------------------------ seen before?


def named(desk: Office, alias: str) -> CaseId:
    case = desk.open(alias)
    set_identity(actor=desk.lead, case=case, identity=PERSON, reason="named", clock=desk.clock)
    return case


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("0 555 0184726", "the same telephone number"),
        ("Ms. Oravec, IRMA", "the same name"),
        ("somebody spoke of heron", "the alias"),
    ],
)
def test_somebody_who_was_here_before_is_found(desk: Office, words: str, why: str) -> None:
    case = named(desk, "Heron")
    desk.open("Teal")
    assert [(s.id, s.why) for s in similar_cases(desk.lead, words, clock=desk.clock)] == [
        (case, why)
    ]


@pytest.mark.parametrize("words", ["", "Irma Bellan", "555", "Oravec"])
def test_half_a_name_or_a_short_number_is_nobody(desk: Office, words: str) -> None:
    named(desk, "Heron")
    assert similar_cases(desk.lead, words, clock=desk.clock) == []


def test_the_answer_is_only_about_what_the_member_may_open(desk: Office) -> None:
    case = named(desk, "Heron")
    mira = desk.join("mira")
    assert similar_cases(mira, "Irma Oravec", clock=desk.clock) == []
    mira = desk.give(case, "mira", Part.CONTENT)
    assert similar_cases(mira, "Irma Oravec +999 555 0184 726", clock=desk.clock) == []
    mira = desk.back("mira")
    assert [s.alias for s in similar_cases(mira, "Heron", clock=desk.clock)] == ["Heron"]


def test_a_list_is_not_matched(desk: Office) -> None:
    named(desk, "Heron")
    many = " ".join(f"name{n}" for n in range(MOST_WORDS)) + " Irma Oravec"
    assert similar_cases(desk.lead, many, clock=desk.clock) == []
    assert desk.clock() + hours(0) == desk.clock()


@pytest.mark.parametrize(
    "asked",
    [
        ",".join(f"+999 555 01{n:04}" for n in range(500)) + ",+999 555 0184 726",
        ",".join(f"{a}na,{a}nov" for a in "abcdefghijklm") + ",Irma,Oravec",
    ],
)
def test_a_list_between_commas_is_not_matched_either(desk: Office, asked: str) -> None:
    named(desk, "Heron")
    assert similar_cases(desk.lead, asked, clock=desk.clock) == []
