"""What is said of a body that cannot be read is in plain words, and never in those of PyYAML."""

from __future__ import annotations

import pytest

from sphinx_dlmsprofile.text.location import Location
from sphinx_dlmsprofile.text.yaml_nodes import YamlError, read_yaml

BODIES = (
    "a: b: c",
    "a: [b, c",
    "a: {b: c",
    "a: {b c: d: e}",
    "a: 'b",
    'a: "b \\q"',
    "a: @b",
    "a: `b`",
    "a: %b\n%c",
    "a: *b",
    "a: &b",
    "a: | b",
    "a: !<b",
    "- a\nb: c",
    "a\nb: c",
    "a: b\n c: d",
    "a:\n  - b\n c",
    "? a\n: - b\n  c: d",
    "a: ]",
    "a: b\n...\nc: d\n---\ne",
)


@pytest.mark.parametrize("body", BODIES)
def test_no_phrase_of_the_reader(body: str) -> None:
    try:
        read_yaml(body, lambda line, column: Location("index.rst", line + 1, column + 1))
    except YamlError as error:
        words = str(error)
        assert not any(each in words for each in ("expected", "but found", "but got", "token", "scanner", "<block"))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("a: {b: c", "a bracket is not closed"),
        ("a: [b, c", "a bracket is not closed"),
        ("a: {b: c}}", "a bracket is closed that is not open"),
        ("a: [b]]", "a bracket is closed that is not open"),
        ("a: 'it's'", "goes on after its quotation mark"),
        ("a: {b c: d: e}", "is not separated by commas"),
    ],
)
def test_the_reason_is_the_one_that_the_author_sees(body: str, reason: str) -> None:
    with pytest.raises(YamlError, match=reason):
        read_yaml(body, lambda line, column: Location("index.rst", line + 1, column + 1))
