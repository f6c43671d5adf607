"""Stacks of real profiles give no finding, and one slip in a stack gives one."""

from __future__ import annotations

import re
from typing import Any

import pytest

from sphinx_dlmsprofile.model.project import Project
from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.layers import parse_layer_stack
from sphinx_dlmsprofile.parsing.source import Line, read_directive
from sphinx_dlmsprofile.rules.layers import layer_standards, layers
from sphinx_dlmsprofile.rules.rule import Rule
from sphinx_dlmsprofile.text.location import Location

RULES = [value for module in (layers, layer_standards) for value in vars(module).values() if isinstance(value, Rule)]

LAYERS = """\
llc: {role: llc, name: LLC sublayer, standard: ISO/IEC 8802-2}
llc2: {role: llc, name: LLC of the technology, standard: IEEE 802.2}
conv: {role: adaptation, name: L2 adaptation layer, clause: 5.4.2}
schc: {role: adaptation, name: SCHC header compression, standard: RFC 8724}
dl: {role: data-link, name: Data link layer, standard: IEC 62056-46}
mac: {role: mac, name: MAC layer, standard: IEEE 802.11ah}
phy: {role: physical, name: Physical layer, standard: IEEE 802.11ah}
nwk: {role: network, name: Network layer, standard: ISO/IEC 14908-1}
tpt: {role: transport, name: Transport layer, standard: ISO/IEC 14908-1}
mesh: {role: other, name: Mesh routing, standard: IEEE 802.15.5}
wrapper: {role: transport, name: Wrapper, standard: "IEC 62056-4-7:2015"}
wnet: {role: network, name: IPv6 (RFC 8200), standard: RFC 8200}
ciase: {role: other, name: CIASE, standard: IEC 61334-4-511}
"""


def findings(body: str) -> list[tuple[str, int]]:
    """Rule and line of all findings and faults for a body; it begins in line 1."""
    lines = [Line(text, "index.rst", number) for number, text in enumerate(body.splitlines(), 1)]
    reader = BodyReader()
    record = parse_layer_stack(read_directive(Location("index.rst", 1), [], lines), reader)
    project = Project(records=(record, *reader.faults))
    found = [(rule.name, fault.at.line) for rule in RULES for fault in rule.check(project)]
    return sorted(found + [(fault.kind, fault.at.line) for fault in reader.faults])


def of_stack(kind: str, stack: str) -> list[str]:
    """The names of the findings for one profile over those of the layers above that it has."""
    layers = "".join(f"  {line}\n" for line in LAYERS.splitlines() if re.search(rf"\b{line.split(':')[0]}\b", stack))
    body = f"layers:\n{layers}profiles:\n  P: {{kind: {kind}, stack: [{stack}]}}\n"
    return [rule for rule, _ in findings(body)]


@pytest.mark.parametrize(
    ("kind", "stack"),
    [
        # 7-6: HDLC in three layers
        ("general", "ap, al, llc, mac, phy"),
        ("general", "ap, al, dl, phy"),
        # 8-3: S-FSK, with CIASE beside or below the application layer
        ("general", "ap, [al, ciase], llc, mac, phy"),
        ("general", "ap, al, ciase, llc, mac, phy"),
        # 8-5: 6LoWPAN under IPv6
        ("ip", "ap, al, tl, ipv6, schc, mac, phy"),
        ("ip", "ap, al, tl, [udp, tcp], ipv6, schc, mac, phy"),
        # 8-6: two adaptation layers, under HDLC and under IP
        ("general", "ap, al, llc, conv, schc, mac, phy"),
        ("general", "ap, al, dl, conv, schc, mac, phy"),
        ("ip", "ap, al, tl, [ipv4, ipv6], conv, schc, mac, phy"),
        # 8-8: an adaptation layer over a technology with a network layer of its own
        ("general", "ap, al, conv, nwk, phy"),
        ("general", "ap, al, nwk, phy"),
        ("general", "ap, al, conv, tpt, nwk, mac, phy"),
        ("general", "ap, al, llc, conv, tpt, nwk, mac, phy"),
        # 9-7: lower layers left open
        ("ip", "ap, al, tl, tcp, [ipv4, ipv6], open"),
        ("ip", "ap, al, tl, udp, [ipv4, ipv6], open"),
        ("ip", "ap, al, tl, open"),
        ("ip", "ap, al, open"),
        ("general", "ap, al, open"),
        # the author's own
        ("ip", "ap, al, wrapper, udp, wnet, schc, mac, phy"),
        ("ip", "ap, al, wrapper, wnet, mac, phy"),
        ("general", "ap, al, conv, mesh, mac, phy"),
        ("general", "ap, al, llc, mac, phy, mesh"),
        ("general", "ap, al, llc, [mac, dl], phy"),
        ("general", "ap, al, phy"),
        ("general", "ap, al, dl, mac, phy"),
        ("general", "ap, al, llc, dl, phy"),
    ],
)
def test_right_stack(kind: str, stack: str) -> None:
    assert of_stack(kind, stack) == []


