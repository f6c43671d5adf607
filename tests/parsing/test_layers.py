"""From the text of a ``layer-stack`` to its record."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.model.layers import PREDEFINED, ROLES
from sphinx_dlmsprofile.model.project import Project
from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.layers import parse_layer_stack
from sphinx_dlmsprofile.parsing.source import Line, read_directive
from sphinx_dlmsprofile.rules.layers import layers
from sphinx_dlmsprofile.rules.rule import Rule
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.layers import LayerStack

RULES = [value for value in vars(layers).values() if isinstance(value, Rule)]
BODY = dedent("""\
    layers:
      conv: {role: adaptation, name: L2 adaptation layer, clause: 5.4.2}
      phy:
        role: physical
        name: "**Physical** layer"
        standard: IEEE 802.11ah
        open: no
      tl: {name: Wrapper}
    profiles:
      General profile: {kind: general, stack: [ap, al, conv, phy]}
      IP based profile:
        kind: ip
        stack:
          - ap
          - al
          - tl
          - [tcp, udp]
          - [ipv4,
             ipv6]
          - phy
    """)


def parse(body: str, *head: str) -> tuple[LayerStack, list[tuple[str, int, str]]]:
    """The record, and kind, line and message of the faults; the body begins below the head."""
    lines = [Line(text, "index.rst", number) for number, text in enumerate((*head, *body.splitlines()), 1)]
    reader = BodyReader()
    record = parse_layer_stack(read_directive(Location("index.rst", 1), lines[: len(head)], lines[len(head) :]), reader)
    return record, [(fault.kind, fault.at.line, fault.message) for fault in reader.faults]


def test_a_stack() -> None:
    stack, faults = parse(BODY, "The profiles", ":name: fig-stack")
    assert faults == []
    assert stack.caption
    assert stack.name
    assert (stack.caption.value, stack.name.value, stack.unread) == ("The profiles", "fig-stack", False)
    conv, phy, tl = stack.layers
    assert (conv.key, conv.role, conv.name, conv.standard) == ("conv", "adaptation", "L2 adaptation layer", None)
    assert conv.clause
    assert (conv.clause.value, conv.open_standard, conv.predefined) == ("5.4.2", True, False)
    assert phy.standard
    assert phy.at
    assert phy.open_at
    assert (phy.standard.value, phy.at.line, phy.open_standard, phy.open_at.line) == ("IEEE 802.11ah", 5, False, 9)
    assert tl.standard
    assert (tl.role, tl.name, tl.standard.value) == ("transport", "Wrapper", "IEC 62056-4-7")
    general, ip = stack.profiles
    assert (general.name.value, general.kind, general.at.line) == ("General profile", "general", 12)
    assert {level.at.line for level in general.stack} == {12}
    assert (ip.name.value, ip.kind, ip.at.line) == ("IP based profile", "ip", 13)
    assert [(level.keys, level.at.line) for level in ip.stack] == [
        (("ap",), 16),
        (("al",), 17),
        (("tl",), 18),
        (("tcp", "udp"), 19),
        (("ipv4", "ipv6"), 20),
        (("phy",), 22),
    ]
    assert ip.stack[4].alternatives[1].at.line == 21


def stack_of(text: str) -> str:
    """A body with one profile of this stack."""
    return f"profiles:\n  P: {{kind: general, stack: {text}}}\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (stack_of("[ap, al, opn]"), ("body-value-type", 2, 'unknown layer "opn": did you mean "open"?')),
        (stack_of("[ap, al, IPv6]"), ("body-value-type", 2, 'did you mean "ipv6"?')),
        (stack_of("[ap, al, zigbee]"), ("body-value-type", 2, 'define it under "layers:"')),
        (stack_of("[ap, al, [open, [open]]]"), ("body-value-type", 2, "a layer in a stack is a text")),
        (stack_of('[ap, al, ""]'), ("body-value-type", 2, "is empty")),
        (stack_of("[ap, al, []]"), ("body-value-type", 2, "is empty")),
        (stack_of("ap"), ("body-value-type", 2, "is a list")),
        (stack_of("[ap, al]").replace("general", "generic"), ("body-value-type", 2, 'did you mean "general"?')),
        ("profiles:\n  P:\n", ("body-value-type", 2, "kind: general or kind: ip, and stack:")),
        ("profiles:\n  P: {kind: ip, stack: []}\n", ("body-value-type", 2, "write stack:")),
        ("profiles: [P]\n", ("body-value-type", 1, '"profiles" is written as')),
        ("layers: {a: {role: mack}}\n", ("body-value-type", 1, 'did you mean "mac"?')),
        ("layers: {a: {name: A}}\n", ("body-value-type", 1, "has no role")),
        ("layers: {a: {role: mac, open: ajar}}\n", ("body-value-type", 1, "yes or no")),
        ("layers: {a: {role: mac, standrad: X}}\n", ("body-key-unknown", 1, 'did you mean "standard"?')),
        ("layers: {a: {role: mac, name: A, B}}\n", ("body-key-unknown", 1, "quoted")),
        ("layers:\n  a: {role: mac}\n  a: {role: mac}\n", ("body-key-duplicate", 3, '"a" is defined twice')),
        ("layer: {a: {role: mac}}\n", ("body-key-unknown", 1, 'did you mean "layers"?')),
    ],
)
def test_faults(body: str, expected: tuple[str, int, str]) -> None:
    _, faults = parse(body)
    assert len(faults) == 1, faults
    assert faults[0][:2] == expected[:2]
    assert expected[2] in faults[0][2]


_KEYS = (*PREDEFINED, *(f"l{index}" for index in range(len(ROLES))), "unknown")
_STACKS = st.lists(
    st.one_of(
        st.sampled_from(_KEYS), st.lists(st.sampled_from(_KEYS), max_size=3).map(lambda keys: f"[{', '.join(keys)}]")
    ),
    max_size=9,
)


@given(st.lists(st.tuples(st.sampled_from(["general", "ip", "other"]), _STACKS), max_size=3))
def test_no_stack_raises(profiles: list[tuple[str, list[str]]]) -> None:
    lines = ["layers:", *(f"  l{index}: {{role: {role}, name: L}}" for index, role in enumerate(ROLES)), "profiles:"]
    lines += [
        f"  P{index}: {{kind: {kind}, stack: [{', '.join(stack)}]}}" for index, (kind, stack) in enumerate(profiles)
    ]
    record, _ = parse("\n".join(lines))
    for rule in RULES:
        list(rule.check(Project(records=(record,))))


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    record, _ = parse(text)
    for rule in RULES:
        list(rule.check(Project(records=(record,))))
