"""Figure 1 as a picture: what is drawn, what is marked, and that nothing stops it."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.model.environment import Architecture, CommunicationEnvironment, Entity, Interface
from sphinx_dlmsprofile.registry.architecture import default_architecture
from sphinx_dlmsprofile.rendering.svg.environment import _border, draw_environment
from sphinx_dlmsprofile.rendering.svg.environment_layout import LABEL_HEIGHT, Box, Map, Wire, lay_out_environment
from sphinx_dlmsprofile.rendering.svg.layout import DETAIL_SIZE, NAME_SIZE
from sphinx_dlmsprofile.rendering.svg.measure import text_width
from sphinx_dlmsprofile.text.location import Location, Text
from tests.rendering.test_svg import PHONE_CONTENT
from tests.support import ROOT

SVG = "{http://www.w3.org/2000/svg}"
AT = Location("index.rst", 1)


def environment(
    entities: list[str], interfaces: list[str], architecture: Architecture | None = None, caption: str = ""
) -> CommunicationEnvironment:
    return CommunicationEnvironment(
        at=AT,
        architecture=architecture or default_architecture(),
        caption=Text(caption, AT) if caption else None,
        entities=tuple(Text(name, AT) for name in entities),
        interfaces=tuple(Text(name, AT) for name in interfaces),
    )


EXAMPLE = environment(["NNAP", "MED", "LNAP"], ["C", "L"])


def wire(layout: Map, name: str) -> Wire:
    return next(wire for wire in layout.wires if wire.name == name)


def runs_through(box: Box, wire: Wire) -> bool:
    """Whether a line passes the inside of a box."""
    return any(
        min(x0, x1) < box.right - 0.5
        and box.left + 0.5 < max(x0, x1)
        and min(y0, y1) < box.bottom - 0.5
        and box.top + 0.5 < max(y0, y1)
        for (x0, y0), (x1, y1) in pairwise(wire.points)
    )


def check_layout(layout: Map) -> None:
    """What holds for every figure."""
    for box in layout.boxes:
        assert box.left >= 0
        assert box.right <= layout.width
        assert box.bottom <= layout.height
        for line in box.lines:
            half = text_width(line.text, NAME_SIZE, bold=line.style == "title") / 2
            assert box.left <= line.x - half, line.text
            assert line.x + half <= box.right, line.text
            assert box.top < line.y < box.bottom, line.text
    for one, other in combinations(layout.boxes, 2):
        beside = one.right <= other.left or other.right <= one.left
        assert beside or one.bottom <= other.top or other.bottom <= one.top
    for each in layout.wires:
        for box in layout.boxes:
            assert not runs_through(box, each), f"{each.name} runs through {box.lines[0].text}"
        assert each.label[0] - each.label_width / 2 >= 0
        assert each.label[0] + each.label_width / 2 <= layout.width


def test_the_whole_architecture_is_drawn() -> None:
    layout = lay_out_environment(EXAMPLE)
    check_layout(layout)
    said = {" ".join(line.text for line in box.lines) for box in layout.boxes}
    assert said == {
        "Head end system (HES)",
        "Neighbourhood network access point (NNAP)",
        "Metering end device (MED)",
        "Local network access point (LNAP)",
        "Simple external consumer display",
        "Home automation end device",
    }
    assert {wire.name for wire in layout.wires} == {"G1", "G2", "G3", "C", "L", "N", "M", "H1", "H2", "H3"}
    assert [line.text for line in layout.sections] == ["WAN", "NN", "LN"]


def test_lines_between_rows_are_straight_and_apart() -> None:
    layout = lay_out_environment(EXAMPLE)
    for name in ("G1", "G2", "G3", "C", "L", "H1", "H2"):
        assert len({x for x, _ in wire(layout, name).points}) == 1, name
    for one, other in combinations(layout.wires, 2):
        across = abs(one.label[0] - other.label[0]) >= (one.label_width + other.label_width) / 2
        assert across or abs(one.label[1] - other.label[1]) >= LABEL_HEIGHT, f"{one.name} and {other.name}"


def test_what_is_marked_is_told_apart_without_colour() -> None:
    root = ET.fromstring(draw_environment(EXAMPLE).svg)
    marked = [each for each in root.iter() if "dlms-marked" in each.get("class", "")]
    kinds = [each.get("class", "").split()[0] for each in marked]
    assert kinds.count("dlms-entity") == 4, "three entities and the key"
    assert kinds.count("dlms-interface") == 2
    assert kinds.count("dlms-label") == 2
    thin = [each for each in root.iter() if each.get("class") in {"dlms-entity", "dlms-interface"}]
    assert {each.get("stroke-width") for each in thin} == {"1"}
    assert {each.get("stroke-width") for each in marked} <= {"2", "3"}
    bold = {text.text for text in root.iter(f"{SVG}text") if text.get("class") == "dlms-title"}
    assert {"C", "L"} <= bold
    assert "G1" not in bold


def test_text_alternative_says_the_same() -> None:
    lines = draw_environment(EXAMPLE).alt.split("\n")
    assert lines[0].startswith("Entities: head end system (HES); neighbourhood network access point (NNAP); ")
    assert lines[1].startswith("Wide area network (WAN): G1 between HES and MED; G2 between HES and NNAP; G3 between ")
    assert "H2 between LNAP and home automation end device" in lines[3]
    assert lines[-1] == "Marked as implementing the profile: NNAP, MED, LNAP; interfaces C, L."
    assert draw_environment(environment([], [])).alt.endswith("Nothing is marked as implementing the profile.")


def test_legible_on_a_phone_and_on_paper() -> None:
    drawn = draw_environment(EXAMPLE)
    assert DETAIL_SIZE * PHONE_CONTENT / drawn.width >= 9
    assert drawn.height * 0.75 <= 700, "fits on a page of A4"


def test_no_ids_and_the_caption_as_title() -> None:
    root = ET.fromstring(draw_environment(environment(["MED"], ["C"], caption="The *place* of the profile")).svg)
    assert not any("id" in element.attrib for element in root.iter())
    assert root.findtext(f"{SVG}title") == "The place of the profile"
    assert "IEC 62056-1-0" in str(ET.fromstring(draw_environment(EXAMPLE).svg).findtext(f"{SVG}title"))


def test_what_lies_outside_is_drawn_where_it_is_marked() -> None:
    assert "arket systems" not in draw_environment(EXAMPLE).svg
    layout = lay_out_environment(environment(["HES"], ["I"]))
    check_layout(layout)
    outside = [box for box in layout.boxes if box.outside]
    assert [line.text for box in outside for line in box.lines] == ["Market systems"]
    assert outside[0].top < min(box.top for box in layout.boxes if not box.outside)


def test_a_border_stands_beside_boxes_that_overlap() -> None:
    boxes = tuple(Box(left, 0, 50, 10, (), marked=False) for left in (0, 40))
    assert ' d="M90 5L100 5"' in _border(5, Map(100, 10, boxes))


def test_lines_that_cross_hop_over_one_another() -> None:
    svg = draw_environment(EXAMPLE).svg
    assert svg.count("A5 5 0 0 ") == 1, "M over H3"


def test_an_architecture_without_rows_and_with_little_room() -> None:
    entities = tuple(Entity(id=name, name=name) for name in ("Head", "Left", "Middle", "Right", "Meter", "Display"))
    sections = (("WAN", "wide area network"), ("LN", "local network"))
    interfaces = tuple(
        Interface(id=f"I{number}", between=between, section=section)
        for number, (between, section) in enumerate(
            (
                (("Head", "Left"), "WAN"),
                (("Head", "Middle"), "WAN"),
                (("Head", "Right"), "WAN"),
                (("Left", "Meter"), "LN"),
                (("Middle", "Meter"), "LN"),
                (("Right", "Meter"), "LN"),
                (("Left", "Right"), "LN"),
                (("Meter", "Display"), "LN"),
                (("Head", "Display"), ""),
            )
        )
    )
    own = Architecture(sections=sections, entities=entities, interfaces=interfaces)
    check_layout(lay_out_environment(environment(["Meter"], ["I4"], own)))


def test_a_long_name_between_two_boxes_has_room() -> None:
    entities = (Entity(id="HES", name="head end system", row=0), *(Entity(id=x, name=x, row=1) for x in ("A", "B")))
    wire = Interface(id="A rather long interface", between=("A", "B"), section="NN")
    laid_out = lay_out_environment(environment(["A"], [], Architecture(entities=entities, interfaces=(wire,))))
    left, right = laid_out.boxes[1:]
    label, width = laid_out.wires[0].label, laid_out.wires[0].label_width
    assert left.right < label[0] - width / 2 < label[0] + width / 2 < right.left


def test_same_record_same_bytes_in_every_process() -> None:
    code = (
        "from tests.rendering.test_environment import EXAMPLE\n"
        "from sphinx_dlmsprofile.rendering.svg.environment import draw_environment\n"
        "print(draw_environment(EXAMPLE))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(runs) == 1


@pytest.mark.parametrize("architecture", [Architecture(), Architecture(entities=(Entity(id="", name=""),))])
def test_next_to_nothing(architecture: Architecture) -> None:
    drawn = draw_environment(environment(["MED"], ["C"], architecture))
    ET.fromstring(drawn.svg)
    assert drawn.alt


NAMES = st.sampled_from(["A", "B", "C", "D", "E", "F", "outside"])
ENTITIES = st.lists(
    st.builds(
        lambda name, row, text: Entity(id=name, name=text or name, row=row),
        st.sampled_from(["A", "B", "C", "D", "E", "F"]),
        st.none() | st.integers(0, 4),
        st.text(max_size=40),
    ),
    max_size=6,
    unique_by=lambda entity: entity.id,
)
INTERFACES = st.lists(
    st.builds(
        lambda name, one, other, section: Interface(id=name, between=(one, other), section=section),
        st.text(max_size=8),
        NAMES,
        NAMES,
        st.sampled_from(["", "WAN", "NN", "LN", "other"]),
    ),
    max_size=9,
    unique_by=lambda interface: interface.id,
)


@given(ENTITIES, INTERFACES, st.lists(NAMES, max_size=3), st.text(max_size=20))
def test_any_record_is_drawn(
    entities: list[Entity], interfaces: list[Interface], marked: list[str], caption: str
) -> None:
    sections = (("WAN", "wide area network"), ("NN", "neighbourhood network"), ("LN", "local network"))
    architecture = Architecture(sections=sections, entities=tuple(entities), interfaces=tuple(interfaces))
    record = environment(marked, [each.id for each in interfaces[:2]], architecture, caption)
    layout = lay_out_environment(record)
    for box in layout.boxes:
        assert 0 <= box.left < box.right <= layout.width
    drawn = draw_environment(record)
    ET.fromstring(drawn.svg)
    assert drawn == draw_environment(record)


def own(rows: dict[str, int], *interfaces: str) -> Map:
    """A made-up architecture: the rows of its entities, and interfaces as "x: A B"."""
    entities = tuple(Entity(id=name, name=name, row=row) for name, row in rows.items())
    between = [(name, tuple(ends.split())) for name, _, ends in (each.partition(": ") for each in interfaces)]
    drawn = tuple(Interface(id=name, between=(ends[0], ends[1]), section="S") for name, ends in between)
    return lay_out_environment(
        environment([], [], Architecture(sections=(("S", "one"),), entities=entities, interfaces=drawn))
    )


def shared(one: Wire, other: Wire) -> list[object]:
    """The pieces that two lines have in common."""
    return [
        (start, end)
        for start, end in pairwise(one.points)
        for first, last in pairwise(other.points)
        for level in (0, 1)
        if start[level] == end[level] == first[level] == last[level]
        and min(max(start[1 - level], end[1 - level]), max(first[1 - level], last[1 - level]))
        - max(min(start[1 - level], end[1 - level]), min(first[1 - level], last[1 - level]))
        > 0.5
    ]


def labels_meet(one: Wire, other: Wire) -> bool:
    apart = abs(one.label[0] - other.label[0]), abs(one.label[1] - other.label[1])
    return apart[0] < (one.label_width + other.label_width) / 2 and apart[1] < LABEL_HEIGHT


def covers(one: Wire, other: Wire) -> bool:
    """Whether the label of one hides a line that runs down of the other."""
    half = one.label_width / 2
    top, bottom = one.label[1] - LABEL_HEIGHT / 2, one.label[1] + LABEL_HEIGHT / 2
    return any(
        x == end and abs(x - one.label[0]) < half and min(y, to) < bottom and top < max(y, to)
        for (x, y), (end, to) in pairwise(other.points)
    )


@pytest.mark.parametrize(
    "layout",
    [
        own({"A": 0, "B": 0}, "x: A B", "y: A B", "z: A A", "second: A A"),
        own({"A": 0, "B": 0, "C": 0}, "x: A C", "y: A C", "z: A B", "u: B C", "v: C C"),
        own(
            {"HES": 0, "MDM": 0, "DC": 1, "BS": 1, "RP": 1, "M1": 2, "M2": 2, "M3": 2, "M4": 2, "IHD": 3},
            *("A: HES DC", "B: HES BS", "a long name: DC RP", "D: RP M1", "E: RP M2", "F: BS M3", "G: BS M4"),
            *("H: M1 M2", "J: M1 IHD", "K: HES M4", "L: MDM HES", "Q: MDM IHD"),
        ),
        own(
            {"HES": 0, "GW": 1, "M": 2},
            *("cellular-primary: HES GW", "cellular-backup: HES GW", "powerline: HES GW", "satellite: HES GW"),
            *("mesh: GW GW", "second mesh: GW GW", "direct-1: HES M", "direct-2: HES M", "another one of them: M HES"),
            *("optical: GW M", "wired: M GW"),
        ),
        own(
            {"HES": 0, "A": 1, "B": 1, "M": 2, "N": 2},
            *("primary of A: HES A", "backup of A: A HES", "primary of B: HES B", "backup of B: B HES"),
            *("between both: A B", "past both: HES M", "past them too: HES N", "of one kind: B B", "last: N B"),
        ),
    ],
    ids=["parallel", "over another", "a trunk", "parallel between rows", "long names"],
)
def test_lines_of_an_own_architecture_are_told_apart(layout: Map) -> None:
    check_layout(layout)
    for one, other in combinations(layout.wires, 2):
        assert not shared(one, other), (one, other)
        assert not labels_meet(one, other), (one, other)
        assert not covers(one, other), (one, other)
        assert not covers(other, one), (other, one)


def test_a_loop_ends_beside_its_label() -> None:
    (loop,) = (wire for wire in own({"A": 0, "B": 0}, "z: A A").wires)
    assert max(x for x, _ in loop.points) <= loop.label[0] - loop.label_width / 2
