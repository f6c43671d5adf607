"""The list of layers of 5.3.1, made from the layer stacks of the whole project when its page is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from sphinx_dlmsprofile.analysis.listed_layers import ListedLayer, is_titled, list_layers
from sphinx_dlmsprofile.locale import say
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.lower_layers import LayerList
from sphinx_dlmsprofile.model.number_words import number_words
from sphinx_dlmsprofile.rendering.placeholder_nodes import dlms_layer_list
from sphinx_dlmsprofile.rendering.plain_text import without_markup
from sphinx_dlmsprofile.sphinx.building.record_query import records_in, records_of
from sphinx_dlmsprofile.sphinx.common.compat import builder_of
from sphinx_dlmsprofile.sphinx.numbering.store import contents_of
from sphinx_dlmsprofile.template.outline import CLAUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_dlmsprofile.sphinx.numbering.counting import NumberedSection

_HOMES = ("5.3", "5.4")
"""The clauses of the template whose subclauses are about layers."""


class Item(NamedTuple):
    """A layer in the list, and the subclause on it."""

    name: str
    standard: str
    profiles: tuple[str, ...]
    section: NumberedSection | None


def listed(env: BuildEnvironment, docname: str, profiles: Sequence[str]) -> tuple[Item, ...]:
    """What a list in a document shows; where the documents are not a standard, the stacks in that document."""
    stacks = records_of(env, LayerStack) if env.config.dlms_standard else records_in(env, docname, LayerStack)
    layers = list_layers(stacks, profiles)
    sections = [section for section in contents_of(env).tree if section.number] if env.config.dlms_standard else []
    below = _below_homes(sections) if layers else []
    return tuple(_item(layer, sections, below) for layer in layers)


def shown_in(env: BuildEnvironment, docname: str) -> tuple[tuple[Item, ...], ...]:
    """What all lists of a document show: its page is written again when that changes."""
    lists = records_in(env, docname, LayerList)
    return tuple(listed(env, docname, [name.value for name in record.profiles]) for record in lists)


def _item(layer: ListedLayer, sections: Sequence[NumberedSection], below: Sequence[NumberedSection]) -> Item:
    name = without_markup(layer.layer.name) or layer.layer.key
    profiles = () if layer.in_all else tuple(map(without_markup, layer.profiles))
    return Item(name, without_markup(layer.standard), profiles, _subclause(layer, sections, below))


def _subclause(
    layer: ListedLayer, sections: Sequence[NumberedSection], below: Sequence[NumberedSection]
) -> NumberedSection | None:
    """The subclause that the stack names, else the one with its name, else one on layers of its role."""
    clause = layer.layer.clause.value.strip() if layer.layer.clause else ""
    named = without_markup(layer.layer.name).casefold()
    return next(
        (
            section
            for found in (
                (section for section in sections if clause and section.number == clause),
                (section for section in below if section.title.casefold() == named),
                (section for section in below if is_titled(layer.layer, section.title)),
            )
            for section in found
        ),
        None,
    )


def _below_homes(sections: Sequence[NumberedSection]) -> list[NumberedSection]:
    """The sections in the subclause on lower layers, and in that on adaptation layers."""
    templates = [template for top in CLAUSES for template in top.walk() if template.number in _HOMES]
    homes = tuple(
        f"{section.number}." for section in sections if any(template.has_title(section.title) for template in templates)
    )
    return [section for section in sections if section.number.startswith(homes)]


class PrintLayerList(SphinxPostTransform):
    """Puts the list in its place."""

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Fill all places of the document."""
        for place in list(self.document.findall(dlms_layer_list)):
            items = listed(self.env, self.env.docname, place["profiles"])
            place.replace_self([self._list(items)] if items else [])

    def _list(self, items: Iterable[Item]) -> nodes.bullet_list:
        return nodes.bullet_list(
            "", *(nodes.list_item("", self._line(item)) for item in items), classes=["simple", "dlms-layer-list"]
        )

    def _line(self, item: Item) -> nodes.paragraph:
        whose = say(" of the ") + say(" and the ").join(item.profiles) if item.profiles else ""
        line = nodes.paragraph("", "", nodes.Text(f"{say(item.name)}{whose}"))
        if item.standard and item.standard != item.name:
            line += nodes.Text(f", {item.standard}")
        if item.section:
            line += [nodes.Text(say(", see ")), self._link(item.section)]
        return line

    def _link(self, section: NumberedSection) -> nodes.Node:
        text = nodes.inline("", number_words(self.config.language).label(section.number))
        anchor = section.ids[0] if section.ids else ""
        try:
            return make_refnode(builder_of(self.env), self.env.docname, section.docname, anchor, text)
        except NoUri:
            return text
