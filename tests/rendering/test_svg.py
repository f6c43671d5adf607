"""Figure 2 as a picture: what is drawn, where it stands, and that nothing stops it."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations, pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dlmsprofile.model.layers import ROLES, LayerStack
from sphinx_dlmsprofile.rendering.plain_text import without_markup
from sphinx_dlmsprofile.rendering.svg import draw_stack
from sphinx_dlmsprofile.rendering.svg.layout import DETAIL_SIZE, NAME_SIZE, Picture, Shape, lay_out
from sphinx_dlmsprofile.rendering.svg.measure import text_width, wrap
from tests.rendering.stacks import IEEE_802_11AH, PUBLISHED, layer, mac_and_phy, stack, text
from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

SVG = "{http://www.w3.org/2000/svg}"
ONE_COLUMN_WIDE = 152
PHONE_CONTENT = 260  # what is left of 320 pixels in the theme with the widest margins


def said(shape: Shape) -> str:
    return " ".join(line.text for line in shape.lines if line.text != "or")


def shape_of(picture: Picture, name: str) -> Shape:
    found = [shape for shape in picture.shapes if said(shape).startswith(name)]
    assert len(found) == 1, f"{name} is drawn {len(found)} times"
    return found[0]


def extent(shape: Shape) -> tuple[float, float, float, float]:
    """Left, top, right, bottom."""
    across, down = zip(*shape.outline, strict=True)
    return min(across), min(down), max(across), max(down)


def overlap(one: Shape, other: Shape) -> bool:
    return any(
        left < other_right and other_left < right and top < other_bottom and other_top < bottom
        for left, top, right, bottom in slabs(one)
        for other_left, other_top, other_right, other_bottom in slabs(other)
    )


def slabs(shape: Shape) -> Iterator[tuple[float, float, float, float]]:
    """The rectangles under each level piece of a shape's lower side."""
    top = shape.outline[0][1]
    foot = shape.outline[2:]
    for (right, bottom), (left, _) in zip(foot[::2], foot[1::2], strict=True):
        yield left, top, right, bottom


def wide(shape: Shape) -> bool:
    left, _, right, _ = extent(shape)
    return right - left > ONE_COLUMN_WIDE


@pytest.fixture(params=PUBLISHED)
def published(request: pytest.FixtureRequest) -> LayerStack:
    return PUBLISHED[request.param]


def check_picture(picture: Picture) -> None:
    """What holds for every picture."""
    for one, other in combinations(picture.shapes, 2):
        assert not overlap(one, other), f"{said(one)} overlaps {said(other)}"
    for shape in picture.shapes:
        left, top, right, bottom = extent(shape)
        assert left >= 0
        assert top >= 0
        assert right <= picture.width
        assert bottom <= picture.height
        for line in shape.lines:
            if line.text == "or":
                continue
            half = text_width(line.text, NAME_SIZE if line.style == "name" else DETAIL_SIZE) / 2
            assert line.x - half >= left, f"{line.text} leaves its box"
            assert line.x + half <= right, f"{line.text} leaves its box"
            assert top < line.y < bottom, f"{line.text} leaves its box"


def test_published_profiles_are_drawn_well(published: LayerStack) -> None:
    picture = lay_out(published)
    check_picture(picture)
    root = ET.fromstring(draw_stack(published).svg)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Profiles"
    drawn = " ".join(element.text or "" for element in root.iter(f"{SVG}text"))
    for profile in published.profiles:
        assert profile.name.value in drawn
        for _, layers in published.levels(profile):
            for each in layers:
                assert each.name in drawn
                assert each.standard is None or each.standard.value in drawn


def test_columns_have_no_holes(published: LayerStack) -> None:
    picture = lay_out(published)
    bottom = max(extent(shape)[3] for shape in picture.shapes)
    top = min(extent(shape)[1] for shape in picture.shapes)
    for title in {line.x for line in picture.titles}:
        spans = sorted(
            (upper, lower)
            for shape in picture.shapes
            for left, upper, right, lower in slabs(shape)
            if left <= title - 20 <= right
        )
        assert spans[0][0] == top
        assert spans[-1][1] == bottom
        assert all(below - above <= 4 for (_, above), (below, _) in pairwise(spans))


def test_shared_layers_are_drawn_once_across() -> None:
    picture = lay_out(IEEE_802_11AH)
    for name in ("COSEM application process", "DLMS/COSEM application layer", "MAC layer", "Physical layer"):
        assert wide(shape_of(picture, name))
    for name in ("LLC sublayer", "UDP", "IPv6", "L2 adaptation layer", "SCHC header compression"):
        assert not wide(shape_of(picture, name))


