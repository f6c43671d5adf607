"""Sequence charts: read, drawn and told in words."""

from __future__ import annotations

import re
from itertools import pairwise
from textwrap import dedent
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.sequence_chart import MAX_STEPS, parse_sequence_chart
from sphinx_dlmsprofile.parsing.source import Line, read_directive
from sphinx_dlmsprofile.rendering.svg.sequence import describe_sequence, draw_sequence
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.sequence_chart import SequenceChart

CHART = """\
    participants:
      c: Client
      n: A participant in between with a longer name
      s: Server
    messages:
      - c -> s: first & <foremost>
      - note: {over: c..n, text: a note}
      - alternatives:
          all is well:
            - s --> c: yes
          it is not:
            - s --> c: no
            - s -> s: forgets it
      - loop:
          until it is done:
            - c -> n: again
    """


def chart(body: str) -> tuple[SequenceChart, list[tuple[int, str]]]:
    lines = [Line(text, "index.rst", number) for number, text in enumerate(["", *dedent(body).split("\n")], 1)]
    reader = BodyReader()
    record = parse_sequence_chart(read_directive(Location("index.rst", 1), [], lines), reader)
    return record, [(fault.at.line, fault.message) for fault in reader.faults]


def test_words() -> None:
    record, faults = chart(CHART)
    assert faults == []
    assert describe_sequence(record).split("\n") == [
        "Participants: Client; A participant in between with a longer name; Server.",
        "Client to Server: first & <foremost>.",
        "Note on Client to A participant in between with a longer name: a note.",
        "If all is well:",
        "Server to Client: yes.",
        "Else, if it is not:",
        "Server to Client: no.",
        "Server to itself: forgets it.",
        "End of that.",
        "Repeatedly, until it is done:",
        "Client to A participant in between with a longer name: again.",
        "End of that.",
    ]


def test_drawing() -> None:
    record, _ = chart(CHART)
    drawn = draw_sequence(record)
    assert drawn == draw_sequence(record)
    root = ET.fromstring(drawn.svg)
    texts = {each.text for each in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Client", "Server", "first & <foremost>", "a note", "[all is well]", "alt", "loop"} <= texts
    xs = [float(x) for x in re.findall(r' x="([-0-9.]+)"', drawn.svg)]
    assert min(xs) >= 0
    assert max(xs) <= drawn.width


def test_long_messages_between_many_stay_within_the_width_of_a_page() -> None:
    names = "abcdefgh"
    messages = "".join(f"  - {one} -> {other}: {'a long message ' * 4}\n" for one, other in pairwise(names))
    drawn = draw_sequence(chart(f"participants: [{', '.join(names)}]\nmessages:\n{messages}")[0])
    assert 655 <= drawn.width <= 662


def test_a_wide_note_stands_in_the_middle_of_its_lifeline() -> None:
    body = """\
        participants: {a: A, b: B, c: C, d: D, e: E}
        messages:
          - note: {over: c, text: after the acknowledgement_of_the_whole}
        """
    drawn = draw_sequence(chart(body)[0])
    middle = float(re.findall(r'dlms-lifeline" d="M([0-9.]+) ', drawn.svg)[2])
    *_, (left, width) = re.findall(r'<rect[^>]* x="([0-9.]+)" y="[0-9.]+" width="([0-9.]+)"', drawn.svg)
    assert float(width) > 2 * 56
    assert float(left) + float(width) / 2 == pytest.approx(middle, abs=0.1)


def test_no_word_of_a_note_at_an_edge_is_torn() -> None:
    body = """\
        participants: {c: C, n: N, s: S}
        messages:
          - note: {over: s, text: after the acknowledgement_of_the_whole}
          - note: {over: c, text: after the acknowledgement_of_the_whole}
        """
    drawn = draw_sequence(chart(body)[0])
    assert drawn.svg.count(">after the<") == drawn.svg.count(">acknowledgement_of_the_whole<") == 2
    assert all(float(left) >= 0 for left in re.findall(r'<rect[^>]* x="([-0-9.]+)"', drawn.svg))


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("participants: {c: Client}\nmessages:\n  - c -> d: x", 4, '"d" is not a participant: the participants are c'),
        ("messages:\n  - c => d: x", 3, "not a step of a chart"),
        ("messages:\n  - nots: x", 3, 'did you mean "note"'),
        ("messages: text", 2, "messages are a list"),
        ("messages:\n  - [c, d]", 3, "one key with its text"),
        ("messages:\n  - note:", 3, "a note has no text"),
        ("messages:\n" + "  - a -> b: x\n" * (MAX_STEPS + 5), 3 + MAX_STEPS, "at most"),
        ("participants: {c: Client}", 1, "the chart has no messages"),
    ],
)
def test_faults(body: str, line: int, message: str) -> None:
    record, faults = chart(body)
    assert [number for number, _ in faults] == [line]
    assert message in faults[0][1]
    assert draw_sequence(record).svg.startswith("<svg")


def test_without_participants_those_of_the_messages() -> None:
    record, _ = chart("messages:\n  - a -> b: x\n  - c --> a: y")
    assert [each.label for each in record.participants] == ["a", "b", "c"]


_WORD = st.sampled_from(["a", "b", "c", "", "x" * 90, "two words", "<&>"])
_STEP: st.SearchStrategy[str] = st.deferred(
    lambda: st.one_of(
        st.builds("{} -> {}: {}".format, _WORD, _WORD, _WORD),
        st.builds("note: {}".format, _WORD),
        st.builds("alternatives: {{{}: [{}], {}: []}}".format, _WORD, _STEP.map("{{{}}}".format), _WORD),
    )
)


@given(st.lists(_STEP, max_size=8), st.lists(_WORD, max_size=4))
def test_any_body_is_drawn(steps: list[str], participants: list[str]) -> None:
    body = "participants: {" + ", ".join(f"{word}: {word}" for word in participants) + "}\nmessages:\n"
    record, _ = chart(body + "\n".join(f"  - {{{step}}}" for step in steps))
    ET.fromstring(draw_sequence(record).svg)