@pytest.mark.parametrize(
    ("kind", "stack", "expected"),
    [
        ("general", "al, llc, mac, phy", "stack-top"),
        ("general", "al, ap, llc, mac, phy", "stack-top"),
        ("general", "ap, llc, al, mac, phy", "stack-top"),
        ("general", "ap, llc, mac, phy", "stack-top"),
        ("general", "ap", "stack-top"),
        ("general", "ap, open", "stack-top"),
        ("ip", "ap, tl, al, udp, ipv6, mac, phy", "stack-top"),
        ("ip", "ap, tl, udp, ipv6, mac, phy", "stack-top"),
        ("ip", "al, ap, tl, udp, ipv6, mac, phy", "stack-top"),
        ("ip", "ap, al, udp, ipv6, schc, mac, phy", "layer-transport-missing"),
        ("ip", "ap, al, ipv6, schc, mac, phy", "layer-transport-missing"),
        ("ip", "ap, al, udp, tl, ipv6, schc, mac, phy", "layer-transport-missing"),
        ("ip", "ap, al, mesh, tl, udp, ipv6, mac, phy", "layer-transport-missing"),
        ("ip", "ap, al, udp, open", "layer-transport-missing"),
        ("ip", "ap, al, tl, udp, schc, mac, phy", "layer-internet-missing"),
        ("ip", "ap, al, tl, mac, phy", "layer-internet-missing"),
        ("ip", "ap, al, udp, mac, phy", "layer-internet-missing"),
        ("ip", "ap, al, llc, conv, mac, phy", "layer-internet-missing"),
        ("ip", "ap, al, tl, nwk, mac, phy", "layer-internet-missing"),
        ("general", "ap, al, tl, udp, ipv6, schc, mac, phy", "layer-transport-unneeded"),
        ("general", "ap, al, wrapper, wnet, mac, phy", "layer-transport-unneeded"),
        ("general", "ap, al, ipv6, mac, phy", "layer-transport-unneeded"),
        ("general", "ap, al, llc, [nwk, ipv4], mac, phy", "layer-order, layer-transport-unneeded"),
        ("general", "ap, al, mac, conv, phy", "layer-adaptation-misplaced"),
        ("general", "ap, al, llc, mac, conv, phy", "layer-adaptation-misplaced"),
        ("general", "ap, al, llc, mac, phy, conv", "layer-adaptation-misplaced"),
        ("general", "ap, al, llc, mac, conv, schc, phy", "layer-adaptation-misplaced"),
        ("general", "ap, al, conv, llc, mac, phy", "layer-adaptation-misplaced"),
        ("general", "ap, al, mac, conv, llc, phy", "layer-adaptation-misplaced"),
        ("general", "conv, ap, al, mac, phy", "layer-adaptation-misplaced, stack-top"),
        ("ip", "ap, al, tl, udp, schc, ipv6, mac, phy", "layer-adaptation-misplaced"),
        ("ip", "ap, al, schc, tl, udp, ipv6, mac, phy", "layer-adaptation-misplaced"),
        ("ip", "ap, al, tl, udp, ipv6, mac, schc, phy", "layer-adaptation-misplaced"),
        ("ip", "ap, al, tl, udp, ipv6, llc, schc, mac, phy", "layer-adaptation-misplaced"),
        ("general", "ap, al, llc, phy, mac", "layer-order"),
        ("general", "ap, al, mac, llc, phy", "layer-order"),
        ("general", "ap, al, phy, llc, mac", "layer-order"),
        ("general", "ap, al, mac, llc, conv, phy", "layer-order"),
        ("general", "ap, al, llc, phy, conv, mac", "layer-order"),
        ("general", "ap, al, llc, conv, phy, mac", "layer-order"),
        ("general", "ap, al, mac, nwk, phy", "layer-order"),
        ("general", "ap, al, phy, dl", "layer-order"),
        ("general", "ap, al, mac, phy, al", "layer-order"),
        ("ip", "ap, al, tl, ipv6, udp, schc, mac, phy", "layer-order"),
        ("ip", "ap, al, ipv6, tl, udp, schc, mac, phy", "layer-order"),
        ("ip", "ap, al, tl, udp, ipv6, schc, phy, mac", "layer-order"),
        ("ip", "ap, al, tl, udp, mac, ipv6, schc, phy", "layer-order"),
        # What is unknown is reported where it is read, and nothing follows from it.
        ("general", "ap, al, lcl, conv, mac, phy", "body-value-type"),
        ("ip", "ap, al, t1, udp, ipv6, schc, mac, phy", "body-value-type"),
        ("ip", "ap, al, tl, udp, ip6, schc, mac, phy", "body-value-type"),
        ("general", "ap, la, llc, mac, phy", "body-value-type"),
        ("general", "", "body-value-type"),
        ("IP", "ap, al, llc, mac, phy", "body-value-type"),
        ("general", "ap, al, [], mac, phy", "body-value-type"),
        ("general", "ap, al, {llc: mac}, phy", "body-value-type"),
    ],
)
def test_wrong_stack(kind: str, stack: str, expected: str) -> None:
    assert ", ".join(of_stack(kind, stack)) == expected


