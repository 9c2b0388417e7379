from holdfast.apps.casework.rules.losses import OF_A_CASE, LossKind, Lost, node_of_leg


def test_a_phone_and_a_document_of_a_case_are_not_the_person() -> None:
    nodes = {Lost(kind, "c").node for kind in OF_A_CASE}
    assert nodes == {"c", "phone:c", "number:c", "document:c"}


def test_a_place_and_a_member_are_named_by_their_own_ids() -> None:
    assert Lost(LossKind.PLACE, "p").node == "p"
    assert Lost(LossKind.MEMBER, "m").node == "m"
    assert Lost(LossKind.HELPER, "h").node == "h"
    assert Lost(LossKind.VEHICLE, "v").node == "v"
    assert node_of_leg("j", 1) == "leg:j:1"
