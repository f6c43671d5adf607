"""The directives of Clauses 4 and 5 beside the stack: what is read, and that nothing raises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.judging.catalogue import RULES
from sphinx_dlmsprofile.judging.judge import Policy, judge
from sphinx_dlmsprofile.model.project import Project
from sphinx_dlmsprofile.parsing.architecture import read_architecture
from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.environment import parse_environment
from sphinx_dlmsprofile.parsing.lower_layers import (
    parse_adaptation_layer,
    parse_layer_list,
    parse_registration,
    parse_service_mapping,
)
from sphinx_dlmsprofile.parsing.source import Line, read_directive
from sphinx_dlmsprofile.parsing.usage import parse_standard_usage
from sphinx_dlmsprofile.registry.architecture import default_architecture
from sphinx_dlmsprofile.rendering.headed_texts import (
    ADAPTATION_TITLES,
    REGISTRATION_TITLES,
    heading_list,
    mapping_table,
    usage_table,
)
from sphinx_dlmsprofile.rendering.svg.environment import draw_environment
from sphinx_dlmsprofile.text.location import Location
from tests.parsing.test_malformed import bodies
from tests.rendering.plain import inline

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


def source(body: str, argument: str = "", options: str = "") -> DirectiveSource:
    head = [Line(line, "index.rst", number) for number, line in enumerate([argument, *options.splitlines()], 1)]
    lines = [Line(line, "index.rst", number) for number, line in enumerate(body.split("\n"), 10)]
    return read_directive(Location("index.rst", 1), head, lines)


def architecture(text: str) -> tuple[object, list[tuple[str, int]]]:
    reader = BodyReader()
    lines = [Line(line, "own.yaml", number) for number, line in enumerate(text.split("\n"), 1)]
    read = read_architecture(lines, reader)
    return read, [(fault.kind, fault.at.line) for fault in reader.faults]


def test_usage_as_texts_lists_and_clauses() -> None:
    reader = BodyReader()
    body = (
        "selected:\n  5.3: One\n  5.4: [Two, Three]\nunused: [Four, {6: Five}]\n"
        "restricted: Six\naddressing: none\nmodified:"
    )
    record = parse_standard_usage(source(body, "IEC 61334-5-1"), reader)
    assert not reader.faults
    assert record.designation.value == "IEC 61334-5-1"
    read = {
        use.key: [(each.label.value if each.label else None, each.text.value, each.at.line) for each in use.texts]
        for use in record.uses
    }
    assert read == {
        "selected": [("5.3", "One", 11), ("5.4", "Two", 12), ("5.4", "Three", 12)],
        "unused": [(None, "Four", 13), ("6", "Five", 13)],
        "restricted": [(None, "Six", 14)],
        "addressing": [(None, "none", 15)],
        "modified": [],
    }
    assert record.use("modified") is None
    addressing = record.use("addressing")
    assert addressing
    assert addressing.says_none


@pytest.mark.parametrize(
    ("argument", "options", "profiles", "caption"),
    [
        ("General profile", "", ["General profile"], None),
        ("Service mapping", "", [], "Service mapping"),
        ("Over the air", ":profile: One; Two", ["One", "Two"], "Over the air"),
        ("", "", [], None),
    ],
)
def test_argument_of_a_mapping(argument: str, options: str, profiles: list[str], caption: str | None) -> None:
    record = parse_service_mapping(source("A.request: B.request", argument, options), BodyReader())
    assert [name.value for name in record.profiles] == profiles
    assert (record.caption.value if record.caption else None) == caption


def test_rows_of_a_mapping() -> None:
    reader = BodyReader()
    body = "A: B\nC: [D, E]\nF: {lower: G, remark: H}\nA: I\nJ:\nK: {lower: [L]}"
    record = parse_service_mapping(source(body, "Mapping"), reader)
    assert [(row.upper.value, [text.value for text in row.lower]) for row in record.rows] == [
        ("A", ["B"]), ("C", ["D", "E"]), ("F", ["G"]), ("A", ["I"]), ("J", []), ("K", ["L"]),
    ]  # fmt: skip
    faults = [(fault.kind, fault.at.line) for fault in reader.faults]
    assert faults == [("body-key-duplicate", 13), ("body-value-type", 14)]
    assert record.unread


def test_an_empty_mapping_and_a_list_with_text_are_reported() -> None:
    for parse, body in ((parse_service_mapping, ""), (parse_layer_list, "mac, phy")):
        reader = BodyReader()
        parse(source(body, "Mapping" if not body else ""), reader)
        assert [fault.kind for fault in reader.faults] == ["body-value-type"]


def test_own_architecture() -> None:
    read, faults = architecture(
        "_meta: {what: ours}\nsections: {NN: neighbourhood network}\nentities:\n  - {id: A, name: gateway, row: 1}\n"
        "  - {id: B, abbreviated: no}\n  - {id: C, row: high}\n  - {name: nothing}\n"
        "interfaces:\n  - {id: R1, between: [A, B], section: NN, note: new}\n  - {id: R2, between: [A]}\n"
        "  - {between: [A, B]}\n  - R3"
    )
    assert faults == [
        ("body-value-type", 6),
        ("body-value-type", 7),
        ("body-value-type", 10),
        ("body-value-type", 11),
        ("body-value-type", 12),
    ]
    assert getattr(read, "sections") == (("NN", "neighbourhood network"),)  # noqa: B009
    entities, interfaces = read.entities, read.interfaces  # type: ignore[attr-defined]
    assert [(each.id, each.label, each.row) for each in entities] == [
        ("A", "gateway (A)", 1), ("B", "B", None), ("C", "C", None),
    ]  # fmt: skip
    assert [each.id for each in interfaces] == ["R1"]


def test_the_registry_can_be_a_projects_own_file() -> None:
    from importlib.resources import files  # noqa: PLC0415

    text = files("sphinx_dlmsprofile.registry").joinpath("architecture.json").read_text(encoding="utf-8")
    read, faults = architecture(text)
    assert (read, faults) == (default_architecture(), [])


def test_ends_of_interfaces_are_entities_or_outside() -> None:
    known = default_architecture()
    ends = {end for each in known.interfaces for end in each.between}
    assert ends - {each.id for each in known.entities} == {"market systems"}
    assert {each.section for each in known.interfaces} == {short for short, _ in known.sections}


KINDS: dict[str, tuple[Callable[[DirectiveSource, BodyReader], Record], Callable[..., object], tuple[str, ...]]] = {
    "communication-environment": (
        lambda source, reader: parse_environment(source, reader, default_architecture()),
        draw_environment,
        ("entities", "interfaces", "MED", "C", "G1", "metering end device"),
    ),
    "standard-usage": (
        parse_standard_usage,
        lambda record: usage_table(record, inline, [nodes.Text("Use")]),
        ("selected", "unused", "restricted", "addressing", "extended", "modified", "5.3", "none"),
    ),
    "service-mapping": (
        parse_service_mapping,
        lambda record: mapping_table(record, inline, [nodes.Text("Mapping")], ""),
        ("A.request", "lower", "remark", "MA-UNITDATA.request"),
    ),
    "adaptation-layer": (
        parse_adaptation_layer,
        lambda record: heading_list(record.parts, ADAPTATION_TITLES, inline),
        ("services", "protocol", "none"),
    ),
    "registration": (
        parse_registration,
        lambda record: heading_list(record.parts, REGISTRATION_TITLES, inline),
        ("joining", "leaving", "notification", "reference", "IEEE 802.11, 11.3"),
    ),
    "layer-list": (parse_layer_list, lambda record: record, ("profile",)),
}


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_any_body_is_read_drawn_and_judged(kind: str, data: st.DataObject) -> None:
    parse, render, words = KINDS[kind]
    reader = BodyReader()
    argument = data.draw(st.sampled_from(("", "IEC 61334-5-1", "General profile", "mac")))
    options = data.draw(st.sampled_from(("", ":lower: mac", ":profile: a,b")))
    record = parse(source(data.draw(bodies(words)), argument, options), reader)
    render(record)
    judge(Project(records=(record, *reader.faults)), RULES, Policy(final=True))


def test_any_architecture_is_read() -> None:
    @given(bodies(("entities", "interfaces", "sections", "id", "name", "row", "between", "A", "B")))
    def read(text: str) -> None:
        architecture(text)

    read()
