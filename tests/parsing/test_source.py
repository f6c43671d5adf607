"""Taking a directive apart, and reading its values with every fault kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.source import DirectiveSource, Line, locator, read_directive
from sphinx_dlmsprofile.text.location import Location, Text
from sphinx_dlmsprofile.text.yaml_nodes import Scalar

AT = Location("x.rst", 1)


def lines(text: str, first: int) -> list[Line]:
    return [Line(line, "x.rst", number) for number, line in enumerate(text.splitlines(), first)]


def options_of(source: DirectiveSource) -> list[tuple[str, str, int]]:
    return [(name.value, value.value, name.at.line) for name, value in source.options]


def test_rst_head_holds_argument_and_options() -> None:
    source = read_directive(
        AT, lines("A title\nthat goes on\n:name: tab\n:width: 8\n:name: other", 1), lines("a: 1", 7)
    )
    assert source.argument == Text("A title that goes on", AT)
    assert options_of(source) == [("name", "tab", 3), ("width", "8", 4), ("name", "other", 5)]
    assert [line.number for line in source.body] == [7]


def test_myst_options_stand_at_the_top_of_the_content() -> None:
    source = read_directive(AT, lines("A title", 1), lines(":name: tab\n:profile: a\n  and b\n\na: 1", 2))
    assert options_of(source) == [("name", "tab", 2), ("profile", "a and b", 3)]
    assert "a: 1" in [line.text for line in source.body]


def test_myst_options_between_dashes() -> None:
    source = read_directive(
        AT, lines("A title", 1), lines("---\nname: tab\ndescription: >\n  long\n  text\n---\na: 1", 2)
    )
    assert options_of(source) == [("name", "tab", 3), ("description", "long text", 4)]
    assert [line.number for line in source.body] == [8]


def test_dashes_that_never_end_are_reported() -> None:
    source = read_directive(AT, [], lines("---\nname: tab", 2))
    assert [at.line for at, _ in source.errors] == [2]


def test_a_missing_blank_line_before_the_body_is_reported_and_the_body_read() -> None:
    source = read_directive(AT, lines("A title\nclient:\n  0x10: Public Client", 1), [])
    assert [at.line for at, _ in source.errors] == [2]
    assert source.argument == Text("A title", AT)
    assert [line.text for line in source.body] == ["client:", "  0x10: Public Client"]


def test_a_misspelt_option_is_reported_and_counts() -> None:
    reader = BodyReader()
    source = read_directive(AT, lines("A\n:clas-id: 180\n:version: 0\n:version: 1\n:colour: red", 1), [])
    options = reader.options(source, ("class-id", "version"))
    assert {name: text.value for name, text in options.items()} == {"class-id": "180", "version": "0"}
    assert [(fault.kind, fault.at.line) for fault in reader.faults] == [
        ("option-unknown", 2),
        ("body-key-duplicate", 4),
        ("option-unknown", 5),
    ]
    assert 'did you mean "class-id"' in reader.faults[0].message


def test_fields_report_unknown_and_duplicate_keys() -> None:
    reader = BodyReader()
    node = reader.body(lines("name: a\nnmae: b\ntpye: c\nname: d", 5))
    fields = reader.fields(node, ("name", "type"), "an attribute")
    assert {key: value.value for key, value in fields.items() if isinstance(value, Scalar)} == {
        "name": "a",
        "type": "c",
    }
    assert [(fault.kind, fault.at.line) for fault in reader.faults] == [
        ("body-key-unknown", 6),
        ("body-key-unknown", 7),
        ("body-key-duplicate", 8),
    ]


def test_a_comma_inside_braces_says_quote() -> None:
    reader = BodyReader()
    reader.fields(reader.body(lines("{name: first, second}", 1)), ("name",), "a row")
    assert [fault.kind for fault in reader.faults] == ["body-key-unknown"]
    assert "quoted" in reader.faults[0].message


def test_wrong_kinds_of_values() -> None:
    reader = BodyReader()
    fields = reader.fields(reader.body(lines("a: [1]\nb: maybe\nc: x\nd: text", 1)), tuple("abcd"), "it")
    assert reader.text(fields["a"], "a") is None
    assert reader.boolean(reader.text(fields["b"], "b"), "b") is None
    assert reader.choice(reader.text(fields["c"], "c"), ("general", "ip"), "c") is None
    assert reader.items(fields["d"], "d") == ()
    assert [(fault.kind, fault.at.line) for fault in reader.faults] == [
        ("body-value-type", line) for line in (1, 2, 3, 4)
    ]


@given(st.text(max_size=60), st.text(max_size=60), st.text("ab: \n-:[]{}&*'\"", max_size=60))
def test_anything_can_be_taken_apart(argument: str, head: str, content: str) -> None:
    source = read_directive(AT, lines(f"{argument}\n{head}", 1), lines(content, 4))
    reader = BodyReader()
    reader.options(source, ("name", "width"))
    reader.fields(reader.body(source.body), ("client", "server"), "the table")
    assert all(fault.message for fault in reader.faults)


def test_a_known_key_knows_where_it_is_written() -> None:
    reader = BodyReader()
    fields = reader.fields(reader.body(lines("type: c\nnmae: b", 5)), ("name", "type", "min"), "an attribute")
    assert list(fields) == ["type", "name"]
    assert [at.line if (at := fields.at(name)) else None for name in ("name", "type", "min")] == [6, 5, None]


def test_a_part_is_damaged_by_its_own_faults_alone() -> None:
    reader = BodyReader()
    reader.fault("body-value-type", AT, "before")
    with reader.part() as outer:
        with reader.part() as sound:
            assert not sound.damaged
        with reader.part() as inner:
            reader.fault("body-value-type", AT, "within")
            assert inner.damaged
    reader.fault("body-value-type", AT, "after")
    assert [part.damaged for part in (outer, sound, inner)] == [True, False, True]
    with reader.part() as later:
        pass
    reader.fault("body-value-type", AT, "after")
    assert not later.damaged


def test_what_is_absent_from_a_directive_may_stand_in_what_could_not_be_read() -> None:
    faults: dict[str, list[str]] = {}
    for body in ("", "name: [1]", "name: {", "name: a"):
        reader = BodyReader()
        with reader.directive(read_directive(AT, lines("A", 1), lines(body, 3)), ("width",)) as directive:
            fields = reader.fields(directive.body, ("name",), "it")
            directive.expect(reader.text(fields.get("name"), "its name"), "it is empty: write a name")
        faults[body] = [fault.kind for fault in reader.faults]
        assert directive.unread is bool(reader.faults)
    assert faults == {
        "": ["body-value-type"],
        "name: [1]": ["body-value-type"],
        "name: {": ["body-syntax"],
        "name: a": [],
    }


def test_a_fault_in_the_options_leaves_the_body_whole() -> None:
    reader = BodyReader()
    source = read_directive(AT, lines("A\n:colour: red", 1), lines("name: a", 4))
    with reader.directive(source, ("width",)) as directive:
        reader.fields(directive.body, ("name",), "it")
    assert [fault.kind for fault in reader.faults] == ["option-unknown"]
    assert not directive.unread


def test_an_argument_may_look_like_a_key_and_go_on() -> None:
    for head in ("Part 8: a title", "A title\nthat goes on"):
        source = read_directive(AT, lines(head, 1), [])
        assert source.argument == Text(head.replace("\n", " "), AT)
        assert (source.errors, source.body) == ((), ())


def test_the_place_in_nothing() -> None:
    assert locator([])(0, 0) == Location("", 1)
