import itertools

from holdfast.apps.accounts.contexts import (
    InvitationPart,
    asked_context,
    card_context,
    grant_context,
    installation,
    invitation_context,
    parked_context,
    second_factor_context,
    session_context,
    share_context,
    site_folder,
    way_context,
)
from holdfast.apps.accounts.rules import MemberId, Way
from holdfast.vault.envelope import associated_data
from holdfast.vault.keys import member_keys, random_root

ID = MemberId("a" * 26)


def test_no_two_places_are_the_same_whatever_stands_in_them(site):
    places = [
        *(way_context(ID, way, 1) for way in Way if way is not Way.UNPROVEN_SHEET),
        asked_context(ID, ID),
        parked_context(ID, ID, 1),
        share_context(ID, ID),
        card_context(ID, 1, 1),
        second_factor_context(ID, 1),
        *(invitation_context(ID, part) for part in InvitationPart),
        session_context(ID),
    ]
    for one, two in itertools.combinations([associated_data(p) for p in places], 2):
        assert one != two


def test_a_sheet_belongs_where_it_did_before_it_was_proven(site):
    assert way_context(ID, Way.SHEET, 3) == way_context(ID, Way.UNPROVEN_SHEET, 3)


def test_every_place_is_of_this_installation(site, settings_installation):
    before = way_context(ID, Way.PASSPHRASE, 1)
    settings_installation("b" * 26)
    assert installation() == "b" * 26
    assert way_context(ID, Way.PASSPHRASE, 1) != before
    assert site_folder() == site


def test_a_grant_names_both_ends(site):
    one, two = (member_keys(random_root()).public for _ in range(2))
    context = grant_context(
        "g",
        scope="s",
        granter=ID,
        granter_public=one,
        recipient=MemberId("b"),
        recipient_public=two,
    )
    assert (context.granter_public, context.recipient_public) == (one, two)
    assert (context.part, context.epoch) == ("accounts", 0)