def test_equal_roles_stand_at_one_height() -> None:
    picture = lay_out(IEEE_802_11AH)
    general, ip = (extent(shape_of(picture, name)) for name in ("L2 adaptation", "SCHC"))
    assert (general[1], general[3]) == (ip[1], ip[3])
    llc, transport, network = (extent(shape_of(picture, name)) for name in ("LLC", "DLMS/COSEM transport", "IPv6"))
    assert (llc[1], llc[3]) == (transport[1], network[3])


def test_a_layer_shared_only_above_or_below_different_ones_is_still_drawn_once() -> None:
    picture = lay_out(PUBLISHED["8-6"])
    assert wide(shape_of(picture, "CPAS"))
    assert not wide(shape_of(picture, "IP SSAS"))


def test_alternatives_stand_side_by_side_whatever_their_order() -> None:
    picture = lay_out(PUBLISHED["9-7"])
    one, other = extent(shape_of(picture, "IPv4")), extent(shape_of(picture, "IPv6"))
    assert (one[1], one[3]) == (other[1], other[3])
    assert one[2] < other[0]
    assert [line.text for shape in picture.shapes for line in shape.lines].count("or") == 1
    assert wide(shape_of(picture, "Lower layers (out of scope)"))


def test_a_layer_beside_another_is_no_alternative_to_it() -> None:
    drawn = draw_stack(stack([layer("ciase", "other", "CIASE")], {"One": ["ap", ["al", "ciase"], "open"]}))
    assert "application layer (IEC 62056-5-3) beside CIASE" in drawn.alt
    assert ">or<" not in drawn.svg


def test_a_shared_layer_may_reach_deeper_in_one_column() -> None:
    drawn = lay_out(
        stack(
            mac_and_phy("IEEE 802.3"),
            {"One": ["ap", "al", "mac", "phy"], "Two": ["ap", "al", "tl", "udp", "ipv6", "mac", "phy"]},
        )
    )
    check_picture(drawn)
    assert len(shape_of(drawn, "DLMS/COSEM application layer").outline) == 6


def test_wrapper_alone_says_what_it_runs_over() -> None:
    alone, shared = (" ".join(map(said, lay_out(PUBLISHED[part]).shapes)) for part in ("8-6", "9-7"))
    assert "wrapper over TCP or UDP" in alone
    assert "wrapper" not in shared


def test_adaptation_layers_are_told_apart_without_colour() -> None:
    root = ET.fromstring(draw_stack(IEEE_802_11AH).svg)
    groups = root.findall(f"{SVG}g[@class='dlms-layer dlms-adaptation']")
    assert len(groups) == 3, "two layers and the legend"
    for group in groups:
        box, hatch = group.findall(f"{SVG}path")
        assert box.get("stroke-dasharray")
        assert hatch.get("class") == "dlms-hatch"
    assert "Adaptation layer" not in draw_stack(PUBLISHED["9-7"]).svg


def test_two_columns_are_legible_on_a_phone() -> None:
    assert DETAIL_SIZE * PHONE_CONTENT / draw_stack(IEEE_802_11AH).width >= 9


def test_clauses_stand_for_missing_standards() -> None:
    drawn = draw_stack(PUBLISHED["8-6"])
    assert ">see 5.4.2<" in drawn.svg
    assert "CPAS (adaptation layer, see 5.4.2)" in drawn.alt
    first = draw_stack(stack([layer("a", "adaptation", "A", clause="5")], {"P": ["a"]}))
    assert ">see Clause 5<" in first.svg


def test_text_alternative_says_the_same() -> None:
    lines = draw_stack(IEEE_802_11AH).alt.split("\n")
    assert lines[0].startswith("General profile, from top to bottom: COSEM application process (IEC 62056-6-2); ")
    assert "UDP (RFC 768); IPv6 (RFC 8200); SCHC header compression (adaptation layer, RFC 8724);" in lines[1]
    assert lines[2].endswith("COSEM application process; DLMS/COSEM application layer; MAC layer; Physical layer.")
    assert "TCP (RFC 9293) or UDP (RFC 768)" in draw_stack(PUBLISHED["8-5"]).alt


