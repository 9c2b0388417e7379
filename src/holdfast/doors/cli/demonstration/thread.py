"""One person's way through the whole house, in steps, each through the services that members use.

Invariants:
- A step that returned is durable: what it made is named in `Thread`, by opaque ids only.
- A step that was cut off can be made again; the one after it never depends on half of it.
- At each step somebody does the wrong thing once, and is told so in words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from os import urandom

import msgspec

from holdfast.apps.archive.queries.exhibits import exhibits
from holdfast.apps.archive.queries.testimony import testimonies_of
from holdfast.apps.archive.queries.testimony import testimony as read_testimony
from holdfast.apps.archive.rules import Agreement, ExhibitId, TestimonyId, Use
from holdfast.apps.archive.services.consent import give_consent, withdraw_consent
from holdfast.apps.archive.services.exhibits import Collected, add_exhibit
from holdfast.apps.archive.services.testimony import (
    Interview,
    Person,
    add_paragraph,
    grant_testimony,
    take_testimony,
)
from holdfast.apps.casework.errors.journeys import DuressStandsError, SettledError, WrongMomentError
from holdfast.apps.casework.errors.places import TwoPlacesError
from holdfast.apps.casework.queries.cases import case as read_case
from holdfast.apps.casework.queries.cases import cases
from holdfast.apps.casework.queries.departures import departures
from holdfast.apps.casework.queries.places import places
from holdfast.apps.casework.queries.tasks import tasks
from holdfast.apps.casework.records.cases import Identity
from holdfast.apps.casework.records.journeys import Leg, Rung
from holdfast.apps.casework.records.places import Address, Place
from holdfast.apps.casework.rules.cases import CaseId, Need
from holdfast.apps.casework.rules.journeys import Mode
from holdfast.apps.casework.rules.places import PlaceStatus
from holdfast.apps.casework.services.access import grant_case
from holdfast.apps.casework.services.cases import FirstWords, open_case
from holdfast.apps.casework.services.check_ins import report_check_in, say_found
from holdfast.apps.casework.services.journeys import (
    Agreed,
    Plan,
    Stop,
    approve,
    arrive,
    plan_journey,
    say_go,
    start_leg,
)
from holdfast.apps.casework.services.openings import open_for, set_identity
from holdfast.apps.casework.services.places import add_place, place_case
from holdfast.apps.casework.services.shredding import shred_case
from holdfast.apps.intake.queries.inbox import inbox
from holdfast.apps.intake.queries.replies import find_box
from holdfast.apps.intake.records import Caller
from holdfast.apps.intake.rules import ConversationId, Way
from holdfast.apps.intake.services.calls import Call, log_call
from holdfast.apps.intake.services.conversations import answer, link_case
from holdfast.apps.intake.services.mailboxes import Said, confirm_read, open_mailbox
from holdfast.apps.intake.services.taking_in import take_in
from holdfast.apps.keyring.contactcodes import digits, new_code
from holdfast.apps.keyring.errors import AlreadyHoldsError, EditConflictError, NotGrantedError
from holdfast.apps.keyring.rules import Actor, Part, RecordId, ScopeId
from holdfast.apps.ledger.queries import check as check_ledger
from holdfast.apps.publication.errors import WrongStateError
from holdfast.apps.publication.queries import recall_list
from holdfast.apps.publication.queries import release as read_release
from holdfast.apps.publication.rules.contents import ReleaseId
from holdfast.apps.publication.rules.parts import Found, Quoted, Shown, Source, Words
from holdfast.apps.publication.services.checking import check_release
from holdfast.apps.publication.services.drafting import (
    Outline,
    add_part,
    draft_release,
    reword_part,
    share_release,
)
from holdfast.apps.publication.services.releasing import let_out, recall, write_package
from holdfast.apps.publication.services.signing import sign_release
from holdfast.apps.review.errors import AlreadyLinkedError, AlreadyThereError
from holdfast.apps.review.queries.findings import finding as read_finding
from holdfast.apps.review.queries.findings import findings
from holdfast.apps.review.rules import FindingId, StatementId
from holdfast.apps.review.services.bringing import bring_in
from holdfast.apps.review.services.joining import add_testimony, link_witness
from holdfast.apps.watch.services.founding import set_address
from holdfast.kernel.clock import Clock
from holdfast.methods.corroboration.record import SourceKind

from .crew import WATCHED_BY
from .network import read_rows
from .picture import small_picture
from .scene import Scene, Thread

NAME = "Maren Tolvik"
CHANGED_NAME = "Karel"
FINDING = "Electric shocks"
FOUND_BY_US = "Met by one of us, and alone"
SAFE_WORD, DURESS_WORD = "the kettle is on", "I am very well"
_REASON = "The thread of the demonstration"


def reach(scene: Scene, thread: Thread) -> Thread:
    """A call is logged, and somebody writes at the door: both lie in one inbox."""
    lark = scene.at("Lark")
    call = log_call(
        actor=lark,
        call=Call(
            text="A voice of about forty. Her son came home this morning. She asks us to hurry.",
            answers={"harm within": ("24 h",), "held by": ("family",), "for whom": ("relative",)},
            caller=Caller(call_back="after nine", word="blue ladder", if_others_answer="Hang up."),
        ),
        clock=scene.ago(240),
    )
    code = new_code()
    said = Said(
        urandom(16),
        text="They let me out this morning. My brothers are coming tonight.",
        way=Way.DANGER,
        answers={"held by": ("family",), "wish": ("leave region",)},
        language="en",
    )
    box = open_mailbox(said, code=code, cost=scene.cost, clock=scene.ago(239))
    take_in(actor=lark, clock=scene.clock)
    waiting = inbox(actor=lark, clock=scene.clock).rows
    scene.say(f"  {len(waiting)} people wait; first: {waiting[0].alias}, {waiting[0].danger}.")
    return msgspec.structs.replace(thread, call=call, code=digits(code), conversation=box.id)


def reply(scene: Scene, thread: Thread) -> Thread:
    """The operator answers; the person reads it with the code, and it is gone from the line."""
    text = "Is there a door you can leave by without being seen? Answer only yes or no."
    conversation = ConversationId(thread.conversation)
    answer(actor=scene.at("Lark"), conversation=conversation, text=text, clock=scene.ago(235))
    wrong = find_box("00000 00000 00000 00000 00001", cost=scene.cost)
    scene.say(f"  A wrong code finds {len(wrong.replies)} answers and says no more.")
    found = find_box(thread.code, cost=scene.cost)
    assert found.box is not None
    confirm_read(found.box, [one.id for one in found.replies])
    left = find_box(thread.code, cost=scene.cost).replies
    scene.say(f"  With the code: {len(found.replies)} answer, then {len(left)} left to find.")
    return thread


def take_on(scene: Scene, thread: Thread) -> Thread:
    """A case: who it is about apart from the rest, granted to one case worker."""
    marten, dunlin = scene.at("Marten"), scene.crew["Dunlin"].actor.member
    case = _case_of(marten, thread.conversation, clock=scene.clock) or open_case(
        actor=marten,
        conversation_id=thread.conversation,
        first=FirstWords(need=Need.EMERGENCY, region="Ostrana"),
        clock=scene.ago(230),
    )
    link_case(actor=marten, conversation=ConversationId(thread.conversation), case=case)
    who = Identity(names=(NAME,), phones=("+999 55 0181",))
    before, last_day = scene.ago(229), scene.clock().date() + dt.timedelta(days=1)
    scene.once(
        lambda: set_identity(actor=marten, case=case, identity=who, reason=_REASON, clock=before),
        already=EditConflictError,
    )
    parts = {Part.CONTENT, Part.IDENTITY}
    reason = "Takes the journey on"
    scene.once(
        lambda: grant_case(
            actor=marten,
            case=case,
            member=dunlin,
            parts=parts,
            reason=reason,
            until=last_day,
            clock=before,
        ),
        already=AlreadyHoldsError,
    )
    open_for(actor=scene.at("Dunlin"), case=case, reason=reason, clock=scene.ago(227))
    teal = scene.at("Teal")
    scene.refused("Another member opens it", lambda: open_for(actor=teal, case=case, reason="?"))
    late = partial(open_for, actor=scene.at("Dunlin"), case=case, reason=reason)
    scene.refused("Its worker, after the last day", partial(late, clock=scene.ago(-3 * 24 * 60)))
    return msgspec.structs.replace(thread, case=case)


def leave(scene: Scene, thread: Thread) -> Thread:
    """Three nights in a safe place and a journey of two legs, approved by a second person."""
    marten, dunlin, case = scene.at("Marten"), scene.at("Dunlin"), CaseId(ScopeId(thread.case))
    for name in WATCHED_BY:
        set_address(scene.at(name), f"{name.lower()}@desk.example")
    flat = Place(alias="rope", area="Velmar, north", beds=1, status=PlaceStatus.ACTIVE)
    known = {view.place.alias: view.id for view in places(marten, clock=scene.clock)}
    place = known.get(flat.alias) or add_place(
        actor=marten, place=flat, address=Address(address="14 Ropewalk")
    )
    today, before = scene.clock().date(), scene.ago(220)
    open_for(actor=marten, case=case, reason=_REASON, clock=before)
    scene.once(
        lambda: place_case(
            actor=marten, case=case, place=place, first=today, nights=3, clock=before
        ),
        already=TwoPlacesError,
    )
    full = open_case(actor=marten, first=FirstWords(), clock=before)
    scene.refused(
        "Another household in the same bed",
        lambda: place_case(
            actor=marten, case=full, place=place, first=today, nights=1, clock=before
        ),
    )
    shred_case(actor=marten, case=full, reason="Opened to show a refusal", clock=before)
    planned = read_case(dunlin, case, clock=scene.clock).journeys
    journey = (
        planned[0].id
        if planned
        else plan_journey(actor=dunlin, case=case, plan=_plan(scene), clock=before)
    )
    for act in (
        partial(approve, actor=marten, clock=before),
        partial(say_go, actor=dunlin, clock=scene.ago(125)),
        partial(start_leg, actor=dunlin, leg=0, clock=scene.ago(120)),
    ):
        scene.once(partial(act, case=case, journey=journey), already=WrongMomentError)
    row = next(
        row for row in departures(dunlin, clock=scene.ago(119)).rows if row.journey == journey
    )
    assert row.next is not None
    scene.say(f"  {row.alias} is on the way; next check-in by {row.next.late_at:%H:%M}.")
    return msgspec.structs.replace(thread, place=place, journey=journey, check_in=row.next.id)


def be_missed(scene: Scene, thread: Thread) -> Thread:
    """The first check-in passes in silence: the watch tells, with nobody logged in."""
    told = scene.look_after()
    scene.say(f"  Notices sent without a word of content: {told}.")
    assert told, "a missed check-in stayed silent"
    for word, minutes in (("hello", 4), (DURESS_WORD, 3)):
        hear = partial(_hear, scene, thread, word=word, clock=scene.ago(minutes))
        scene.once(hear, already=(SettledError, DuressStandsError))
    safe = partial(_hear, scene, thread, word=SAFE_WORD, clock=scene.ago(2))
    scene.refused("The safe word after the duress word", safe)
    scene.say(f"  Notices once the alarm was raised: {scene.look_after()}.")
    found = partial(
        say_found,
        actor=scene.at("Dunlin"),
        case=CaseId(ScopeId(thread.case)),
        check_in=RecordId(thread.check_in),
        says=FOUND_BY_US,
        clock=scene.clock,
    )
    scene.once(found, already=SettledError)
    return thread


def get_there(scene: Scene, thread: Thread) -> Thread:
    """The second leg, arrival, and the dates on which somebody will ask how they are."""
    dunlin, case = scene.at("Dunlin"), CaseId(ScopeId(thread.case))
    journey = RecordId(thread.journey)
    for act in (partial(start_leg, leg=1), arrive):
        end = partial(act, actor=dunlin, case=case, journey=journey, clock=scene.clock)
        scene.once(end, already=WrongMomentError)
    ahead = [task for task in tasks(dunlin, clock=scene.clock) if task.case == case]
    scene.say(f"  Arrived. To be done for them within a week: {len(ahead)}.")
    return thread


def testify(scene: Scene, thread: Thread) -> Thread:
    """Five paragraphs under a changed name, two of which may be published, and a photograph."""
    ibis, today = scene.at("Ibis"), scene.clock().date().isoformat()
    interview = Interview(CHANGED_NAME, "en", today, "Ibis")
    person = Person(NAME, case=thread.case)
    begun = testimonies_of(ibis, thread.case)
    testimony = (
        begun[0] if begun else take_testimony(actor=ibis, interview=interview, person=person)
    )
    rows = read_rows("testimony")
    keep = Agreement(Use.KEEP, today, "en")
    paragraphs = [said.id for said in read_testimony(ibis, testimony).testimony.paragraphs]
    paragraphs += [
        add_paragraph(actor=ibis, testimony=testimony, text=row["text"], agreement=keep)
        for row in rows[len(paragraphs) :]
    ]
    _agree(ibis, testimony, [paragraphs[1]], Agreement(Use.ANALYSE, today, "en"))
    open_ones = [one for one, row in zip(paragraphs, rows, strict=True) if row["publish"]]
    _agree(ibis, testimony, open_ones, Agreement(Use.PUBLISH, today, "en"))
    facts = Collected(
        title="Two hands on a table",
        file_name="hands.png",
        collected_by="Ibis",
        collected=today,
        where_from="From the person, on their telephone",
    )
    entered = exhibits(ibis, scope=testimony, clock=scene.clock)
    exhibit = next((kept.id for kept in entered if kept.has_arrived), None) or add_exhibit(
        actor=ibis, scope=testimony, facts=facts, pieces=[small_picture()], clock=scene.clock
    )
    scene.say(f"  {len(paragraphs)} paragraphs, {len(open_ones)} may be published; one exhibit.")
    return msgspec.structs.replace(
        thread, testimony=testimony, paragraphs=tuple(paragraphs), exhibit=exhibit
    )


def corroborate(scene: Scene, thread: Thread) -> Thread:
    """Press reports come in; the testimony stands under the same finding as another origin."""
    sable, ibis = scene.at("Sable"), scene.at("Ibis")
    brought = bring_in(actor=sable, record_json=scene.record(), clock=scene.clock)
    scene.say(f"  {brought.new} reports brought in, {brought.unchanged} were there.")
    row = next(row for row in findings(sable) if row.title == FINDING)
    testimony, said = TestimonyId(ScopeId(thread.testimony)), thread.paragraphs[1]
    press = read_finding(ibis, row.id, clock=scene.clock)
    laid = partial(add_testimony, finding=row.id, testimony=testimony, paragraph=said)
    scene.once(partial(laid, actor=ibis, clock=scene.clock), already=AlreadyThereError)
    apart = read_finding(ibis, row.id, clock=scene.clock).row.origins.count
    witness = next(
        one
        for one in press.said
        if one.testimony is None and one.chain[0].kind is SourceKind.WITNESS
    )
    same = partial(link_witness, actor=ibis, statement=StatementId(witness.id), testimony=testimony)
    reason = "He told this outlet himself, and said so"
    scene.once(partial(same, reason=reason, clock=scene.clock), already=AlreadyLinkedError)
    together = read_finding(ibis, row.id, clock=scene.clock).row.origins.count
    scene.say(
        f"  {FINDING}: {press.row.origins.count} origins in the press, {apart} with the testimony, "
        f"{together} once they are known to be one witness."
    )
    return msgspec.structs.replace(thread, finding=row.id)


def publish(scene: Scene, thread: Thread) -> Thread:
    """A release: only what was agreed to, searched for every name, signed by two, with proofs."""
    ibis, sable = scene.at("Ibis"), scene.at("Sable")
    testimony = TestimonyId(ScopeId(thread.testimony))
    release = draft_release(
        actor=ibis, outline=Outline("What was done at Selm", "en", Use.PUBLISH), clock=scene.clock
    )
    words = Words("How this was gathered", f"{NAME} told us this. We changed the name.")
    part = _add(scene, ibis, release, words)
    for paragraph in thread.paragraphs[:2]:
        _add(scene, ibis, release, Quoted(testimony, paragraph))
    scene.refused(
        "A paragraph without consent",
        lambda: _add(scene, ibis, release, Quoted(testimony, thread.paragraphs[3])),
    )
    _add(scene, ibis, release, Found(FindingId(thread.finding)))
    _add(scene, ibis, release, Shown(ExhibitId(RecordId(thread.exhibit)), "A photograph of hands"))
    hits = _check(scene, ibis, release)
    scene.say(f"  Places in the draft where the gate finds a name: {hits}.")
    ours = Words("How this was gathered", "Somebody told us this. We changed the name.")
    reword_part(
        actor=ibis, release=release, part=part, words=ours, revision=_revision(ibis, release)
    )
    assert _check(scene, ibis, release) == 0
    _sign(scene, ibis, release)
    scene.refused("The same member signs twice", lambda: _sign(scene, ibis, release))
    member = scene.crew["Sable"].actor.member
    given = partial(grant_testimony, actor=ibis, testimony=testimony, member=member)
    scene.once(partial(given, parts=(Part.CONTENT,)), already=AlreadyHoldsError)
    share_release(actor=ibis, release=release, member=member)
    sable = scene.at("Sable")
    _sign(scene, sable, release)
    made = let_out(
        actor=sable, release=release, revision=_revision(sable, release), clock=scene.clock
    )
    write_package(made, scene.out)
    scene.say(f"  Signed by two and written: {', '.join(sorted(made.files))}.")
    return msgspec.structs.replace(thread, release=release)


def take_back(scene: Scene, thread: Thread) -> Thread:
    """Consent is withdrawn: the release is to be recalled. The case is destroyed for good."""
    ibis, marten = scene.at("Ibis"), scene.at("Marten")
    withdraw_consent(
        actor=ibis,
        testimony=TestimonyId(ScopeId(thread.testimony)),
        paragraphs=[thread.paragraphs[0]],
        use=Use.PUBLISH,
        clock=scene.clock,
    )
    listed = recall_list(actor=ibis)
    scene.say(f"  Releases on the recall list: {len(listed)}.")
    release = ReleaseId(ScopeId(thread.release))
    back = partial(recall, actor=ibis, release=release, reason="A paragraph was taken back")
    revision = _revision(ibis, release)
    scene.once(partial(back, revision=revision, clock=scene.clock), already=WrongStateError)
    case = CaseId(ScopeId(thread.case))
    asked = partial(open_for, actor=marten, reason=_REASON)
    shredded = partial(shred_case, actor=marten, reason="As they asked")
    for act in (asked, shredded):
        scene.once(partial(act, case=case, clock=scene.clock), already=NotGrantedError)
    for name in ("Marten", "Dunlin"):
        opening = partial(read_case, scene.at(name), case, clock=scene.clock)
        scene.refused(f"{name} opens the destroyed case", opening)
    scene.say(f"  The ledger still leads to its head: {check_ledger()} entries.")
    return thread


Step = Callable[[Scene, Thread], Thread]
STEPS: tuple[tuple[str, Step], ...] = (
    ("Somebody telephones, somebody writes", reach),
    ("An answer", reply),
    ("A case", take_on),
    ("A bed, and a way out", leave),
    ("Silence", be_missed),
    ("Arrival", get_there),
    ("Testimony", testify),
    ("What others say", corroborate),
    ("A release", publish),
    ("Taking it back", take_back),
)


def walk(scene: Scene, thread: Thread, *, keep: Callable[[Thread], None]) -> Thread:
    """The thread from where it stands to its end; `keep` is told after each step."""
    for number, (title, step) in enumerate(STEPS, 1):
        if number > thread.steps:
            scene.say(f"{number}. {title}")
            thread = msgspec.structs.replace(step(scene, thread), steps=number)
            keep(thread)
    return thread


def _case_of(actor: Actor, conversation: str, *, clock: Clock) -> CaseId | None:
    """The case that this conversation has led to already."""
    listed = cases(actor, clock=clock)
    return next((one.id for one in listed if conversation in one.case.conversations), None)


def _hear(scene: Scene, thread: Thread, *, word: str, clock: Clock) -> None:
    """Somebody on the way says a word."""
    case, check_in = CaseId(ScopeId(thread.case)), RecordId(thread.check_in)
    shown = report_check_in(
        actor=scene.at("Dunlin"), case=case, check_in=check_in, word=word, clock=clock
    )
    scene.say(f"  They say “{word}”. {shown.value}")


def _plan(scene: Scene) -> Plan:
    """Two legs, with a check-in each; the first should have been heard of half an hour ago."""
    now = scene.clock()
    first = Leg(
        origin="yard", destination="station town", mode=Mode.PRIVATE_CAR,
        leaves_at=now - dt.timedelta(minutes=120), arrives_at=now - dt.timedelta(minutes=40),
    )  # fmt: skip
    second = Leg(
        origin="station town", destination="Lowport", mode=Mode.BUS,
        leaves_at=now, arrives_at=now + dt.timedelta(minutes=300),
    )  # fmt: skip
    ladder = (
        Rung(0, scene.crew["Dunlin"].actor.member),
        Rung(15, scene.crew["Marten"].actor.member),
    )
    stops = (
        Stop(0, now - dt.timedelta(minutes=30), 10, ladder),
        Stop(1, now + dt.timedelta(minutes=300), 30, ladder),
    )
    return Plan((first, second), stops, Agreed(SAFE_WORD, DURESS_WORD, "blue ladder"))


def _agree(actor: Actor, testimony: TestimonyId, which: Sequence[str], agreed: Agreement) -> None:
    revision = read_testimony(actor, testimony).revision
    give_consent(
        actor=actor, testimony=testimony, paragraphs=which, agreement=agreed, revision=revision
    )


def _add(scene: Scene, actor: Actor, release: ReleaseId, source: Source) -> str:
    return add_part(
        actor=actor,
        release=release,
        source=source,
        revision=_revision(actor, release),
        clock=scene.clock,
    )


def _check(scene: Scene, actor: Actor, release: ReleaseId) -> int:
    revision = _revision(actor, release)
    return len(check_release(actor=actor, release=release, revision=revision, clock=scene.clock))


def _sign(scene: Scene, actor: Actor, release: ReleaseId) -> None:
    sign_release(
        actor=actor, release=release, revision=_revision(actor, release), clock=scene.clock
    )


def _revision(actor: Actor, release: ReleaseId) -> int:
    return read_release(actor=actor, release=release).revision
