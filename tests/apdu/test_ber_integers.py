"""INTEGER of ASN.1 in the octets of BER, as Rec. ITU-T X.690 has them."""

from __future__ import annotations

import pytest

from sphinx_dlmsprofile.apdu.ber.codecs import Integer
from sphinx_dlmsprofile.apdu.errors import UnfitError


@pytest.mark.parametrize(
    ("number", "octets"),
    [(0, "00"), (127, "7F"), (128, "0080"), (32767, "7FFF"), (32768, "008000"), (-128, "80"), (-129, "FF7F")],
)
def test_an_integer_of_asn1_takes_as_few_octets_as_it_can(number: int, octets: str) -> None:
    integer = Integer()
    assert integer.parse(str(number)) == bytes.fromhex(octets)
    assert integer.show(bytes.fromhex(octets)) == (str(number), "")


@pytest.mark.parametrize("octets", ["", "0001", "FF80"])
def test_a_longer_form_of_an_integer_is_refused(octets: str) -> None:
    with pytest.raises(UnfitError, match="shortest form"):
        Integer().show(bytes.fromhex(octets))
