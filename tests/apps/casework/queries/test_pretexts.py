import datetime as dt

from holdfast.apps.casework.queries.asked import Gravity
from holdfast.apps.casework.queries.files import CaseFile
from holdfast.apps.casework.queries.pretexts import of_pretexts
from holdfast.apps.casework.records.threats import PretextNote, Threat
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.threats import Pretext, PretextState
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import Part, RecordId, UnitId

NOW = dt.datetime(2031, 4, 2, tzinfo=dt.UTC)


def warned(*threats: Threat) -> list[tuple[Gravity, str]]:
    held = [
        Stored(RecordId("r"), UnitId("u"), CaseId("c"), Part.CONTENT, 1, one) for one in threats
    ]
    return [(w.gravity, w.says) for w in of_pretexts(CaseFile(CaseId("c"), {Threat: held}), NOW)]


def threat(pretext: Pretext, state: PretextState, ended: str = "") -> Threat:
    return Threat(word="the uncle", pretexts=(PretextNote(pretext, state),), ended_on=ended)


def test_an_exit_ban_warns_and_the_worst_of_several_is_told() -> None:
    both = [threat(Pretext.EXIT_BAN, s) for s in (PretextState.SUSPECTED, PretextState.CONFIRMED)]
    assert warned(*both) == [(Gravity.DANGER, "Exit ban: confirmed.")]
    assert warned(both[0]) == [(Gravity.WARN, "Exit ban: suspected.")]


def test_what_was_lifted_ended_or_stops_at_no_border_does_not_warn() -> None:
    assert warned(threat(Pretext.EXIT_BAN, PretextState.LIFTED)) == []
    assert warned(threat(Pretext.EXIT_BAN, PretextState.CONFIRMED, "2030")) == []
    assert warned(threat(Pretext.MISSING, PretextState.CONFIRMED)) == []
