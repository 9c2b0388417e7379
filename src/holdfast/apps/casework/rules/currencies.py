"""Amounts of money as whole minor units of a currency, read and written without any rounding.

Invariants:
- An amount is a whole number of the smallest unit of its currency; no fraction of it, no float.
- Amounts of two currencies are never added, compared or converted.

Source of codes and minor units: ISO 4217, list one (current currencies; no metals, funds or tests).
"""

from __future__ import annotations

import re

from holdfast.apps.casework.errors.money import BadAmountError

_NO_MINOR = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE = "BHD IQD JOD KWD LYD OMR TND"
_TWO = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY
COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF
IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR
MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG
SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST
XCD YER ZAR ZMW
"""
MINOR_DIGITS: dict[str, int] = {
    **dict.fromkeys(_NO_MINOR.split(), 0),
    **dict.fromkeys(_THREE.split(), 3),
    **dict.fromkeys(_TWO.split(), 2),
}
MOST_DIGITS = 12
_AMOUNT = re.compile(r"(\d+)(?:[.,](\d+))?")
_GROUPED = re.compile(r"\d{1,3}(?:[ '\u00a0\u202f]\d{3})+(?=[.,]|$)")


def minor_units(typed: str, currency: str) -> int:
    """The amount that was typed, in minor units: "1 250,50" of EUR is 125050.

    Spaces and apostrophes may group thousands; the last comma or point parts the minor units.
    Raises BadAmountError for anything that could be read in two ways, nothing, or too much.
    """
    digits = MINOR_DIGITS.get(currency)
    if digits is None:
        raise BadAmountError("There is no such currency. Nothing was saved.")
    text = typed.strip()
    if _GROUPED.match(text):
        text = re.sub(r"[ '\u00a0\u202f]", "", text)
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise BadAmountError
    whole, fraction = found[1], found[2] or ""
    if len(fraction) > digits or len(whole) > MOST_DIGITS:
        raise BadAmountError
    minor = int(whole + fraction.ljust(digits, "0"))
    if minor == 0:
        raise BadAmountError("The amount is nothing. Nothing was saved.")
    return minor


def written(minor: int, currency: str) -> str:
    """The amount in words of digits: 125050 of EUR is "1250.50 EUR"."""
    digits = MINOR_DIGITS[currency]
    if not digits:
        return f"{minor} {currency}"
    whole, fraction = divmod(minor, 10**digits)
    return f"{whole}.{fraction:0{digits}d} {currency}"
