"""Cross-references as records, found while a document is harvested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_dlmsprofile.model.prose import Link

if TYPE_CHECKING:
    from sphinx_dlmsprofile.text.location import Location


def reference_of(node: nodes.Node, at: Location, docname: str) -> Link:
    """The link that a node is; an empty one if it is none."""
    return link_of(node, at, docname) or Link(at=at, kind="", target="", document=docname)


def link_of(node: nodes.Node, at: Location, docname: str) -> Link | None:
    """The link that a node is, None if it is not one or leads outside the standard."""
    if isinstance(node, addnodes.pending_xref):
        domain, kind, target = node.get("refdomain") or "", node.get("reftype", ""), node.get("reftarget", "")
        if domain == "doc":
            # MyST's way to another document, or to a place in it.
            place = node.get("reftargetid")
            return Link(at=at, kind="myst" if place else "docname", target=place or target, document=target)
        kind = kind if domain in {"", "std"} else f"{domain}:{kind}"
        return Link(at=at, kind=kind, target=target, document=docname)
    if isinstance(node, nodes.reference):
        uri = node.get("refuri", "")
        identifier = node.get("refid") or (uri[1:] if uri.startswith("#") else "")
        return Link(at=at, kind="myst", target=identifier, document=docname) if identifier else None
    return None
