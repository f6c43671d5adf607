"""What was decoded can be described, and its description encodes to the same octets."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.apdu.codecs import write_length
from sphinx_dlmsprofile.apdu.data.kinds import DATA_KINDS, MAX_DEPTH, Shape
from sphinx_dlmsprofile.apdu.describe import as_yaml, describe
from sphinx_dlmsprofile.apdu.dissect import dissect
from sphinx_dlmsprofile.apdu.encoder import encode_text
from tests.apdu.samples import VALID, Sample, assert_tiled

_IDS = [known.id for known in VALID]


def _again(octets: bytes) -> bytes:
    """The octets of the description of octets."""
    found = dissect(octets)
    assert not found.faults, found.faults[0].message
    assert found.element
    encoded = encode_text(as_yaml(describe(found.element)))
    assert not encoded.faults, encoded.faults[0]
    return encoded.octets


@pytest.mark.parametrize("known", VALID, ids=_IDS)
def test_samples(known: Sample) -> None:
    assert _again(known.octets) == known.octets


@pytest.mark.parametrize("known", VALID, ids=_IDS)
def test_what_is_accepted_with_a_changed_bit(known: Sample) -> None:
    for bit in range(0, len(known.octets) * 8, 1 if len(known.octets) < 60 else 11):
        octets = bytearray(known.octets)
        octets[bit // 8] ^= 1 << bit % 8
        if not dissect(bytes(octets)).faults:
            assert _again(bytes(octets)) == octets


_FIXED = {
    tag: kind.leaf.octets for tag, kind in DATA_KINDS.items() if kind.leaf is not None and kind.leaf.octets is not None
}


def _string(tag: int, content: bytes) -> bytes:
    return bytes([tag]) + write_length(len(content)) + content


_TEXT = st.text(st.characters(codec="utf-8"), max_size=140)
_PLAIN = st.one_of(
    st.sampled_from([b"\x00", b"\xff"]),
    st.sampled_from(sorted(_FIXED)).flatmap(
        lambda tag: st.binary(min_size=_FIXED[tag], max_size=_FIXED[tag]).map(lambda octets: bytes([tag]) + octets)
    ),
    st.binary(max_size=300).map(lambda octets: _string(9, octets)),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=140).map(
        lambda text: _string(10, text.encode())
    ),
    _TEXT.map(lambda text: _string(12, text.encode())),
    st.lists(st.booleans(), max_size=40).map(
        lambda bits: (
            b"\x04"
            + write_length(len(bits))
            + b"".join(
                int("".join("01"[bit] for bit in bits[index : index + 8]).ljust(8, "0"), 2).to_bytes(1)
                for index in range(0, len(bits), 8)
            )
        )
    ),
)


def _items(tag: int, items: list[bytes]) -> bytes:
    return bytes([tag]) + write_length(len(items)) + b"".join(items)


_DATA: st.SearchStrategy[bytes] = st.recursive(
    _PLAIN, lambda inner: st.tuples(st.sampled_from([1, 2]), st.lists(inner, max_size=5)).map(lambda x: _items(*x))
)


@given(_DATA)
def test_data(value: bytes) -> None:
    octets = bytes.fromhex("C401C100") + value
    assert _again(octets) == octets
    assert_tiled(dissect(octets))


@given(st.binary(max_size=60))
def test_any_octets(octets: bytes) -> None:
    """Whatever stands there: no exception, all octets covered, and what is valid comes back."""
    for envelopes in ((), ("wrapper",), ("hdlc",), ("llc",)):
        found = dissect(octets, envelopes)
        assert_tiled(found)
        if not found.faults and not envelopes:
            assert _again(octets) == octets


_DESCRIBED = [tag for tag, kind in DATA_KINDS.items() if kind.described and kind.shape is Shape.LEAF]
_TYPES: Any = st.recursive(
    st.sampled_from([0, 4, *_DESCRIBED]),
    lambda inner: st.one_of(
        st.tuples(st.just("array"), st.integers(0, 3), inner),
        st.tuples(st.just("structure"), st.lists(inner, max_size=3)),
    ),
    max_leaves=5,
)


def _described(kind: Any) -> bytes:
    if isinstance(kind, int):
        return bytes([kind])
    if kind[0] == "array":
        times: int = kind[1]
        return b"\x01" + times.to_bytes(2) + _described(kind[2])
    items: list[Any] = kind[1]
    return b"\x02" + bytes([len(items)]) + b"".join(map(_described, items))


def _contents(kind: Any) -> bytes:
    """A value of a type."""
    if kind == 0:
        return b""
    if kind == 4:
        return b"\x03\xa0"
    if isinstance(kind, int):
        leaf = DATA_KINDS[kind].leaf
        assert leaf
        return b"\x02AB" if leaf.octets is None else b"\x01" * leaf.octets
    if kind[0] == "array":
        times: int = kind[1]
        return _contents(kind[2]) * times
    return b"".join(map(_contents, kind[1]))


@given(_TYPES, st.integers(0, 4))
def test_compact_array(kind: Any, times: int) -> None:
    contents = _contents(kind) * times
    octets = bytes.fromhex("C401C10013") + _described(kind) + write_length(len(contents)) + contents
    assert _again(octets) == octets
    assert_tiled(dissect(octets))
    if contents:
        short = octets[: -len(contents) - len(write_length(len(contents)))]
        short += write_length(len(contents) - 1) + contents[:-1]
        found = dissect(short)
        assert found.faults or times > 1 or len(_contents(kind)) == 1


@pytest.mark.parametrize(
    "octets",
    [
        bytes.fromhex("C401C10013 02 02 12 00 08 0001 0002 0003 0004"),
        bytes.fromhex("C401C10013 01 0002 12 08 0001 0002 0003 0004"),
        bytes.fromhex("C401C10013 09 05 0141 024242"),
    ],
)
def test_compact_arrays_by_hand(octets: bytes) -> None:
    found = dissect(octets)
    assert not found.faults
    values = [field.value for field in found.fields if field.path[-1].startswith("[")]
    assert values in (["1", "2", "3", "4"], ["41", "4242"])
    assert _again(octets) == octets


@pytest.mark.parametrize("description", ["00", "0200", "01000011", "01FFFF00", "01FFFF01FFFF00", "0203000200FF"])
def test_a_compact_array_of_nothing_holds_nothing(description: str) -> None:
    head = bytes.fromhex("C401C10013" + description)
    assert not dissect(head + b"\x00").faults
    (fault,) = dissect(head + b"\x01\x00").faults
    assert "takes none" in fault.expected


def test_depth() -> None:
    deep = bytes.fromhex("C401C100") + b"\x02\x01" * MAX_DEPTH
    assert _again(deep[: -2 * 1] + b"\x00") == deep[:-2] + b"\x00"
    (fault,) = dissect(deep + b"\x00").faults
    assert "levels" in fault.expected
    (fault,) = dissect(bytes.fromhex("C401C100") + b"\x01\x01" * 5000 + b"\x00").faults
    assert "levels" in fault.expected
    (fault,) = dissect(bytes.fromhex("C401C10013") + b"\x02\x01" * 5000 + b"\x00").faults
    assert "levels" in fault.expected


def test_the_number_of_fields_grows_with_the_octets_alone() -> None:
    """Counts that promise much, and descriptions of nothing, make no more fields than there are octets."""
    many = bytes.fromhex("C401C100") + _items(1, [b"\x00"] * 30000)
    hollow = bytes.fromhex("C401C10013") + b"\x02\x82\x03\xe8" + b"\x00" * 999 + b"\x11" + b"\x82\x03\xe8" + bytes(1000)
    nested = bytes.fromhex("C401C10013") + b"\x01\xff\xff" * 20 + b"\x11" + b"\x82\x03\xe8" + bytes(1000)
    for octets in (many, hollow, nested):
        assert len(dissect(octets).fields) <= len(octets) + 10


def test_floats() -> None:
    for text in ("1.5", "0.1", "-0", "1e+30", "3.4028235e+38", "inf", "nan"):
        octets = bytes.fromhex("C401C10017") + struct.pack(">f", float(text))
        assert _again(octets) == octets
