"""Text that this build does not show: taken out when a document has been parsed, so that nothing of it counts.

Sphinx reads all that stands in ``only``, ``ifconfig`` and ``todo``, and leaves it out when a page is written: after
figures, notes and footnotes have their numbers, and provisions and records have been collected. What depends on the
builder ("html", "latex") is not known before, and stays as Sphinx has it.
"""

from __future__ import annotations

from importlib import import_module
from itertools import combinations
from traceback import format_exception_only
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import __
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.tags import Tags

from sphinx_dlmsprofile.rendering.tree import nodes_in
from sphinx_dlmsprofile.sphinx.common.compat import app_of
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)
_NAME = regex(r"\w+")
_BUILDER = regex(r"\bbuilder\b")
_TODO = "todo_node"
_MANY = 4
"""Of more tags of builders in one expression nothing is said."""


class LeaveOutHidden(SphinxTransform):
    """Takes out what is hidden whatever the builder, and lets what is shown stand without its condition.

    A label in what is hidden does not exist. A document that only a hidden toctree names is not part of the standard,
    and not forgotten either: Sphinx does not warn of it.
    """

    # Before all that counts or collects: translation (20) and footnotes (620) too.
    default_priority: ClassVar[int] = 5

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Decide each condition."""
        if not self.config.dlms_standard:
            return
        app = app_of(self.env)
        kinds = _kinds(app)
        decided = {}
        for node in [each for each in nodes_in(self.document, nodes.Element) if type(each) in kinds]:
            condition = kinds[type(node)], str(node.get("expr", ""))
            shown = decided[condition] = shows(app, *condition)
            if shown is False:
                self._leave_out(node)
            elif isinstance(shown, str):
                self._settle_failed(node, shown)
            elif shown and condition[0] != _TODO:
                node.replace_self(node.children or nodes.comment())
        if decided:
            conditions_of(self.env)[self.env.docname] = decided

    def _settle_failed(self, node: nodes.Element, words: str) -> None:
        """Do and say what Sphinx would when pages are written: then it was too late for a check to hear of it."""
        if isinstance(node, addnodes.only):
            logger.warning(__("exception while evaluating only directive expression: %s"), words, location=node)
            node.replace_self(node.children or nodes.comment())
            return
        message = f"Exception occurred in ifconfig expression: \n{words}"
        _forget(self.document, node)
        node.replace_self(self.document.reporter.error(message, base_node=node))

    def _leave_out(self, node: nodes.Element) -> None:
        if node.__class__.__name__ == _TODO:
            # The extension warns of each.
            self.env.get_domain("todo").process_doc(self.env, self.env.docname, _alone(node, self.document))
        for toctree in node.findall(addnodes.toctree):
            for included in toctree["includefiles"]:
                self.env.files_to_rebuild.setdefault(included, set()).add(self.env.docname)
        _forget(self.document, node)
        # As Sphinx does: a label above it needs something to stand at.
        node.replace_self(nodes.comment())


def _kinds(app: Sphinx) -> dict[type[nodes.Node], str]:
    """The nodes that hold conditions, as far as the extensions that bring them are in use."""
    kinds: dict[type[nodes.Node], str] = {addnodes.only: "only"}
    for module, name in (("sphinx.ext.ifconfig", "ifconfig"), ("sphinx.ext.todo", _TODO)):
        if module in app.extensions:
            kinds[getattr(import_module(module), name)] = name
    return kinds


def shows(app: Sphinx, kind: str, expression: str) -> bool | str | None:
    """Whether the text of a condition is shown.

    None where that depends on the builder; what Sphinx says of it where it cannot be evaluated.
    """
    try:
        return _DECIDERS[kind](app, expression)
    except Exception as error:  # noqa: BLE001  an expression of the author's
        return str(error) if kind == "only" else "".join(format_exception_only(error))


def _only(app: Sphinx, expression: str) -> bool | None:
    if type(app.builder.tags) is not Tags:
        # The one for translators extracts all texts.
        return app.builder.tags.eval_condition(expression)
    of_builders = _tags_of_builders(app)
    undecided = of_builders & set(_NAME.findall(expression))
    if len(undecided) > _MANY:
        return None
    own = set(app.tags) - of_builders
    chosen = (set(some) for count in range(len(undecided) + 1) for some in combinations(sorted(undecided), count))
    results = {Tags(own | some).eval_condition(expression) for some in chosen}
    return results.pop() if len(results) == 1 else None


def _tags_of_builders(app: Sphinx) -> set[str]:
    """The tags that builders set."""
    builders = app.registry.builders.items()
    plain = {name for name, _ in builders} | {builder.format for _, builder in builders}
    return plain | {f"builder_{name}" for name in plain} | {f"format_{name}" for name in plain}


def _ifconfig(app: Sphinx, expression: str) -> bool | None:
    names = {value.name: value.value for value in app.config} | vars(app.config) | {"builder": app.builder.name}
    shown = bool(eval(expression, names))  # noqa: S307  what the directive is for; Sphinx does the same for each page
    return None if _BUILDER.search(expression) else shown


def _todo(app: Sphinx, _expression: str) -> bool:
    return bool(app.config.todo_include_todos)


_DECIDERS: Mapping[str, Callable[[Any, str], bool | None]] = {"only": _only, "ifconfig": _ifconfig, _TODO: _todo}
"""By the name of the node."""


def _alone(node: nodes.Element, document: nodes.document) -> nodes.document:
    """A document that finds this node alone."""
    alone = document.copy()
    alone.children = [node]
    return alone


def _forget(document: nodes.document, hidden: nodes.Element) -> None:
    """Take all that is below a node out of the lists of a document: targets, references, footnotes."""
    inside = {id(node) for node in nodes_in(hidden, nodes.Element) if node is not hidden}
    for node in nodes_in(hidden, nodes.Element):
        if node is hidden or isinstance(node, nodes.substitution_definition):
            continue
        for name in node["names"]:
            # An alternative that is shown may have the same.
            if document.ids.get(document.nameids.get(name, "")) is node:
                document.nameids.pop(name)
                document.nametypes.pop(name, None)
    for name, known in vars(document).items():
        # A substitution holds wherever it is defined.
        if name == "substitution_defs":
            continue
        if isinstance(known, list) and known is not document.children:
            known[:] = [each for each in known if id(each) not in inside]
        elif isinstance(known, dict) and known is not document.attributes:
            _forget_values(known, inside)


def _forget_values(known: dict[Any, Any], inside: AbstractSet[int]) -> None:
    for key, value in list(known.items()):
        if id(value) in inside:
            del known[key]
        elif isinstance(value, list) and any(id(each) in inside for each in value):
            value[:] = [each for each in value if id(each) not in inside]
            if not value:
                del known[key]


def conditions_of(env: BuildEnvironment) -> dict[str, dict[tuple[str, str], bool | str | None]]:
    """What was decided while each document was read: by docname, and by kind and expression of the condition."""
    conditions: dict[str, dict[tuple[str, str], bool | str | None]] = env.domaindata["dlms"]["conditions"]
    return conditions


def decided_otherwise(
    app: Sphinx, env: BuildEnvironment, _added: AbstractSet[str], _changed: AbstractSet[str], _removed: AbstractSet[str]
) -> list[str]:
    """The documents that show something else now: another tag, another value in ``conf.py``."""
    return sorted(
        docname
        for docname, decided in conditions_of(env).items()
        if docname in env.all_docs and any(shows(app, *each) != shown for each, shown in decided.items())
    )


def setup(app: Sphinx) -> None:
    """Register the transform, and have documents read again that would be decided otherwise."""
    app.add_transform(LeaveOutHidden)
    app.connect("env-get-outdated", decided_otherwise)
