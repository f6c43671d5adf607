"""State machines: read, drawn and told in words."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_dlmsprofile.parsing.body import BodyReader
from sphinx_dlmsprofile.parsing.source import Line, read_directive
from sphinx_dlmsprofile.parsing.state_machine import MAX_STATES, MAX_TRANSITIONS, parse_state_machine
from sphinx_dlmsprofile.rendering.svg.measure import text_width
from sphinx_dlmsprofile.rendering.svg.states import describe_states, draw_states
from sphinx_dlmsprofile.text.location import Location

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.state_machine import StateMachine

SVG = "{http://www.w3.org/2000/svg}"
MACHINE = """\
    states:
      off: Off & <gone>
      on: A state with a name that takes more than one line of its box
      busy:
    final: off, busy
    transitions:
      - off -> on: {event: switch, condition: power is there, action: start}
      - on -> busy: a job with a description so long that it needs several lines beside its arrow
      - busy -> off: fault
      - on -> on: tick
      - off -> busy: {event: wake}
      - busy -> on:
    """


def machine(body: str) -> tuple[StateMachine, list[tuple[int, str]]]:
    lines = [Line(text, "index.rst", number) for number, text in enumerate(["", *dedent(body).split("\n")], 1)]
    reader = BodyReader()
    record = parse_state_machine(read_directive(Location("index.rst", 1), [], lines), reader)
    return record, [(fault.at.line, fault.message) for fault in reader.faults]


def test_words() -> None:
    record, faults = machine(MACHINE)
    assert faults == []
    name = "A state with a name that takes more than one line of its box"
    assert describe_states(record).split("\n") == [
        f"States: Off & <gone>; {name}; busy. It begins in Off & <gone>.",
        "It may end in Off & <gone>; busy.",
        f"Off & <gone> to {name}: switch, if power is there, then start.",
        f"{name} to busy: a job with a description so long that it needs several lines beside its arrow.",
        "busy to Off & <gone>: fault.",
        f"{name} to itself: tick.",
        "Off & <gone> to busy: wake.",
        f"busy to {name}.",
    ]


def segments(svg: str) -> list[tuple[float, float, float, float]]:
    """The lines of all transitions, horizontal and vertical ones."""
    found = []
    for path in ET.fromstring(svg).iter(f"{SVG}path"):
        if path.get("class") != "dlms-message":
            continue
        x = y = 0.0
        for command, values in re.findall(r"([MHV])([-\d. ]+)", path.get("d", "")):
            numbers = [float(value) for value in values.split()]
            to_x, to_y = {"M": (numbers[0], numbers[-1]), "H": (numbers[0], y), "V": (x, numbers[0])}[command]
            if command != "M":
                found.append((min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)))
            x, y = to_x, to_y
    return found


def words(svg: str) -> list[tuple[float, float, float, float]]:
    """The boxes of all lines of text beside transitions."""
    found = []
    for text in ET.fromstring(svg).iter(f"{SVG}text"):
        if text.get("class") == "dlms-detail":
            x, y, width = float(text.get("x", 0)), float(text.get("y", 0)), text_width(text.text or "", 11) / 1.04
            left = x - width if text.get("text-anchor") == "end" else x
            found.append((left, y - 8, left + width, y + 2))
    return found


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def check(drawn: str, width: int, height: int) -> None:
    """No line runs through words, no words lie over others, all is within the drawing."""
    texts, lines = words(drawn), segments(drawn)
    assert not [(text, line) for text in texts for line in lines if overlap(text, line)]
    assert not [(one, other) for at, one in enumerate(texts) for other in texts[at + 1 :] if overlap(one, other)]
    assert all(box[0] >= 0 and box[2] <= width and box[1] >= 0 and box[3] <= height for box in (*texts, *lines))


def test_drawing() -> None:
    record, _ = machine(MACHINE)
    drawn = draw_states(record)
    assert drawn == draw_states(record)
    texts = [each.text for each in ET.fromstring(drawn.svg).iter(f"{SVG}text")]
    assert {"Off & <gone>", "busy", "tick", "fault", "wake"} <= set(texts)
    assert "switch [power is there] / start" in " ".join(map(str, texts))
    assert {label.value for label in drawn.labels} >= {"Off & <gone>", "tick"}
    check(drawn.svg, drawn.width, drawn.height)


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("states: {a: A}\nfinal: b", 3, '"b" is not a state'),
        ("states: {a: A}\ntransitions: text", 3, "transitions are a list"),
        ("states: {a: A}\ntransitions:\n  - [a, b]", 4, "one key with what leads to it"),
        ("states: {a: A}\ntransitions:\n  - a to b: x", 4, "is not a transition"),
        ("states: {a: A}\ntransitions:\n  - a -> a: {evnt: x}", 4, 'did you mean "event"'),
        ("states:\n" + "".join(f"  s{n}: S\n" for n in range(MAX_STATES + 3)), 3 + MAX_STATES, "at most"),
        ("states: {a: A}\ntransitions:\n" + "  - a -> a: x\n" * (MAX_TRANSITIONS + 3), 4 + MAX_TRANSITIONS, "at most"),
        ("transitions:\n  - a -> b: x", 1, "the machine has no states"),
    ],
)
def test_faults(body: str, line: int, message: str) -> None:
    record, faults = machine(body)
    assert [number for number, _ in faults] == [line]
    assert message in faults[0][1]
    assert draw_states(record).svg.startswith("<svg")


_KEY = st.sampled_from("abcde")
_WORD = st.sampled_from(["", "x", "two words", "several words that need more lines than one", "<&>", "W" * 40])


@example([("a", "b", "several words that need more lines than one"), ("a", "b", "")], set())
@given(st.lists(st.tuples(_KEY, _KEY, _WORD), max_size=25), st.sets(_KEY))
def test_any_machine_is_drawn_legibly(ways: list[tuple[str, str, str]], states: set[str]) -> None:
    listed = "\n".join(f'  - {start} -> {end}: "{text}"' for start, end, text in ways)
    keys = "".join(f"  {key}: state {key}\n" for key in sorted(states | {"a"}))
    record, _ = machine(f"states:\n{keys}transitions:\n{listed}")
    drawn = draw_states(record)
    check(drawn.svg, drawn.width, drawn.height)
    assert drawn.width <= 760
