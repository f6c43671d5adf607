"""APDUs of very many fields: work and memory have a bound, and no octet is lost."""

from __future__ import annotations

from collections import Counter

import pytest

from sphinx_dlmsprofile.apdu.codecs import write_length
from sphinx_dlmsprofile.apdu.cursor import MAX_FIELDS, Cursor
from sphinx_dlmsprofile.apdu.dissect import dissect
from sphinx_dlmsprofile.apdu.encoder import encode_text
from sphinx_dlmsprofile.model.apdu import DecodeFault, FaultKind
from tests.apdu.samples import assert_tiled

_HEAD = bytes.fromhex("C401C100")
_LIMIT = 300
_MAX_APDU = 0xFFFF
"""client-max-receive-pdu-size is an Unsigned16."""


def _array(count: int, item: bytes = b"\x00") -> bytes:
    return _HEAD + b"\x01" + write_length(count) + item * count


def _strings(count: int) -> bytes:
    """A compact-array of empty octet-strings: nothing has more fields for an octet."""
    return _HEAD + b"\x13\x09" + write_length(count) + bytes(count)


def _list(count: int) -> bytes:
    """A list of results."""
    return bytes.fromhex("C403C1") + write_length(count) + b"\x00\x00" * count


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How many elements have been made, and how many octets taken."""
    counts: Counter[str] = Counter()
    element, take = Cursor.element, Cursor.take

    def counted_element(*given, **named):  # type: ignore[no-untyped-def]  # noqa: ANN002, ANN003, ANN202
        counts["elements"] += 1
        return element(*given, **named)

    def counted_take(reader: Cursor, count: int, path: tuple[str, ...]) -> bytes:
        counts["octets"] += count
        return take(reader, count, path)

    monkeypatch.setattr(Cursor, "element", counted_element)
    monkeypatch.setattr(Cursor, "take", counted_take)
    return counts


@pytest.mark.parametrize("many", [_array, _strings, _list])
def test_what_is_made_does_not_grow_with_the_octets(many, made: Counter[str]) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    work = []
    for count in (2 * _LIMIT, 4 * _LIMIT):
        made.clear()
        found = dissect(many(count), most=_LIMIT)
        assert len(found.fields) == _LIMIT + 1
        assert 0 < made["elements"] < 2 * _LIMIT
        work.append(dict(made))
    assert work[0] == work[1]


@pytest.mark.parametrize("many", [_array, _strings, _list])
@pytest.mark.parametrize("envelopes", [(), ("llc",)])
def test_no_octet_is_lost(many, envelopes: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    octets = (bytes.fromhex("E6E703") if envelopes else b"") + many(2 * _LIMIT)
    found = dissect(octets, envelopes, most=_LIMIT)
    assert_tiled(found)
    (fault,) = found.faults
    rest = found.fields[-1]
    assert (fault.kind, fault.expected) == (FaultKind.INVALID, f"no more than {_LIMIT} fields in one APDU")
    assert (rest.name, rest.offset, rest.end) == ("undecoded", fault.offset, len(octets))


def test_the_limit_itself() -> None:
    """The tag and choices, invoke-id, tag and count of the array are 6 fields."""
    found = dissect(_array(_LIMIT - 6), most=_LIMIT)
    assert (found.faults, len(found.fields)) == ((), _LIMIT)
    octets = _array(_LIMIT - 5)
    (fault,) = dissect(octets, most=_LIMIT).faults
    assert fault == DecodeFault(
        kind=FaultKind.INVALID,
        offset=len(octets) - 1,
        path=("get-response", "get-response-normal", "result", "data", f"[{_LIMIT - 6}]", "tag"),
        expected=f"no more than {_LIMIT} fields in one APDU",
        found="more, which are not read: take items out of it",
    )


def test_octets_after_the_end_of_a_full_apdu() -> None:
    found = dissect(_array(_LIMIT - 6) + b"\x00", most=_LIMIT)
    assert [fault.kind for fault in found.faults] == [FaultKind.TRAILING]
    assert_tiled(found)


def test_plaintext_has_a_limit_of_its_own() -> None:
    text = "general-signing:\n  transaction-id: ''\n  originator-system-title: ''\n  recipient-system-title: ''\n"
    text += f"  date-time: ''\n  other-information: ''\n  content: {_array(2 * _LIMIT).hex()}\n  signature: ''\n"
    encoded = encode_text(text)
    assert not encoded.faults
    outer = dissect(encoded.octets, most=_LIMIT)
    assert outer.content
    assert (outer.faults, outer.valid) == ((), False)
    assert len(outer.content.fields) == _LIMIT + 1
    assert_tiled(outer)


def test_the_longest_apdu_is_read_to_its_end() -> None:
    assert 2 * _MAX_APDU <= MAX_FIELDS
    for many in (_array, _strings, _list):
        octets = many(1000)
        assert len(dissect(octets).fields) <= 2 * len(octets)
