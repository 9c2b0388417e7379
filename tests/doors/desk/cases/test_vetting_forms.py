from holdfast.apps.casework.rules.vetting import Method, Result
from holdfast.apps.casework.services.vetting import Checked
from holdfast.doors.desk.cases.vetting_forms import ClaimForm


def test_a_claim_is_taken_as_it_was_typed_and_a_voucher_from_the_list_only() -> None:
    typed = {"says": "x", "method": "vouched by", "result": "vouched", "voucher": "v"}
    form = ClaimForm(typed, vouchers=[("v", "Fig")])
    assert form.is_valid()
    expected = Checked("x", Method.VOUCHED_BY, Result.VOUCHED, voucher="v")
    assert form.checked() == expected
    assert "voucher" in ClaimForm(typed, vouchers=[]).errors
