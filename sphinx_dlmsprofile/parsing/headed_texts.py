"""Texts under headings, as several directives take them: a text, a list of texts, or label → text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.headed_texts import HeadedText, Heading
from sphinx_dlmsprofile.parsing.support import checked_support
from sphinx_dlmsprofile.text.location import Text
from sphinx_dlmsprofile.text.yaml_nodes import Mapping, Node, Scalar, Sequence

TEXT_KEYS = ("text", "support")

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence as Several

    from sphinx_dlmsprofile.parsing.body import BodyReader, Directive


def read_headings(directive: Directive, known: Several[str], what: str) -> tuple[Heading, ...]:
    """The headings of a body, in the order of ``known``; ``what`` names the body in messages."""
    fields = directive.reader.fields(directive.body, known, what)
    headings = tuple(
        Heading(key=key, at=at, texts=tuple(_texts(fields[key], key, directive.reader)))
        for key in known
        if (at := fields.at(key))
    )
    keys = ", ".join(f"{key}:" for key in known)
    directive.expect(any(heading.texts for heading in headings), f"{what} is empty: write {keys}")
    return headings


def _texts(node: Node, key: str, reader: BodyReader) -> Iterator[HeadedText]:
    what = f'a text under "{key}"'
    for item in node.items if isinstance(node, Sequence) else (node,):
        if isinstance(item, Mapping) and {name.value for name, _ in item.entries} == set(TEXT_KEYS):
            yield from _labelled(Scalar(Text("", item.at)), item, what, reader)
        elif isinstance(item, Mapping):
            for label, value in item.entries:
                yield from _labelled(label, value, what, reader)
        elif text := reader.text(item, what):
            yield HeadedText(text=text)


def _labelled(label: Scalar, value: Node, what: str, reader: BodyReader) -> Iterator[HeadedText]:
    """The texts for one label; a label without a text is a text. A mapping says what support is demanded, too."""
    support = None
    if isinstance(value, Mapping):
        fields = reader.fields(value, TEXT_KEYS, what)
        written = reader.text(fields.get("support"), f"the support of {what}")
        support = checked_support(written, f"the support of {what}", reader)
        value = fields.get("text") or Scalar(label.text)
        label = label if "text" in fields else Scalar(Text("", label.at))
    values = value.items if isinstance(value, Sequence) else (value,)
    texts = [text for each in values if (text := reader.text(each, what))]
    if not texts and isinstance(value, Scalar) and label.value.strip():
        yield HeadedText(text=label.text)
    for text in texts:
        yield HeadedText(text=text, label=label.text if label.value.strip() else None, support=support)
