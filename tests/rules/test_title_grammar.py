"""How the title of a part is read."""

from __future__ import annotations

import pytest

from sphinx_dlmsprofile.model.title import read_part_number, read_part_title


@pytest.mark.parametrize(
    ("sections", "known", "unknown"),
    [
        ("neighbourhood networks", ("NN",), ()),
        ("the neighborhood network", ("NN",), ()),
        ("NN networks", ("NN",), ()),
        ("local and neighbourhood networks", ("LN", "NN"), ()),
        ("Local Networks (LN)", ("LN",), ()),
        ("wide-area networks (WAN)", ("WAN",), ()),
        ("Wide Area Networks (WANs)", ("WAN",), ()),
        ("LN, NN, and WAN networks", ("LN", "NN", "WAN"), ()),
        ("LN/NN networks", ("LN", "NN"), ()),
        ("neighbourhood networks (NN) and local networks (LN)", ("NN", "LN"), ()),
        ("local and neighbourhood networks (LN, NN)", ("LN", "NN"), ()),
        ("neighbourhood network(s)", ("NN",), ()),
        ("mesh networks", (), ("mesh",)),
        ("local area networks", (), ("local area",)),
        ("local and mesh networks", ("LN",), ("mesh",)),
        ("low-power wide area networks", (), ("low-power wide area",)),
        ("wide area networks (LPWAN)", ("WAN",), ("LPWAN",)),
        ("YYYY networks", (), ("YYYY",)),
        ("Android networks", (), ("Android",)),
    ],
)
def test_sections(sections: str, known: tuple[str, ...], unknown: tuple[str, ...]) -> None:
    read = read_part_title(f"Part 8-30: IEEE 802.11ah communication profile for {sections}")
    assert read is not None
    assert (read.sections, read.unknown) == (known, unknown)
    assert (read.number, read.technology) == ((8, 30), "IEEE 802.11ah")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("8-30", (8, 30)),
        ("8 - 30", (8, 30)),
        ("8\u201330", (8, 30)),
        ("8", None),
        ("0-3", None),
        ("8-0", None),
        ("8-30-1", None),
        ("8.30", None),
        ("-8-30", None),
        ("x-x", None),
        ("VIII-3", None),
        ("8-³", None),
        ("8-" + "9" * 5000, None),
    ],
)
def test_part_number(number: str, expected: tuple[int, int] | None) -> None:
    read = read_part_title(f"Part {number}: X communication profile for NN networks")
    assert read is not None
    assert read.number == expected
    assert read_part_number(f"Part {number}: what follows does not matter") == expected


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Part 8-30",
        "Part 8-30:",
        "8-30: X communication profile for NN networks",
        "Part 8-30 – X communication profile for NN networks",
        "Part 8-30: communication profile for NN networks",
        "Part 8-30: X profile for NN networks",
        "Part 8-30: Communication profile for X NN networks",
        "Part 8-30: X communication profile for NN",
        "Part 8-30: X communication profile for networks",
        "Part 8-30: X communication profile for and networks",
        "Part 8-30: X communication profile on NN networks",
        "Part 8-30: X communication profile for NN networks of the utility",
        "Part : X communication profile for NN networks",
        "Communication profile",
    ],
)
def test_outside_the_grammar(title: str) -> None:
    assert read_part_title(title) is None
