"""The classes of IEC 62056-6-2 that configure a layer, by its key and by its standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.layers import LayerStack

_OF_LAYERS = {
    "tcp": (41,),
    "udp": (41,),
    "tl": (41,),
    "ipv4": (42,),
    "ipv6": (48,),
}
_OF_STANDARDS = {
    "ISO/IEC 8802-2": (57, 58, 59),
    "IEC 62056-46": (23,),
    "RFC 8724": (126,),
    "RFC 1661": (44,),
    "RFC 7252": (152,),
}


def classes_of_layer(stack: LayerStack, key: str) -> tuple[int, ...]:
    """The class_ids of the classes that configure a layer of a stack; one of several is enough."""
    layer = stack.layer(key)
    standard = layer.standard.value if layer and layer.standard else ""
    return (_OF_LAYERS.get(key) or _OF_STANDARDS.get(standard, ())) if layer else ()
