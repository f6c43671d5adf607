"""All samples come out as they are known, and nothing near them is taken for valid that is not."""

from __future__ import annotations

import pytest

from sphinx_dlmsprofile.apdu.dissect import dissect
from tests.apdu.samples import INVALID, SAMPLES, VALID, Sample, assert_tiled, sample


def _ids(samples: list[Sample]) -> list[str]:
    return [known.id for known in samples]


def test_there_are_all_of_them() -> None:
    assert (len(VALID), len(INVALID)) == (44, 14)


@pytest.mark.parametrize("known", VALID, ids=_ids(VALID))
def test_fields(known: Sample) -> None:
    found = dissect(known.octets)
    assert not found.faults
    assert tuple((field.offset, field.length) for field in found.fields) == known.fields
    assert found.names[0] == known.apdu
    assert_tiled(found)


_OTHER_NAMES = {
    # The samples do not name the alternatives of these two, nor the APDU to which a tag belongs.
    "calling-authentication-value.charstring": "calling-authentication-value.value",
    "result-source-diagnostic.acse-service-user": "result-source-diagnostic.value",
}


@pytest.mark.parametrize("known", VALID, ids=_ids(VALID))
def test_paths(known: Sample) -> None:
    for field, path in zip(dissect(known.octets).fields, known.paths, strict=True):
        found = ".".join(field.path).replace(".[", "[")
        for ours, theirs in _OTHER_NAMES.items():
            found = found.replace(ours, theirs)
        wanted = path.replace("#", ".")
        wanted = f"{wanted[:-4]}.length" if wanted.endswith(".len") else wanted
        if wanted.endswith("apdu-tag"):
            assert found.startswith(wanted.removesuffix("apdu-tag"))
            assert found.endswith(".tag")
        elif wanted.endswith(("result-source-diagnostic.tag", "result-source-diagnostic.length")):
            assert found.replace(".value", "") == wanted
        else:
            assert found == wanted


@pytest.mark.parametrize("known", INVALID, ids=_ids(INVALID))
def test_faults(known: Sample) -> None:
    found = dissect(known.octets)
    (fault,) = found.faults
    assert fault.offset == known.fault_at
    assert fault.kind.value == (
        "apdu-trailing" if known.id in {"bad-get-trailing", "bad-act-choice"} else "apdu-invalid"
    )
    assert_tiled(found)


@pytest.mark.parametrize("known", VALID, ids=_ids(VALID))
def test_no_truncation_is_valid(known: Sample) -> None:
    """No beginning of a sample is valid; none of the samples has an optional end that could be left out."""
    for length in range(len(known.octets)):
        found = dissect(known.octets[:length])
        assert found.faults, f"{length} octets"
        assert_tiled(found)


@pytest.mark.parametrize("known", SAMPLES, ids=_ids(SAMPLES))
def test_changed_bits(known: Sample) -> None:
    """Each bit flipped: a dissection in each case, which covers all octets."""
    for bit in range(len(known.octets) * 8):
        octets = bytearray(known.octets)
        octets[bit // 8] ^= 1 << bit % 8
        assert_tiled(dissect(bytes(octets)))


@pytest.mark.parametrize("known", VALID, ids=_ids(VALID))
def test_one_octet_more(known: Sample) -> None:
    (fault,) = dissect(known.octets + b"\0").faults
    assert fault.kind.value == "apdu-trailing"
    assert fault.offset == len(known.octets)


def test_messages_name_offset_field_and_octets() -> None:
    (fault,) = dissect(sample("bad-get-truncated").octets).faults
    assert fault.message == (
        "octet 5, get-request.get-request-normal.cosem-attribute-descriptor.instance-id: "
        "expected 6 octets, found 3 left"
    )
