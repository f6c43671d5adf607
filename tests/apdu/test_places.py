"""Which part of a description each octet was written from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from sphinx_dlmsprofile.apdu.describe import describe
from sphinx_dlmsprofile.apdu.dissect import dissect
from sphinx_dlmsprofile.apdu.encoder import encode_text
from sphinx_dlmsprofile.model.apdu import Form
from tests.apdu.samples import VALID, Sample, sample

if TYPE_CHECKING:
    from sphinx_dlmsprofile.apdu.encoder import Encoded


def _lines(encoded: Encoded) -> list[int]:
    """The line of each octet."""
    assert not encoded.faults, encoded.faults
    ends = [place.first for place in encoded.places[1:]] + [len(encoded.octets)]
    return [place.at.line for place, end in zip(encoded.places, ends, strict=True) for _ in range(place.first, end)]


def _runs(encoded: Encoded) -> str:
    """The octets, with the line before those that were written from it."""
    shown: list[str] = []
    before = 0
    for octet, line in zip(encoded.octets, _lines(encoded), strict=True):
        if line != before:
            shown.append(f"{line}:")
        shown.append(f"{octet:02X}")
        before = line
    return " ".join(shown)


@pytest.mark.parametrize(
    ("description", "runs"),
    [
        pytest.param(
            """\
            set-request-normal:
              class: 8
              instance: 0-0:1.0.0.255
              attribute: 2
              value:
                long-unsigned: 5
            """,
            "1: C1 01 C1 2: 00 08 3: 00 00 01 00 00 FF 4: 02 1: 00 5: 12 6: 00 05",
            id="a CHOICE",
        ),
        pytest.param(
            """\
            event-notification-request:
              attribute-value:
                long-unsigned: 5
              attribute: 2
              class: 8
              logical-name: 0-0:1.0.0.255
            """,
            "1: C2 00 5: 00 08 6: 00 00 01 00 00 FF 4: 02 2: 12 3: 00 05",
            id="a SEQUENCE, short names, another order",
        ),
        pytest.param(
            """\
            data-notification:
              invoke-id: 1
              data:
                structure:
                - null-data
                - array:
                  - unsigned: 1
                  - unsigned: 2
                - octet-string:
                    time: "10:30"
            """,
            "1: 0F 2: 00 00 00 01 1: 00 3: 02 4: 03 5: 00 6: 01 02 7: 11 01 8: 11 02 9: 09 04 0A 1E FF FF",
            id="nested structures",
        ),
        pytest.param(
            """\
            get-response-normal:
              result:
                compact-array:
                  contents-description:
                    structure:
                    - long-unsigned
                    - array:
                        number-of-elements: 2
                        type-description: unsigned
                  array-contents:
                  - - 1
                    - - 2
                      - 3
            """,
            "1: C4 01 C1 2: 00 13 4: 02 5: 02 6: 12 7: 01 8: 00 02 9: 11 10: 04 11: 00 01 12: 02 13: 03",
            id="a compact-array",
        ),
        pytest.param(
            """\
            aarq:
              mechanism: 2
              calling-authentication-value:
                charstring: "313233"
              user-information:
                initiateRequest:
                  response-allowed: false
                  conformance:
                  - get
                  client-max-receive-pdu-size: 1200
            """,
            "1: 60 2E A1 09 06 07 60 85 74 05 08 01 01 2: 8B 07 60 85 74 05 08 02 02 3: AC 05 4: 80 03 31 32 33 "
            "5: BE 11 04 0F 01 6: 00 7: 01 00 6: 00 06 8: 5F 1F 04 00 00 00 10 10: 04 B0",
            id="BER, and A-XDR within",
        ),
        pytest.param(
            """\
            get-request-with-list:
              attributes:
              - class: 3
                instance: 1-0:1.8.0.255
                attribute: 2
              - class: 8
                instance: 0-0:1.0.0.255
                attribute: 3
                access-selection:
                  selector: 2
                  access-parameters: null-data
            """,
            "1: C0 03 C1 2: 02 3: 00 03 4: 01 00 01 08 00 FF 5: 02 3: 00 "
            "6: 00 08 7: 00 00 01 00 00 FF 8: 03 9: 01 10: 02 11: 00",
            id="a list",
        ),
    ],
)
def test_places(description: str, runs: str) -> None:
    lines = description.splitlines()
    indent = len(lines[0]) - len(lines[0].lstrip())
    assert _runs(encode_text("\n".join(line[indent:] for line in lines))) == runs


def test_a_long_length_moves_what_follows() -> None:
    encoded = encode_text(
        f"general-glo-ciphering:\n  system-title: 4D4D4D0000BC614E\n  ciphered-content:\n    security-control: 0x20\n"
        f"    invocation-counter: 1\n    ciphertext: {'AB' * 300}"
    )
    lines = _lines(encoded)
    assert lines == [1, *[2] * 9, *[3] * 3, 4, *[5] * 4, *[6] * 300]


_CIPHERED = """\
glo-get-request:
  security-control: 0x30
  invocation-counter: 0x01234567
  plaintext:
    get-request-normal:
      invoke-id: 0
      class: 8
      logical-name: 0-0:1.0.0.255
      attribute: 2
"""


def test_a_ciphertext_has_the_places_of_its_plaintext() -> None:
    encoded = encode_text(_CIPHERED, keys=sample("glo-get-req").keys)
    assert encoded.octets == sample("glo-get-req").octets
    header, content, tag = [1, 1, 2, 3, 3, 3, 3], [4, 4, 6, 7, 7, *[8] * 6, 9, 5], [1] * 12
    assert _lines(encoded) == [*header, *content, *tag]


def test_protected_within_protected() -> None:
    """Each plaintext is protected as it is written; the outer protection has a title of its own."""
    keys = sample("glo-get-req").keys
    text = "general-glo-ciphering:\n  system-title: 4D4D4D0000BC614F\n  ciphered-content:\n    security-control: 0x30\n"
    text += "    invocation-counter: 1\n    plaintext:\n      " + _CIPHERED.replace("\n", "\n      ")
    encoded = encode_text(text, keys=keys)
    outer, inner, innermost = dissect(encoded.octets, keys=keys).layers()
    assert (outer.name, inner.octets) == ("general-glo-ciphering", sample("glo-get-req").octets)
    start = outer.content_offset + inner.content_offset
    lines = _lines(encoded)
    assert [lines[start + offset] for offset in range(len(innermost.octets))] == [
        10, 10, 12, 13, 13, *[14] * 6, 15, 11,
    ]  # fmt: skip


@pytest.mark.parametrize("known", VALID, ids=[known.id for known in VALID])
def test_samples(known: Sample) -> None:
    """Of each value that takes octets, the last octet has the line of its key or item."""
    element = dissect(known.octets).element
    assert element
    text = yaml.safe_dump(describe(element), default_flow_style=False, sort_keys=False, width=1 << 16)
    lines = _lines(encode_text(text))
    written = text.splitlines()
    for leaf in element.walk():
        if leaf.form is Form.LEAF and leaf.octets[1]:
            line = written[lines[sum(leaf.octets) - 1] - 1]
            assert leaf.name == "item" or line.lstrip("- ").startswith(f"{leaf.name}:"), (leaf, line)
            assert leaf.type == "Conformance" or leaf.value in line, (leaf, line)
    assert lines[0] == 1
