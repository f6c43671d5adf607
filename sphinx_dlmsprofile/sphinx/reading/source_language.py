"""The words as their author wrote them, where Sphinx shows a translation.

Structure is read from them, and rules judge them: a translated edition has the numbers of the source, and the model of
the source. Sphinx puts the translation into the same nodes; what stood in them is kept beside it until the document is
harvested.
"""

from __future__ import annotations

from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxSmartQuotes, SphinxTransform
from sphinx.util.nodes import extract_messages

from sphinx_dlmsprofile.locale import base
from sphinx_dlmsprofile.sphinx.reading.record_node import dlms_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""A soft hyphen, and what else takes no room."""

_NO_WORDS = (nodes.footnote_reference, nodes.citation_reference, nodes.system_message)
_SOURCE = "en"
_IN_SOURCE = f"language-{_SOURCE}"
"""The class from which docutils and readers of web pages know the language of a block."""

_DEPTH = 10
"""How far substitutions may stand in substitutions."""


class KeepSource(SphinxTransform):
    """Notes what stands in each text before it is translated (20)."""

    default_priority: ClassVar[int] = 15

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Note it, if there may be a translation."""
        if self.config.dlms_standard and _has_catalogues(self.env):
            texts = {id(node): node for node, _ in extract_messages(self.document)}
            kept = [(node, node.children) for node in texts.values() if isinstance(node, nodes.TextElement)]
            self.document.dlms_source = kept  # type: ignore[attr-defined]


class SettleSource(SphinxTransform):
    """Keeps of it what was translated."""

    default_priority: ClassVar[int] = 21

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Let each translated node have its source."""
        kept = vars(self.document).pop("dlms_source", ())
        # Sphinx puts another list in the place of the children.
        translated = [(node, children) for node, children in kept if node.children is not children]
        for node, children in translated:
            node.source_children = children
            _substitute(children, self.document, _DEPTH)
            _set_flush(node)
        if translated:
            self.document.dlms_translated = [node for node, _ in translated]  # type: ignore[attr-defined]
        # What the catalogues do not reach is in the language of the source.
        if _has_catalogues(self.env) and not is_source(self.config.language):
            for node in dict.fromkeys(node for node, children in kept if node.children is children):
                _note_language(node)


def _has_catalogues(env: BuildEnvironment) -> bool:
    """Whether there may be a translation into the language; that of "fr_CA" may be one into "fr"."""
    language = env.config.language
    names = {language, language.partition("_")[0]} if language else set()
    return any(Path(env.srcdir, place, name).is_dir() for place in env.config.locale_dirs for name in names)


class QuoteSource(SphinxTransform):
    """Sets the quotation marks of the source as an edition of it does, after those of the translation (750)."""

    default_priority: ClassVar[int] = 751

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Let a document of its own be read for them."""
        translated: list[Any] = getattr(self.document, "dlms_translated", [])
        if not translated:
            return
        settings = copy(self.document.settings)
        settings.language_code = _SOURCE
        document = nodes.document(settings, self.document.reporter)
        shells = [nodes.paragraph("", "", *node.source_children) for node in translated]
        document += shells
        SphinxSmartQuotes(document, None).apply()
        for node, shell in zip(translated, shells, strict=True):
            node.source_children = shell.children
            for child in shell.children:
                child.parent = node


def is_source(language: str | None) -> bool:
    """Whether a language is that in which authors write what is translated."""
    return base(language) == _SOURCE


def _note_language(node: nodes.Element) -> None:
    """Say that what is not translated is in the language of the source; on its block where it stands within one."""
    while isinstance(node, nodes.Inline) and node.parent is not None:
        node = node.parent
    if _IN_SOURCE not in node["classes"]:
        node["classes"].append(_IN_SOURCE)


def _set_flush(node: nodes.Element) -> None:
    """Take away the blank between what prints nothing at the beginning of a text and its first word."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            if child.startswith(" ") and child is not node.children[0]:
                node.replace(child, nodes.Text(child.lstrip(" ")))
            return
        if not isinstance(child, (nodes.target, dlms_records)):
            return


def _substitute(children: list[nodes.Node], document: nodes.document, depth: int) -> None:
    """Replace substitutions in what stands in the document no more."""
    for place, child in enumerate(children):
        if isinstance(child, nodes.substitution_reference) and depth:
            name = child.get("refname", "")
            known = document.substitution_defs.get(name) or document.substitution_defs.get(
                document.substitution_names.get(name.lower(), "")
            )
            if known is not None:
                children[place] = inline = nodes.inline("", "", *(each.deepcopy() for each in known.children))
                inline.parent = child.parent
                _substitute(inline.children, document, depth - 1)
        elif isinstance(child, nodes.Element):
            _substitute(child.children, document, depth)


def source_words(node: nodes.Element) -> str:
    """What the author wrote in a text or title, in one line: without notes, soft hyphens and markup."""
    return words(getattr(node, "source_children", node.children))


def shown_words(node: nodes.Element) -> str:
    """The same of what is shown."""
    return words(getattr(node, "shown_children", node.children))


def words(children: Iterable[nodes.Node]) -> str:
    """The words of nodes, in one line."""
    from sphinx_dlmsprofile.sphinx.reading.plain_words import plain_text  # noqa: PLC0415  where a document is read

    return plain_text(children).translate(_UNSEEN)


def visible(leaf: nodes.Text) -> str:
    """A piece of text without signs that take no room."""
    return leaf.astext().translate(_UNSEEN)


def leaves(node: nodes.Node) -> Iterator[nodes.Text]:
    """The pieces of text that are words, without the numbers of notes."""
    if isinstance(node, nodes.Text):
        yield node
    elif not isinstance(node, _NO_WORDS):
        for child in node.children:
            yield from leaves(child)


@contextmanager
def in_source_language(document: nodes.document) -> Iterator[None]:
    """Let a document read as its author wrote it, and forget that afterwards."""
    translated: list[Any] = vars(document).pop("dlms_translated", [])
    for node in translated:
        node.shown_children, node.children = node.children, node.source_children
        _move_records(node)
    yield
    for node in translated:
        source, node.children = node.children, node.shown_children
        del node.shown_children, node.source_children
        _keep_places(source, node)


def _move_records(node: Any) -> None:
    """Let what was found in the shown text be harvested with its source, and once."""
    known = {target.names for child in node.children for each in child.findall(dlms_records) for target in each.targets}
    for child in list(node.shown_children):
        for records in list(child.findall(dlms_records)):
            siblings = node.shown_children if records is child else records.parent.children
            siblings.remove(records)
            if not known & {target.names for target in records.targets}:
                records.parent = node
                node.children.append(records)


def _keep_places(source: list[nodes.Node], node: nodes.Element) -> None:
    """Put places that a translator has left out at the beginning of the text: links lead there."""
    known = {identifier for each in node.findall(nodes.Element) for identifier in each["ids"]}
    targets = [target for child in source for target in child.findall(nodes.target) if target["ids"]]
    node.insert(0, [target.deepcopy() for target in targets if not known & set(target["ids"])])


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_transform(KeepSource)
    app.add_transform(SettleSource)
    app.add_transform(QuoteSource)