def test_same_record_same_bytes_in_every_process() -> None:
    code = (
        "from tests.rendering.stacks import PUBLISHED\n"
        "from sphinx_dlmsprofile.rendering.svg import draw_stack\n"
        "print(*(draw_stack(stack) for stack in PUBLISHED.values()))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(runs) == 1


def test_no_ids_that_could_clash_on_a_page(published: LayerStack) -> None:
    assert not any("id" in element.attrib for element in ET.fromstring(draw_stack(published).svg).iter())


def test_unknown_layers_are_marked() -> None:
    drawn = draw_stack(stack([], {"P": ["ap", "nobody", ["tcp", "no<b>"]]}))
    ET.fromstring(drawn.svg)
    assert drawn.svg.count("dlms-unknown") == 2
    assert "nobody ? (unknown layer)" in drawn.alt
    assert "no&lt;b&gt; ?" in drawn.svg


@pytest.mark.parametrize("profiles", [{}, {"P": []}, {"": []}, {"P": [[]]}, {"P": [""]}, {"P": ["ap"], "Q": []}])
def test_empty_records(profiles: dict[str, list[str | list[str]]]) -> None:
    drawn = draw_stack(stack([], profiles))
    ET.fromstring(drawn.svg)
    assert drawn.alt


def test_hundred_layers_and_long_words() -> None:
    layers = [layer(f"l{number}", "other", "x" * number, f"http://{'y/' * number}") for number in range(100)]
    keys = [each.key for each in layers]
    picture = lay_out(stack(layers, {"Down": [*keys], "Up": [*reversed(keys)]}))
    check_picture(picture)


def test_markup_is_not_drawn() -> None:
    assert without_markup("*IEEE* :std:`802.11ah <ieee>`, {std}`RFC 8724` and ``x``") == "IEEE 802.11ah, RFC 8724 and x"
    assert without_markup("2 * 3 * 4, a_b, x`") == "2 * 3 * 4, a_b, x`"
    assert without_markup("a\x00\x0bb\n c") == "a\ufffd\ufffdb c"


def test_a_number_stays_with_its_unit_where_there_is_room() -> None:
    assert wrap("RSSI is ≥ −95 dBm", 12, text_width("RSSI is ≥ −95", 12)) == ("RSSI is", "≥ −95 dBm")
    assert wrap("RSSI is ≥ -95 dBm", 12, text_width("RSSI is ≥ -95", 12)) == ("RSSI is", "≥ -95 dBm")
    assert wrap("≥ −95 dBm", 12, text_width("≥ −95", 12)) == ("≥ −95", "dBm")


def test_wrapping_breaks_anything_and_balances() -> None:
    assert wrap("DLMS/COSEM application layer", 13, 138) == ("DLMS/COSEM", "application layer")
    assert "".join(wrap("w" * 50, 13, 20)) == "w" * 50
    assert wrap("ab", 13, 0) == ("a", "b")
    assert wrap("", 13, 100) == ()


KEYS = st.sampled_from(["ap", "al", "tl", "tcp", "udp", "ipv4", "ipv6", "open", "a", "b", "c", "?"])
LEVELS = st.one_of(KEYS, st.lists(KEYS, max_size=4))
TEXTS = st.text(max_size=40)
LAYERS = st.builds(layer, KEYS, st.sampled_from([*ROLES, "nonsense"]), TEXTS, TEXTS, st.text())
STACKS = st.builds(
    stack,
    st.lists(LAYERS, max_size=5),
    st.dictionaries(st.text(max_size=30), st.lists(LEVELS, max_size=10), max_size=5),
    st.text(),
)


@given(STACKS)
def test_any_record_is_drawn(record: LayerStack) -> None:
    check_picture(lay_out(record))
    drawn = draw_stack(record)
    ET.fromstring(drawn.svg)
    assert drawn == draw_stack(record)
    assert text(drawn.alt).value


def test_six_profiles_of_usual_words_are_legible_upright() -> None:
    """In the 160 mm of its text, the small words have 6 pt: no page is begun for them."""
    layers = [layer("mac", "mac", "Header compression", "RFC 8724"), layer("phy", "physical", "Physical layer")]
    drawn = draw_stack(stack(layers, {f"Profile {at}": [("mac", "phy")[at % 2]] for at in range(6)}))
    assert 160 / (drawn.width * 25.4 / 96) * DETAIL_SIZE * 0.75 >= 6


def test_profiles_that_are_on_their_side_anyway_have_the_room_of_it() -> None:
    """Seven with a word that is too wide for an upright page are as wide as a page of the web allows."""
    layers = [layer("mac", "mac", "Defragmentation"), layer("phy", "physical", "Physical layer")]
    assert draw_stack(stack(layers, {f"P {at}": [("mac", "phy")[at % 2]] for at in range(7)})).width == 890


def test_six_profiles_are_legible_on_a_page_on_its_side() -> None:
    """In the 247 mm of its text, the small words have 6 pt."""
    layers = [
        layer(f"l{at}", "mac", f"A Communicationsublayerentityofall {at}", f"Standardization {at}") for at in range(6)
    ]
    drawn = draw_stack(stack(layers, {f"Profile number {at}": [f"l{at}"] for at in range(6)}))
    assert 247 / (drawn.width * 25.4 / 96) * DETAIL_SIZE * 0.75 >= 6
