"""Constructed types as text."""

from __future__ import annotations

from textwrap import dedent

import pytest

from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.data_types import read_type
from sphinx_dlmsprofile.parsing.source import Line
from sphinx_dlmsprofile.rendering.type_definitions import type_definition


def _defined(written: str) -> str:
    reader = BodyReader()
    node = reader.body([Line(written, "index.rst", 1)])
    assert node
    data_type = read_type(node, "attribute 2", reader)
    assert data_type
    assert reader.faults == []
    return type_definition("peers", data_type)


@pytest.mark.parametrize(
    ("written", "definition"),
    [
        ("unsigned", ""),
        ("array of structure", ""),
        ("{array: unsigned}", "peers ::= array unsigned"),
        ("{array: {enum: {0: none}}}", "peers ::= array peers_element\n\npeers_element ::= enum\n{\n    (0) none\n}"),
        ("{structure: [boolean, {wait: long}]}", "peers ::= structure\n{\n    boolean,\n    wait: long\n}"),
        (
            "{array: {peer: {structure: {id: unsigned, address: {choice: [null-data, octet-string]}}}}}",
            """
            peers ::= array peer

            peer ::= structure
            {
                id:      unsigned,
                address: address_type
            }

            address_type ::= CHOICE
            {
                null-data,
                octet-string
            }
            """,
        ),
        (
            "{structure: [{array: {structure: [long]}}, {array: {structure: [unsigned]}}]}",
            """
            peers ::= structure
            {
                array peers_element,
                array peers_element_2
            }

            peers_element ::= structure
            {
                long
            }

            peers_element_2 ::= structure
            {
                unsigned
            }
            """,
        ),
        (
            "{structure: [{structure: [long, {structure: [long]}]}, unsigned]}",
            """
            peers ::= structure
            {
                structure
                {
                    long,
                    structure
                    {
                        long
                    }
                },
                unsigned
            }
            """,
        ),
    ],
)
def test_definitions(written: str, definition: str) -> None:
    assert _defined(written) == dedent(definition).strip()


def test_an_array_of_arrays() -> None:
    assert _defined("{array: {array: unsigned}}") == "peers ::= array peers_element\n\npeers_element ::= array unsigned"
