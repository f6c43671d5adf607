"""Parts of the extension that are named when Sphinx starts, and loaded when a document needs them.

Most builds change one document or none: to load what reads and draws all kinds of records takes longer than the rest
of their start.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_dlmsprofile.rendering.tree import nodes_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def load(place: str) -> Any:
    """A class or function by its full name."""
    module, _, name = place.rpartition(".")
    return getattr(import_module(module), name)


def deferred(place: str) -> Callable[..., Any]:
    """A function that is loaded when it is called."""

    def call(*arguments: Any) -> Any:
        return load(place)(*arguments)

    return call


class _DeferredTransform(SphinxTransform):
    """Stands for a transform until a document is read."""

    place: ClassVar[str]

    def apply(self, **kwargs: Any) -> None:
        """Run the transform itself."""
        load(self.place)(self.document, self.startnode).apply(**kwargs)


def deferred_transform(place: str, priority: int) -> type[SphinxTransform]:
    """A transform that is loaded when a document is read."""
    return type(place, (_DeferredTransform,), {"place": place, "default_priority": priority})


class _DeferredPostTransforms(SphinxPostTransform):
    """Stands for transforms until a document holds a node that one of them fills."""

    places: ClassVar[Mapping[type[nodes.Node], str]]

    def run(self, **kwargs: Any) -> None:
        """Run those that have something to fill, in their order."""
        held = set(map(type, nodes_in(self.document, nodes.Element)))
        for node, place in self.places.items():
            if node in held:
                load(place)(self.document, self.startnode).run(**kwargs)


def deferred_post_transforms(places: Mapping[type[nodes.Node], str], priority: int) -> type[SphinxPostTransform]:
    """The transforms that fill nodes of a kind each; a document is searched once for all of them."""
    name = "".join(node.__name__ for node in places)
    return type(name, (_DeferredPostTransforms,), {"places": places, "default_priority": priority})
