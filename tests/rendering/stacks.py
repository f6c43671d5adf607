"""Layer stacks to draw: those of published profiles, and some that no profile has."""

from __future__ import annotations

from sphinx_dlmsprofile.model.layers import Layer, LayerStack, Level, Profile
from sphinx_dlmsprofile.text.location import Location, Text

AT = Location("index.rst", 1)

Stacked = list["str | list[str]"]


def text(value: str) -> Text:
    """A text of no particular place."""
    return Text(value, AT)


def layer(key: str, role: str, name: str, standard: str = "", clause: str = "") -> Layer:
    """A layer that an author defined."""
    return Layer(
        key=key,
        role=role,
        name=name,
        standard=text(standard) if standard else None,
        clause=text(clause) if clause else None,
        at=AT,
    )


def stack(layers: list[Layer], profiles: dict[str, Stacked], caption: str = "Profiles") -> LayerStack:
    """A stack of these layers and profiles."""
    return LayerStack(
        at=AT,
        caption=text(caption),
        layers=tuple(layers),
        profiles=tuple(
            Profile(
                name=text(name),
                kind="ip",
                at=AT,
                stack=tuple(
                    Level(alternatives=tuple(map(text, [level] if isinstance(level, str) else level)), at=AT)
                    for level in levels
                ),
            )
            for name, levels in profiles.items()
        ),
    )


def mac_and_phy(standard: str) -> list[Layer]:
    """The two lowest layers, by one standard."""
    return [layer("mac", "mac", "MAC layer", standard), layer("phy", "physical", "Physical layer", standard)]


IEEE_802_11AH = stack(
    [
        layer("llc", "llc", "LLC sublayer", "ISO/IEC 8802-2"),
        layer("conv", "adaptation", "L2 adaptation layer", clause="5.4.2"),
        layer("schc", "adaptation", "SCHC header compression", "RFC 8724"),
        *mac_and_phy("IEEE 802.11ah"),
    ],
    {
        "General profile": ["ap", "al", "llc", "conv", "mac", "phy"],
        "IP based profile": ["ap", "al", "tl", "udp", "ipv6", "schc", "mac", "phy"],
    },
)

PUBLISHED = {
    "7-6": stack(
        [layer("llc", "llc", "LLC sublayer", "IEC 62056-46, ISO/IEC 8802-2"), *mac_and_phy("IEC 62056-46")],
        {"3-layer, connection-oriented HDLC based profile": ["ap", "al", "llc", "mac", "phy"]},
    ),
    "8-3": stack(
        [
            layer("ciase", "other", "CIASE", "IEC 62056-8-3"),
            layer("llc", "llc", "Connectionless LLC sublayer", "IEC 61334-4-32"),
            layer("hdlc", "llc", "HDLC based LLC sublayer", "IEC 62056-46"),
            *mac_and_phy("IEC 61334-5-1"),
        ],
        {
            "S-FSK with connectionless LLC": ["ap", ["al", "ciase"], "llc", "mac", "phy"],
            "S-FSK with HDLC based LLC": ["ap", ["al", "ciase"], "hdlc", "mac", "phy"],
        },
    ),
    "8-5": stack(
        [layer("6lo", "adaptation", "6LoWPAN adaptation sublayer", "ITU-T G.9903"), *mac_and_phy("ITU-T G.9903")],
        {"G3-PLC": ["ap", "al", "tl", ["tcp", "udp"], "ipv6", "6lo", "mac", "phy"]},
    ),
    "8-6": stack(
        [
            layer("ipssas", "adaptation", "IP SSAS", clause="5.4.3"),
            layer("hssas", "adaptation", "HDLC SSAS", clause="5.4.4"),
            layer("cpas", "adaptation", "CPAS", clause="5.4.2"),
            layer("llc", "llc", "LLC and HDLC", "IEC 62056-46"),
            *mac_and_phy("ISO/IEC 12139-1"),
        ],
        {
            "IP based profile": ["ap", "al", "tl", ["ipv4", "ipv6"], "ipssas", "cpas", "mac", "phy"],
            "HDLC based profile": ["ap", "al", "llc", "hssas", "cpas", "mac", "phy"],
        },
    ),
    "8-8": stack(
        [
            layer("ada", "adaptation", "Adaptation layer", clause="5.4"),
            layer("net", "network", "Network and transport layers", "ISO/IEC 14908-1"),
            layer("phy", "physical", "PLC channel", "ISO/IEC 14908-3"),
        ],
        {"ISO/IEC 14908 profile": ["ap", "al", "ada", "net", "phy"]},
    ),
    "8-30": IEEE_802_11AH,
    "9-7": stack(
        [],
        {
            "TCP based profile": ["ap", "al", "tl", "tcp", ["ipv4", "ipv6"], "open"],
            "UDP based profile": ["ap", "al", "tl", "udp", ["ipv6", "ipv4"], "open"],
        },
    ),
}
"""The stacks of published parts of IEC 62056, and that of the example."""