def test_one_key_a_line() -> None:
    body = """\
layers:
  mac:
    role: mac
    name: MAC layer
    standard: Company specification
    open: no
  phy:
    role: physical
    name: Physical layer
  spare: {role: mac, name: Spare layer}
profiles:
  One:
    kind: ip
    stack:
      - ap
      - al
      - udp
      - [ipv4, ipv6]
      - phy
      - mac
  one:
    kind: general
    stack:
      - ap
      - mac
      - phy
"""
    assert findings(body) == [
        ("layer-order", 19),
        ("layer-standard-missing", 7),
        ("layer-standard-not-open", 6),
        ("layer-transport-missing", 16),
        ("layer-unused", 10),
        ("profile-duplicate", 21),
        ("stack-top", 25),
    ]


@pytest.mark.parametrize(
    ("layer", "expected"),
    [
        ("{role: physical, name: PHY}", ["layer-standard-missing"]),
        ("{role: physical, name: PHY, standard:}", ["layer-standard-missing"]),
        ("{role: physical, name: PHY, clause: 5.3.2}", ["layer-standard-missing"]),
        ("{role: adaptation, name: PHY}", ["layer-standard-missing"]),
        ("{role: adaptation, name: PHY, clause: 5.4}", []),
        ("{role: adaptation, name: PHY, standard: RFC 8724}", []),
        ("{role: application, name: CIASE}", []),
        ("{role: physical, name: PHY, standard: X, open: no}", ["layer-standard-not-open"]),
        ("{role: physical, name: PHY, standard: X, open: yes}", []),
        ("{role: physical, name: PHY, standard: X, open: perhaps}", ["body-value-type"]),
        ("{role: physical, name: PHY, standard: [X, Y]}", ["body-value-type"]),
        ("{role: physical, name: PHY, standard: {X: Y}}", ["body-value-type"]),
        ("{role: phsical, name: PHY}", ["body-value-type"]),
        ("{name: PHY}", ["body-value-type"]),
        ("PHY", ["body-value-type"]),
        ("", ["body-value-type"]),
        ("[physical, PHY]", ["body-value-type"]),
        ("{rol: physical, name: PHY, standard: X}", ["body-key-unknown"]),
        ("{role: physical, name: PHY, of the radio, standard: X}", ["body-key-unknown"]),
    ],
)
def test_layer(layer: str, expected: list[str]) -> None:
    body = f"layers:\n  x: {layer}\nprofiles:\n  P: {{kind: general, stack: [ap, al, x]}}\n"
    assert [rule for rule, _ in findings(body)] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", [("stack-missing", 1)]),
        ("layers:\n", [("stack-missing", 1)]),
        ("profiles: none\n", [("body-value-type", 1)]),
        ("profile:\n  P: {kind: general, stack: [ap, al, open]}\n", [("body-key-unknown", 1)]),
        ("stack: [ap, al]\n", [("body-key-unknown", 1)]),
        ("layers: [a]\nprofiles:\n  P: {kind: general, stack: [ap, al, a]}\n", [("body-value-type", 1)]),
        ("profiles:\n  P: [ap, al, open]\n", [("body-value-type", 2)]),
        ("profiles:\n  P:\n", [("body-value-type", 2)]),
        ("profiles:\n  P: {stack: [ap, al, open]}\n", [("body-value-type", 2)]),
        ("profiles:\n  P: {kind: general}\n", [("body-value-type", 2)]),
        ("profiles:\n  P: {kind: general, stack: ap al open}\n", [("body-value-type", 2)]),
        ("layers:\n  open: {name: Lower layers}\nprofiles:\n  P: {kind: ip, stack: [ap, al, tl, open]}\n", []),
        ("layers:\n  tl: {name: Wrapper}\nprofiles:\n  P: {kind: ip, stack: [ap, al, tl, ipv6, open]}\n", []),
        ("profiles: {P: {kind: general, stack: [ap, *a]}}\n", [("body-syntax", 1)]),
    ],
)
def test_body(body: str, expected: list[Any]) -> None:
    assert findings(body) == expected
