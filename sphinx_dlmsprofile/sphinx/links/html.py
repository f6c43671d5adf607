"""What the nodes of web pages alone are in HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.locale import say

if TYPE_CHECKING:
    from sphinx_dlmsprofile.rendering.nodes import dlms_link, dlms_provision


def visit_link(translator: Any, node: dlms_link) -> None:
    """Begin a link."""
    kept = " dlms-kept" if node["kept"] else ""
    translator.body.append(f'<a class="dlms-auto{kept}" href="{escape(node["href"])}">')


def depart_link(translator: Any, _node: dlms_link) -> None:
    """End it."""
    translator.body.append("</a>")


def visit_provision(translator: Any, node: dlms_provision) -> None:
    """The place of a provision; style sheets show the attribute."""
    identifier = node["identifier"]
    attributes = {
        "href": f"#{node['ids'][0]}",
        "data-provision": identifier,
        "aria-label": say("Provision {}", identifier),
    }
    translator.body.append(translator.starttag(node, "a", "", CLASS="dlms-provision", **attributes) + "</a>")


def depart_provision(_translator: Any, _node: dlms_provision) -> None:
    """All is said."""
