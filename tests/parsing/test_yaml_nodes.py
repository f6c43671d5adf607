"""YAML as located nodes."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.text.location import Location, Text
from sphinx_dlmsprofile.text.yaml_nodes import MAX_DEPTH, Mapping, Scalar, Sequence, YamlError, read_yaml
from sphinx_dlmsprofile.text.yaml_spaces import with_plain_spaces


def locate(line: int, column: int) -> Location:
    return Location("x", line + 1, column + 1)


def test_scalars_stay_text_with_their_place() -> None:
    node = read_yaml("a: 0x10\nb: no\n", locate)
    assert isinstance(node, Mapping)
    (key_a, a), (_, b) = node.entries
    assert (key_a.value, key_a.at) == ("a", Location("x", 1, 1))
    assert isinstance(a, Scalar)
    assert isinstance(b, Scalar)
    assert (a.value, a.at) == ("0x10", Location("x", 1, 4))
    assert (b.value, b.at.line) == ("no", 2)


@pytest.mark.parametrize(
    ("text", "column", "whole"),
    [
        ("a: Client #5, for the display", 11, "Client #5, for the display"),
        ("a: #6 client", 4, "#6 client"),
        ("- number #1", 10, "number #1"),
        ("{a: x #1, b: y}", 7, "x #1, b: y}"),
        ("a: off  # not sure", 9, "off # not sure"),
        ("a: " + "x" * 5000 + " #1", 5005, "xxx"),
    ],
)
def test_a_text_that_a_comment_would_cut_is_refused(text: str, column: int, whole: str) -> None:
    with pytest.raises(YamlError) as error:
        read_yaml(f"# a comment\n{text}", locate)
    assert error.value.at == Location("x", 2, column)
    assert f'write "{whole}' in error.value.message
    assert len(error.value.message) < 400


@pytest.mark.parametrize(
    "text",
    ["# x\na: b", "a: 'b #1'", 'a: "b"  # c', "a:  # c\n  b: d", "a: >-\n  b #1", "a: b#1", "a: [b]  # c", "a: b\n# c"],
)
def test_what_is_no_loss_is_read(text: str) -> None:
    assert read_yaml(text, locate) is not None


NB, THIN = "\u00a0", "\u2009"


@pytest.mark.parametrize(
    ("odd", "plain"),
    [
        (f"0x01:{NB}Client Process", "0x01: Client Process"),
        (f"{NB}{NB}0x01:{THIN}Client", "  0x01: Client"),
        (f"0-b:39.0.0.255:{NB}Clock", "0-b:39.0.0.255: Clock"),
        (f"a:\n{NB} b:{NB}\n{NB}{NB}{NB}-{NB}c:{NB}d", "a:\n  b: \n   - c: d"),
        (f"1:{NB}{{name:{NB}x,{NB}type:{NB}y}}", "1: {name: x, type: y}"),
        (f'"a{NB}b":{NB}c{NB}d', f'"a{NB}b": c{NB}d'),
        (f"a{NB}b: c:{NB}d", f"a{NB}b: c:{NB}d"),
        (f'a: "x:{NB}y, z:{NB}"', f'a: "x:{NB}y, z:{NB}"'),
        (f"a: 10{NB}s{THIN}(b:{NB}c)", f"a: 10{NB}s{THIN}(b:{NB}c)"),
    ],
)
def test_spaces_that_look_like_one_are_one_where_yaml_wants_it(odd: str, plain: str) -> None:
    assert with_plain_spaces(odd) == plain


def test_both_of_two_equal_keys_are_kept() -> None:
    node = read_yaml("a: 1\na: 2\n", locate)
    assert isinstance(node, Mapping)
    assert [key.value for key, _ in node.entries] == ["a", "a"]


def test_flow_values_know_their_columns() -> None:
    node = read_yaml("s: [ap, [tcp, udp]]", locate)
    assert isinstance(node, Mapping)
    value = node.entries[0][1]
    assert isinstance(value, Sequence)
    assert [item.at.column for item in value.items] == [5, 9]


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: &x 1\nb: *x", 1, "anchors"),
        ("a: 1\nb: *x", 2, "anchors"),
        ("a: !!int 1", 1, "tags"),
        ("a: {<<: b}", 1, "merge"),
        ("a: 1\n---\nb: 2", 2, "one YAML document"),
        ("? [a]\n: 1", 1, "key is a text"),
        ("a: b: c", 1, "quote"),
        ("a:\n\t- b", 2, "tabs"),
        ("a: 1\nb: [c", 2, "read"),
        ("a: \x07", 1, "U+0007"),
        ("[" * 40 + "]" * 40, 1, "levels deep"),
    ],
)
def test_what_a_body_may_not_hold(text: str, line: int, word: str) -> None:
    with pytest.raises(YamlError) as caught:
        read_yaml(text, locate)
    assert caught.value.at.line == line, caught.value.message
    assert word in caught.value.message


@given(st.text(st.characters(codec="utf-8"), max_size=80) | st.text("ab:{}[],-#&*!|>'\"%@`\n \t?<", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(YamlError):
        read_yaml(text, locate)


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_key_may_be_long(quote: str) -> None:
    ranges = ", ".join(f"{number * 2}..{number * 2 + 1}" for number in range(500))
    node = read_yaml(f"client:\n  {quote}{ranges}{quote}: Open\n  1: Public Client\n", locate)
    assert isinstance(node, Mapping)
    assert isinstance(rows := node.entries[0][1], Mapping)
    assert [key.value for key, _ in rows.entries] == [ranges, "1"]


@pytest.mark.parametrize("text", ['a: b\nc: "\\UFFFFFFFF"', 'a: b\n"\\U00110000": c'])
def test_characters_that_do_not_exist(text: str) -> None:
    with pytest.raises(YamlError) as caught:
        read_yaml(text, locate)
    assert caught.value.at.line == 2


def test_the_deepest_nesting() -> None:
    assert read_yaml("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), locate)
    with pytest.raises(YamlError, match="nested more than"):
        read_yaml("[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2), locate)
    assert read_yaml("{a: " * MAX_DEPTH + "b" + "}" * MAX_DEPTH, locate)
    with pytest.raises(YamlError, match="nested more than"):
        read_yaml("{a: " * (MAX_DEPTH + 1) + "b" + "}" * (MAX_DEPTH + 1), locate)


def test_a_text_is_plain_unless_it_is_said() -> None:
    assert Scalar(Text("a", Location("x", 1))).plain
