"""The ids of elements: those of the author's labels, and of others by document, so that an edition keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.rendering.classes import TERM_CLASS
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.publishing.assembly import Assembly

_NOT_IN_NAMES = regex(r"[^\w.-]")
_BEGINS_NAME = regex(r"[^\W\d]")
_KINDS: tuple[tuple[type[nodes.Element], str, str], ...] = (
    (nodes.section, "sec", "sec"),
    (nodes.table, "tab", "table"),
    (nodes.figure, "fig", "fig"),
    (nodes.footnote, "fn", "fn"),
    (nodes.math_block, "eq", "disp-formula"),
    (nodes.list_item, "list", "list"),
)
"""Each kind of node with what its ids begin with, and the ``ref-type`` of references to it."""


class Names:
    """Gives each anchor of a document its one id, and each reference what it leads to."""

    def __init__(self, env: BuildEnvironment, assembly: Assembly) -> None:
        labels = env.domaindata.get("std", {}).get("anonlabels", {})
        self._labels = {f"{docname}#{node_id}": label for label, (docname, node_id) in sorted(labels.items())}
        self._aliases: dict[str, set[str]] = {}
        for key, name in assembly.anchors.items():
            self._aliases.setdefault(name, set()).add(key)
        self._kinds: dict[str, tuple[str, str]] = {}
        for node, docname in assembly.elements:
            for node_id in node["ids"][:1]:
                self._kinds.setdefault(assembly.anchors.get(f"{docname}#{node_id}", ""), _kind(node))
        self._ids: dict[str, str] = {}
        self._taken: set[str] = set()
        self._elements: dict[str, Element] = {}
        self._references: list[tuple[Element, str]] = []

    def identifier(self, name: str) -> str:
        """The id of an anchor: its label where the author gave it one, else its document and the id that it has there.

        An XML name begins with a letter, and has neither blanks nor colons.
        """
        if name not in self._ids:
            label = next((self._labels[key] for key in sorted(self._aliases.get(name, ())) if key in self._labels), "")
            kind = self._kinds.get(name, ("p", ""))[0]
            text = label if _BEGINS_NAME.match(label) else f"{kind}_{label or name.replace('#', '.')}"
            self._ids[name] = self.free(_NOT_IN_NAMES.sub(lambda match: f"_{ord(match[0]):x}_", text))
        return self._ids[name]

    def free(self, wished: str) -> str:
        """An id that nothing else has: the wished one, or that with a number."""
        number, found = 1, wished
        while found in self._taken:
            number += 1
            found = f"{wished}-{number}"
        self._taken.add(found)
        return found

    def set_alias(self, name: str, element: Element) -> None:
        """Let an anchor be an element that has an id."""
        self._elements.setdefault(name, element)

    def is_set(self, name: str) -> bool:
        """Whether the anchor has its element."""
        return name in self._elements

    def refer(self, element: Element, name: str) -> None:
        """Let an element lead to an anchor, which may come later."""
        self._references.append((element, name))

    def resolve(self) -> None:
        """Write what each reference leads to. One to what is not in print is text: no reference dangles."""
        for element, name in self._references:
            target = self._elements.get(name)
            if target is None:
                element.tag = "styled-content"
                element.attrib.clear()
                continue
            element.set("rid", target.get("id", ""))
            if element.tag == "xref":
                element.set("ref-type", "app" if target.tag == "app" else self._kinds.get(name, ("", "other"))[1])


def _kind(node: nodes.Element) -> tuple[str, str]:
    if TERM_CLASS in node["classes"]:
        return "term", "sec"
    if "dlms-reference" in node["classes"]:
        return "ref", "bibr"
    return next((found for kind, *found in _KINDS if isinstance(node, kind)), ("p", "other"))  # type: ignore[return-value]
