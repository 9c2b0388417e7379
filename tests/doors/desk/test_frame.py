from django.shortcuts import redirect
from django.test import override_settings
from django.urls import path
from tests.doors.desk.stage import DESK_SETTINGS, Desk

from holdfast.apps.accounts.rules import PERMISSIONS, Permission, Role
from holdfast.doors.desk import urls
from holdfast.doors.desk.entry import act, page
from holdfast.doors.desk.frame import (
    GROUP_LABELS,
    Group,
    all_items,
    navigation,
    render_page,
    say,
)


@act(None)
def speak(request: object) -> object:
    say(request, "The call is in the inbox.")
    return redirect("/")


@page(Permission.SEE_MEMBERS)
def shadow(request: object) -> object:
    return render_page(request, "pages/desk.html", {"look": "no look at all"})


urlpatterns = [*urls.urlpatterns, path("speak", speak), path("shadow", shadow)]


def test_the_navigation_shows_only_what_a_role_permits() -> None:
    with override_settings(**DESK_SETTINGS):
        shown = navigation({Role.OPERATOR}, "/")
        labels = {str(item.label) for group in shown for item in group.items}
        assert "Lock me" in labels
        assert navigation(set(), "/") == []
    expected = {str(i.label) for i in all_items() if i.permission in PERMISSIONS[Role.OPERATOR]}
    assert labels == expected


def test_the_nearest_entry_is_marked_as_where_one_is() -> None:
    with override_settings(**DESK_SETTINGS):
        shown = navigation({Role.OPERATOR}, "/you/lock/")
    here = [str(item.label) for group in shown for item in group.items if item.is_here]
    assert here == ["Lock me"]


def test_groups_stand_in_their_order_and_each_has_a_label() -> None:
    assert [str(GROUP_LABELS[group]) for group in Group] == [
        "Line",
        "Work",
        "Ways out",
        "Record",
        "You",
    ]


def test_a_sentence_is_shown_on_the_next_page_and_not_again(desk: Desk) -> None:
    with override_settings(ROOT_URLCONF=__name__):
        lead = desk.visit("lead")
        lead.post("/speak")
        assert "The call is in the inbox." in lead.get("/").content.decode()
        assert "The call is in the inbox." not in lead.get("/").content.decode()


def test_a_page_says_who_is_logged_in_by_alias(desk: Desk) -> None:
    lead = desk.visit("lead")
    assert desk.people["lead"].alias in lead.get("/").content.decode()


def test_a_page_that_names_something_of_its_own_as_the_layout_does_is_a_fault(desk: Desk) -> None:
    with override_settings(ROOT_URLCONF=__name__):
        shown = desk.visit("lead").get("/shadow")
    assert shown.status_code == 500
    assert "no look at all" not in shown.content.decode()
