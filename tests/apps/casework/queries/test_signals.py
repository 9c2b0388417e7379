import datetime as dt

from holdfast.apps.casework.queries.asked import Gravity
from holdfast.apps.casework.queries.files import CaseFile
from holdfast.apps.casework.queries.signals import (
    Ground,
    basis_of,
    grounds_of,
    is_looked_at,
    of_signals,
    of_vetting,
    result_of,
)
from holdfast.apps.casework.records.vetting import Claim, Review, SignalLook, SignalNote
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.signals import Signal
from holdfast.apps.casework.rules.vetting import Method, Result, Step
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.rules import Part, RecordId, UnitId

NOW = dt.datetime(2031, 4, 2, 9, tzinfo=dt.UTC)
AVOIDS = Signal.AVOIDS_LIVE_CHECK


def stored(value: Sealable) -> Stored:
    return Stored(RecordId("r"), UnitId("u"), CaseId("c"), Part.CONTENT, 1, value)


def file_of(*values: Sealable) -> CaseFile:
    file = CaseFile(CaseId("c"))
    for value in values:
        file.held.setdefault(type(value), []).append(stored(value))
    return file


def claim(result: Result, *steps: Step) -> Claim:
    reviews = tuple(Review("ben", "2031-W14", step) for step in steps)
    return Claim(
        says="x", method=Method.LIVE_CALL, result=result, by="ana", week="2031-W14", reviews=reviews
    )


NOTE = SignalNote(signal=AVOIDS, says="rang off", by="ana", at=NOW)
LOOK = SignalLook(signal=AVOIDS, says="bad line", by="ben", at=NOW, basis="rang off")


def test_a_signal_is_asked_for_within_a_day_of_its_note_until_somebody_looked() -> None:
    assert [due.at for due in of_signals(file_of(NOTE), NOW)] == [NOW + dt.timedelta(days=1)]
    assert list(of_signals(file_of(NOTE, LOOK), NOW)) == []


def test_what_was_looked_at_is_what_it_stood_on_then() -> None:
    grounds = grounds_of([stored(NOTE)], None)[AVOIDS]
    assert is_looked_at(AVOIDS, basis_of(grounds), [LOOK])
    assert not is_looked_at(AVOIDS, basis_of([*grounds, Ground("again", NOW)]), [LOOK])
    assert not is_looked_at(Signal.REUSED_PHOTO, basis_of(grounds), [LOOK])


def test_what_speaks_against_somebody_warns_and_is_milder_until_it_counts() -> None:
    counts = list(of_vetting(file_of(claim(Result.CONTRADICTED, Step.AGREE)), NOW))
    waits = list(of_vetting(file_of(claim(Result.HOSTILE_SUSPECTED)), NOW))
    assert [w.gravity for w in counts] == [Gravity.DANGER]
    assert [w.gravity for w in waits] == [Gravity.WARN]
    assert list(of_vetting(file_of(claim(Result.STORY_CONSISTENT, Step.AGREE)), NOW)) == []


def test_only_claims_that_count_make_a_result() -> None:
    assert result_of([stored(claim(Result.CONTRADICTED))]) is Result.UNVERIFIED
    assert result_of([stored(claim(Result.CONTRADICTED, Step.AGREE))]) is Result.CONTRADICTED
