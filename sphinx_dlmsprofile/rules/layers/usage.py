"""The use of lower-layer standards (IEC TS 62056-1-1, 5.1): chosen, left out, restricted, extended, modified."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.clause_texts import together
from sphinx_dlmsprofile.analysis.listed_layers import roles_named, words
from sphinx_dlmsprofile.analysis.reference_use import is_same, references
from sphinx_dlmsprofile.analysis.stacks import lower_layers, place_in, texts_of
from sphinx_dlmsprofile.model.layers import LayerStack
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.model.usage import StandardUsage
from sphinx_dlmsprofile.rules.rule import ERROR, WARNING, Fault, rule
from sphinx_dlmsprofile.text.citations import read_designations
from sphinx_dlmsprofile.text.names import fold
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.layers import Layer
    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.prose import TextBlock

_CLAUSE = "5.1"
_ANSWERS = ("selected", "unused", "restricted", "addressing")
_ADVICE = "options selected, parts not used, restrictions or addressing"
_TELLING = regex(
    r"\b(?:options?|optional\w*|mandatory|select\w*|choi?ces?|choose\w*|chosen|(?:not|un)[ -]?used|not applicable"
    r"|(?:not|un)[ -]?supported|exclud\w*|omit\w*|left out|leaves? out|restrict\w*|limit\w*|constrain\w*|address\w*"
    r"|shall|should|only|without|modes?|parameters?|values?|maximum|minimum|defaults?|unchanged|in full|entirety"
    r"|completely)\b",
    re.IGNORECASE,
)
"""What a text on the use of a standard speaks of."""

_OF_STANDARDS = regex(
    r"\b(?:standards?|specifications?|MAC|PHY|LLC|channels?|bands?|frames?|modes?|options?|features?|stations?|devices?"
    r"|meters?|nodes?|headers?|radio|modulation|protocols?|lower layers?|(?:sub)?clauses?|parameters?|profile"
    r"|technology|networks?|transmission|topolog\w+|rates?)\b|\bIEEE\b|\bITU|\bRFC\b",
    re.IGNORECASE,
)
"""What is selected, left out or restricted in a standard."""

_ALL = regex(
    r"\b(?:lower layers?|(?:lower-layer |communication |referenced )?standards|all (?:the )?layers|both layers)\b"
    r"[^.\n]{0,80}\b(?:as (?:it is|they are)|in full|unmodified|unchanged|in (?:their|its) entirety|completely"
    r"|without (?:any )?(?:modif|restrict|chang|exten)\w*|all (?:their )?options)",
    re.IGNORECASE,
)
"""All lower layers are used as their standards specify them."""


def _usages(project: Project) -> tuple[StandardUsage, ...]:
    return project.of(StandardUsage)


@rule("usage-missing", "5.1", WARNING)
def usage_missing(project: Project) -> Iterator[Fault]:
    """5.1 does not say how a lower-layer standard is used.

    Standards leave choices. Two implementations work together only if the profile says which options it
    takes, what it leaves out, what it restricts and how it addresses. The directive
    ``standard-usage`` says it; so does text of 5.1 about the standard, or about its layer.
    Adaptation layers are specified in 5.4 and not asked for here.

    Given (in 5.2)::

        .. layer-stack:: The communication profile

           layers:
             phy: {role: physical, name: Physical layer, standard: IEEE 802.11ah}
           profiles:
             General profile: {kind: general, stack: [ap, al, phy]}

    Bad (in 5.1)::

        The radio is that of IEEE 802.11ah.

    Good (in 5.1)::

        .. standard-usage:: IEEE 802.11ah

           selected: [Channels of 1 MHz and 2 MHz]
           unused: [Relays]
    """
    place = place_in(project, _CLAUSE)
    if place is None:
        return
    standards = [each for each in _standards(project) if not any(map(each.is_answered_by, _usages(project)))]
    texts = [block.text for block in _written(project)]
    if any(map(_ALL.search, texts)):
        return
    if not any(together(text, _TELLING, _OF_STANDARDS) for text in texts):
        texts = []
    silent = [each for each in standards if not any(map(each.is_named_in, texts))]
    if texts and len(silent) == 1 and len(_standards(project)) == 1:
        return  # There is one standard, and the text cannot speak of another.
    for each in silent:
        message = f'5.1 does not say how "{each.designation}" is used'
        yield Fault(place, f"{message}: add the directive standard-usage with {_ADVICE}")


def _written(project: Project) -> Iterator[TextBlock]:
    """The text of 5.1, without that of directives that do not answer: their captions name the standard too."""
    silent = [usage for usage in _usages(project) if not any(map(usage.use, _ANSWERS))]
    spans = [
        range(usage.at.line, 1 + max([usage.at.line, *(each.at.line for use in usage.uses for each in use.texts)]))
        for usage in silent
    ]
    sources = [usage.at.source for usage in silent]
    for block in texts_of(project, _CLAUSE):
        places = zip(sources, spans, strict=True)
        inside = any(block.at.source == source and block.at.line in span for source, span in places)
        if not inside and block.kind not in {TextKind.TITLE, TextKind.FIGURE}:
            yield block


class _Standard:
    """A lower-layer standard with the layers that it specifies."""

    def __init__(self, designation: str, layers: list[Layer]) -> None:
        self.designation = designation
        self.layers = layers
        self.known = read_designations(designation)

    def is_answered_by(self, usage: StandardUsage) -> bool:
        """Whether a directive says how it is used; one that could not be read may."""
        if not usage.designation.value:
            return True
        if not is_same(self.designation, usage.designation.value):
            return False
        return usage.unread or any(usage.use(key) for key in _ANSWERS)

    def is_named_in(self, text: str) -> bool:
        """Whether a text speaks of it: by designation, with or without publisher, or by the name of a layer."""
        cited = read_designations(text)
        if any(one.is_covered_by(other) or other.is_covered_by(one) for one in self.known for other in cited):
            return True
        if fold(self.designation) in fold(text):
            return True
        if any(re.search(rf"(?<![\w.]){re.escape(one.number)}(?![\w-])", text) for one in self.known):
            return True
        found = words(text)
        return any(_is_spoken_of(layer, text, found) for layer in self.layers)


def _is_spoken_of(layer: Layer, text: str, found: frozenset[str]) -> bool:
    name = words(layer.name)
    return (bool(name) and name <= found) or layer.role in roles_named(text)


def _standards(project: Project) -> list[_Standard]:
    return project.memo(_find_standards)


def _find_standards(project: Project) -> list[_Standard]:
    """The standards of lower layers that are not adaptation layers, each once, in the order of the layers."""
    found: dict[object, tuple[str, list[Layer]]] = {}
    for layer in lower_layers(project):
        if layer.standard is None or not layer.standard.value.strip() or layer.role == "adaptation":
            continue
        written = layer.standard.value
        pairs: list[tuple[object, str]] = [(one.lineage, one.name) for one in read_designations(written)]
        pairs = pairs or [(fold(written), written)]
        for key, designation in pairs:
            found.setdefault(key, (designation, []))[1].append(layer)
    return [_Standard(designation, layers) for designation, layers in found.values()]


@rule("usage-modification", "5.1", ERROR)
def usage_modification(project: Project) -> Iterator[Fault]:
    """A lower-layer standard is modified.

    An implementation of the standard would not be one of the profile, and vice versa. What
    cannot be avoided needs a waiver that says why, place by place.

    Bad::

        .. standard-usage:: IEEE 802.11ah

           modified: [The length field counts bits]

    Good::

        .. standard-usage:: IEEE 802.11ah

           restricted: [Frames of more than 511 octets are not sent]
    """
    yield from _departures(project, "modified", "modifies", "use the standard as it is, or waive this with the reason")


@rule("usage-extension", "5.1", WARNING)
def usage_extension(project: Project) -> Iterator[Fault]:
    """A lower-layer standard is extended.

    What one profile adds to a standard does not exist for the other users of the standard; it belongs
    in the standard itself.

    Bad::

        .. standard-usage:: IEEE 802.11ah

           extended: [A frame type for time synchronization]

    Good::

        .. standard-usage:: IEEE 802.11ah

           selected: [The timing synchronization function]
    """
    yield from _departures(project, "extended", "extends", "leave it out, or waive this with the reason")


def _departures(project: Project, key: str, verb: str, advice: str) -> Iterator[Fault]:
    for usage in _usages(project):
        use = usage.use(key)
        if use is None or use.says_none:
            continue
        for headed in use.texts:
            yield Fault(headed.at, f'the profile {verb} "{usage.designation}": {advice}')


@rule("usage-standard-unlisted", "5.1, 2", ERROR)
def usage_standard_unlisted(project: Project) -> Iterator[Fault]:
    """5.1 gives the use of a standard that is neither listed in Clause 2 nor on the stack.

    What a profile uses is a provision of the profile, and its readers need to know the document. A
    dated designation and an undated one are the same here.

    Given (in 5.2)::

        .. layer-stack:: The communication profile

           layers:
             phy: {role: physical, name: Physical layer, standard: IEEE 802.11ah}
           profiles:
             General profile: {kind: general, stack: [ap, al, phy]}

    Bad (in 5.1)::

        .. standard-usage:: IEEE 802.15.4

           selected: [Channels of 2 MHz]

    Good (in 5.1)::

        .. standard-usage:: IEEE 802.11ah

           selected: [Channels of 2 MHz]
    """
    known = references(project)
    if known.unread or any(stack.unread for stack in project.of(LayerStack)):
        return
    on_stacks = [layer.standard.value for layer in lower_layers(project) if layer.standard]
    if known.home is None and not on_stacks:
        return  # There is neither to be in.
    for usage in _usages(project):
        written = usage.designation.value
        if not written or any(is_same(written, other) for other in on_stacks):
            continue
        found = read_designations(written)
        if any(map(known.lists, found)) or any(is_same(written, entry.designation.value) for entry in known.normative):
            continue
        if not found and any(fold(written) in fold(block.text) for block in texts_of(project, "2")):
            continue
        message = f'"{written}" is neither in Clause 2 nor on the layer stack'
        yield Fault(usage.designation.at, f"{message}: list it, name it on the stack, or correct the designation")
