"""Bodies that no author meant: they are read, drawn and judged without raising, whatever stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_dlmsprofile.model.location import Location, Text
from sphinx_dlmsprofile.model.project import Project
from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.cosem import parse_cosem_class
from sphinx_dlmsprofile.parsing.layers import parse_layer_stack
from sphinx_dlmsprofile.parsing.sap import parse_sap_table
from sphinx_dlmsprofile.parsing.source import Line, read_directive
from sphinx_dlmsprofile.parsing.title import parse_profile_title
from sphinx_dlmsprofile.rendering.class_tables import class_tables
from sphinx_dlmsprofile.rendering.svg import draw_stack
from sphinx_dlmsprofile.rendering.tables import sap_table, title_block
from sphinx_dlmsprofile.rules.catalogue import RULES
from sphinx_dlmsprofile.rules.judge import Policy, judge

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


def inline(text: Text) -> list[nodes.Node]:
    return [nodes.Text(text.value)]


KINDS: dict[str, tuple[Callable[[DirectiveSource, BodyReader], Record], Callable[..., object], tuple[str, ...]]] = {
    "profile-title": (parse_profile_title, lambda record: title_block(record, inline), ("edition", "series")),
    "sap-table": (
        parse_sap_table,
        lambda record: sap_table(record, inline),
        ("client", "server", "0x00", "0x10..0xFF", "name", "reason", "No-station", "width", "scheme", "hdlc-1"),
    ),
    "layer-stack": (
        parse_layer_stack,
        draw_stack,
        ("layers", "profiles", "kind", "stack", "role", "standard", "clause", "open", "ap", "al", "tl", "ip", "mac"),
    ),
    "cosem-class": (
        parse_cosem_class,
        lambda record: class_tables(record, inline),
        ("attributes", "methods", "1", "2", "name", "type", "structure", "min", "max", "default", "short-name", "x"),
    ),
}

_VALUES = ("9" * 5000, "0x" + "f" * 400, "NaN", "1e9999", "٣", "\u2212 5", "", "yes", "'", '"', "\t", "&a", "*a", "#")


def bodies(words: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Bodies of a kind: half-meant YAML of its own words, and any text."""
    word = st.sampled_from((*words, *_VALUES))
    value = st.recursive(
        word,
        lambda inner: (
            st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
            | st.lists(st.tuples(word, inner), max_size=3).map(
                lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items) + "}"
            )
        ),
        max_leaves=5,
    )
    entry = st.tuples(st.sampled_from(("", "  ", "    ")), word, value).map(lambda parts: "{}{}: {}".format(*parts))
    return st.lists(entry, max_size=8).map("\n".join) | st.text(max_size=60)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_nothing_raises(kind: str, data: st.DataObject) -> None:
    parse, render, words = KINDS[kind]
    body = data.draw(bodies(words), label="body")
    options = data.draw(
        st.lists(st.tuples(st.sampled_from(words), st.sampled_from(_VALUES)), max_size=3), label="options"
    )
    argument = data.draw(st.text(max_size=12), label="argument")
    head = [argument, *(f":{name}: {value}" for name, value in options)]
    records: list[Record] = []
    for _ in range(2):  # twice, for the rules that compare
        reader = BodyReader()
        source = read_directive(
            Location("index.rst", 1),
            [Line(line, "index.rst", number) for number, line in enumerate(head, 1)],
            [Line(line, "index.rst", number) for number, line in enumerate(body.split("\n"), len(head) + 2)],
        )
        record = parse(source, reader)
        render(record)
        records += [record, *reader.faults]
    findings = judge(Project(records=tuple(records)), RULES, Policy(final=True))
    assert all(finding.message and finding.at.line >= 1 for finding in findings)
