from holdfast.apps.casework.records.threats import PretextNote, Threat, ThreatIdentity
from holdfast.apps.casework.rules.threats import Knows, Pretext, PretextState, Reach
from holdfast.doors.desk.cases.threats_forms import ThreatForm, ThreatNameForm


def test_a_form_gives_back_what_it_began_with() -> None:
    note = PretextNote(Pretext.EXIT_BAN, PretextState.LIFTED)
    threat = Threat(
        word="the unit", reach=(Reach.BORDER,), knows=(Knows.CITY,), pretexts=(note,), says="x"
    )
    form = ThreatForm(ThreatForm.of(threat, 2))
    assert form.is_valid()
    assert form.threat() == threat
    assert len(form.pretexts()) == len(Pretext)


def test_a_name_a_line() -> None:
    identity = ThreatIdentity(threat="t", names=("Goran Kasto", "G. K."), phones=("+999",))
    form = ThreatNameForm(ThreatNameForm.of(identity, 1))
    assert form.is_valid()
    assert form.identity("t") == identity
