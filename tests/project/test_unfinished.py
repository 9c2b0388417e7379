from tests.apps.accounts.cast import HandClock, gate
from tests.apps.keyring.cast import Note, open_case
from tests.project.test_command_line import holdfast

from holdfast.apps.accounts.models import MemberRow
from holdfast.apps.accounts.services.founding import first_keyholder
from holdfast.apps.keyring.layers import layer_path
from holdfast.apps.keyring.models import ScopeKey
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.rules import Actor
from holdfast.apps.keyring.services.membership import found
from holdfast.kernel.disk import place_file
from holdfast.project.site import UNFINISHED
from holdfast.project.unfinished import begin_anew, finish


def test_what_a_founding_left_behind_is_emptied_when_it_is_begun_again(site):
    begin_anew(site)
    assert (site / UNFINISHED).is_file()
    place_file(layer_path(1), bytes(32))
    first_keyholder(gate(HandClock()))  # and there it was cut off
    begin_anew(site)
    assert not MemberRow.objects.exists()
    assert not layer_path(1).exists()
    found(gate(HandClock()))
    finish(site)
    assert not (site / UNFINISHED).exists()


def test_a_site_that_counts_is_never_emptied_or_marked(site):
    found(gate(HandClock()))
    begin_anew(site)
    assert MemberRow.objects.count() == 1
    assert ScopeKey.objects.count() == 1
    assert not (site / UNFINISHED).exists()


def test_a_mark_that_somebody_put_into_a_living_site_empties_nothing(site):
    lead = found(gate(HandClock())).active
    case = open_case(Actor(lead.id, lead.keys))
    place_file(site / UNFINISHED, b"")
    begin_anew(site)
    assert read(Actor(lead.id, lead.keys), case.said, Note).value.text == "The road is watched."
    assert not (site / UNFINISHED).exists()


def test_letting_a_site_count_twice_is_no_error(site):
    finish(site)
    assert list(site.glob(UNFINISHED)) == []


def test_a_site_whose_making_was_cut_off_says_so_and_is_made_by_the_same_command(tmp_path):
    folder = tmp_path / "site"
    stopped = holdfast("site", "init", typed="", data=folder)  # at the first question
    assert stopped.returncode == 130
    refused = holdfast("site", "status", data=folder)
    assert refused.returncode == 2
    assert "cut off" in refused.stderr
    assert "holdfast site init" in refused.stderr
    made = holdfast("site", "init", typed="\n", data=folder)
    assert made.returncode == 0, made.stderr
    assert "Your passphrase:" in made.stdout
    assert holdfast("site", "init", typed="\n", data=folder).returncode == 2  # it counts now
    assert "First keyholder: there" in holdfast("site", "status", data=folder).stdout
