"""The files of pictures, for outputs that hold them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.publishing.walk import logger
from sphinx_dlmsprofile.rendering.nodes import dlms_diagram
from sphinx_dlmsprofile.text.pictures import kind_of

if TYPE_CHECKING:
    from docutils import nodes

    from sphinx_dlmsprofile.publishing.paper import Paper


class Picture(NamedTuple):
    """The octets of a picture, and the suffix that says what they are."""

    content: bytes
    suffix: str


def picture_of(node: nodes.Element, builder: Paper) -> Picture | None:
    """What an image or a diagram shows; None, with a warning, for what is not in the project."""
    if isinstance(node, dlms_diagram):
        return Picture(str(node["svg"]).encode(), ".svg")
    uri = str(node["uri"])
    path = Path(builder.srcdir, uri)
    if "?" in node.get("candidates", {}) or (path.exists() and not (path.is_file() and uri in builder.images)):
        message = "image is not in the project, the %s names it only: %s"
        logger.warning(message, builder.called, uri, location=node, type="dlms", subtype=builder.subtype)
        return None
    if not path.is_file():  # Sphinx has said so
        return None
    content = path.read_bytes()
    return Picture(content, kind_of(content) or path.suffix.lower())
