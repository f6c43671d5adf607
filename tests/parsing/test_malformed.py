"""Bodies that no author meant: they are read, drawn and judged without raising, whatever stands in them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.judging.catalogue import RULES
from sphinx_dlmsprofile.judging.judge import Policy, judge
from sphinx_dlmsprofile.model.project import Project
from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.constants import parse_constants
from sphinx_dlmsprofile.parsing.cosem import parse_cosem_class
from sphinx_dlmsprofile.parsing.layers import parse_layer_stack
from sphinx_dlmsprofile.parsing.obis_table import parse_obis_codes
from sphinx_dlmsprofile.parsing.references import parse_references
from sphinx_dlmsprofile.parsing.sap import parse_sap_table
from sphinx_dlmsprofile.parsing.source import Line, read_directive
from sphinx_dlmsprofile.parsing.terms import parse_abbreviations, parse_term
from sphinx_dlmsprofile.parsing.title import parse_profile_title
from sphinx_dlmsprofile.parsing.value_table import FORMS, parse_value_table
from sphinx_dlmsprofile.parsing.xdlms import parse_xdlms_services
from sphinx_dlmsprofile.rendering.class_tables import class_tables
from sphinx_dlmsprofile.rendering.constants import constants_table
from sphinx_dlmsprofile.rendering.references import reference_list
from sphinx_dlmsprofile.rendering.svg import draw_stack
from sphinx_dlmsprofile.rendering.tables import sap_table, title_block
from sphinx_dlmsprofile.rendering.terms import abbreviation_list, term_parts
from sphinx_dlmsprofile.rendering.value_tables import obis_table, service_table, value_table
from sphinx_dlmsprofile.text.location import Location
from tests.rendering.plain import inline

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_dlmsprofile.model.record import Record
    from sphinx_dlmsprofile.parsing.source import DirectiveSource


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
    "normative-references": (
        lambda source, reader: parse_references(source, reader, normative=True),
        lambda record: reference_list(record, inline, lambda reference: reference.designation.value),
        ("IEC 62056-5-3:2016", "IEEE 802." + "9" * 5000, "RFC 768", "EN 13757-2/3", "Book", "title", "lower-layer"),
    ),
    "term": (
        parse_term,
        lambda record: term_parts(record, inline),
        ("definition", "examples", "notes", "source", "admitted", "deprecated", "A relay shall.", "IEC 60050-300, 3"),
    ),
    "abbreviations": (
        parse_abbreviations,
        lambda record: abbreviation_list(record, inline, lambda entry: entry.abbreviation.value),
        ("AA", "A-MPDU", "P/F", "HDLC", "aa", "xDLMS_ASE", "application association", "(", "A.B", "ÄÖ"),
    ),
    **{
        name: (
            partial(parse_value_table, form=form),
            lambda record: value_table(record, inline, ("Element", "Value"), lambda label: label),
            (*form.keys, *form.fields, "columns", "A, B", "none", "A", "B", "Service_Class"),
        )
        for name, form in FORMS.items()
    },
    "xdlms-services": (
        parse_xdlms_services,
        lambda record: service_table(record, inline, lambda name: name),
        ("GET", "SET, ACTION", "confirmed", "unconfirmed", "cast", "solicited", "note", "unicast", "broadcast", "no"),
    ),
    "constants": (
        parse_constants,
        lambda record: constants_table(record, inline, lambda constant: constant.name.value),
        (
            "Port",
            "4059",
            "30 s",
            "value",
            "unit",
            "reason",
            "also",
            "1 500 octets",
            "0x10",
            "\u2212 5 dBm",
            "Ends\u00a0s",
        ),
    ),
    "obis-codes": (
        parse_obis_codes,
        lambda record: obis_table(record, inline, lambda code: code),
        ("0-b:39.0.0.255", "class", "name", "8, Clock", "Data (1)", "0-0:1.0.0..9.255", "1-1"),
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
