"""Lead-ins and the lists that complete them, and where else the subject of a sentence may stand."""

from __future__ import annotations

import re

from docutils import nodes

from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.sphinx.reading.prose import prose, raw_prose
from sphinx_dlmsprofile.sphinx.reading.wordings import Raw, Wording, wording_of
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.latex import plain_formula
from sphinx_dlmsprofile.text.limits import limits
from sphinx_dlmsprofile.text.marks import LABEL, OPAQUE
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.sentences import sentence_spans
from sphinx_dlmsprofile.text.verbal_forms import verbal_forms

LEADS_IN = regex(r"[\w:,–—]$")
"""Continues in the list after it, with a colon or without: "The client shall", "The client shall either"."""

_FORM = r"\b(?:shall|should|may|can|cannot|need)(?:\s+not)?(?:\s+(?:also|always|never|only|therefore|then))?"
_WHEN = (
    r"(?:within|after|before|when|whenever|if|unless|until|upon|on|at|in|for|during|while|once|as|by|from|to|with"
    r"|without|under|per|every|each|(?:not|no)\s+(?:later|earlier|more|less)|immediately)\b"
)
_VERBS = r"(?:do|perform|execute|carry\s+out|take|observe|obey|follow|meet|fulfil|satisfy)"
_BARE = rf"(?:(?:,\s*{_WHEN}[^,:]*)+,?|\s+(?:within|after|before|during|for|at|every)\s+(?!.*\bfollowing\b)[^,:]*)?"
_FOLLOWING = (
    r"\s+(?:\w+\s+){0,4}?(?:(?:all|each|every\s+one)(?:\s+of)?(?:\s+the)?"
    rf"|{_VERBS}\s+the)\s+following(?:\s+\w+)??(?:,?\s+{_WHEN}[^:]*)?"
)
_UNFINISHED = regex(rf"{_FORM}(?:{_BARE}|{_FOLLOWING})\s*:?$", re.IGNORECASE)
"""A lead-in that each item completes: "The client shall:", "…, within 5 s:", "… do all of the following:"."""

_OR = regex(r"\bor[,;]?$")
_LISTS = (nodes.bullet_list, nodes.enumerated_list, nodes.definition_list, nodes.field_list)
_ITEMS = (nodes.list_item, nodes.definition_list_item, nodes.field)
_BODIES = (nodes.definition, nodes.field_body)


@frozen
class Item:
    """An item of a list that completes a lead-in: its body, the first block in it, and the term before it."""

    body: nodes.Element
    first: nodes.Element
    head: Wording

    @property
    def wording(self) -> Wording:
        """All that it says."""
        return self.head.followed_by(wording_of(self.body))


def items_behind(node: nodes.Element) -> list[Item]:
    """The items of the list that directly follows a block."""
    following = _behind(node)
    if isinstance(following, nodes.block_quote) and len(following.children) == 1:
        following = following.children[0]
    items = []
    for item in following.children if isinstance(following, _LISTS) else ():
        if not isinstance(item, _ITEMS):
            continue
        body: nodes.Element = next((child for child in item.children if isinstance(child, _BODIES)), item)
        first = body.children[0] if body.children else None
        if isinstance(first, nodes.Element):
            items.append(Item(body, first, _heads(item).named()))
    return items


def formula_behind(node: nodes.Element) -> Wording:
    """The formula that directly follows a block."""
    following = _behind(node)
    return Wording(OPAQUE, plain_formula(following.astext())) if isinstance(following, nodes.math_block) else Wording()


def _behind(node: nodes.Element) -> nodes.Node | None:
    siblings = node.parent.children[node.parent.index(node) + 1 :]
    return next((each for each in siblings if not isinstance(each, nodes.Invisible)), None)


def completes(items: list[Item], lead_in: Wording, given: str) -> bool:
    """Whether each item is a provision: the lead-in is not finished, or their author has given them identifiers.

    ``given`` is the identifier of the lead-in.
    """
    if any(_OR.search(prose(item.body)) for item in items[:-1]):
        return False  # one of them is enough
    is_labelled = any(LABEL in raw_prose(item.first) for item in items if isinstance(item.first, nodes.TextElement))
    return is_labelled or (not given and _UNFINISHED.search(lead_in.plain) is not None)


def subject_of(node: nodes.Element, kind: TextKind) -> Wording | None:
    """What a text that begins with its verb is about: the head of its row or item, or what is before its list."""
    named = named_by(node, kind)
    if named is not None:
        return named.named() if named.plain else None
    before = _before_list(node)
    return before if before.plain.endswith(":") else None


def conditions_over(node: nodes.Element) -> list[Wording]:
    """What limits all that is said in a list, by its lead-in, which says nothing else; of lists in lists, each."""
    conditions: list[Wording] = []
    item = node.parent
    while isinstance(item, nodes.Element) and not isinstance(item, nodes.section):
        if isinstance(item, _ITEMS):
            lead_in = _last_sentence(_paragraph_before(item.parent))
            if limits(lead_in.plain) and not verbal_forms(lead_in.plain):
                conditions.append(lead_in)
        item = item.parent
    return conditions[::-1]


def named_by(node: nodes.Element, kind: TextKind) -> Wording | None:
    """The first cell of its row, the term that it defines, or the name of its field; None for other texts."""
    if kind is TextKind.CELL:
        entry = node.parent
        while not isinstance(entry, nodes.entry):
            entry = entry.parent
        first = entry.parent.children[0]
        return Wording() if first is entry else wording_of(first)
    return _heads(node.parent.parent) if isinstance(node.parent, _BODIES) else None


def _heads(item: nodes.Element) -> Wording:
    """The terms of an item of a definition list, or the name of a field."""
    heads = [child for child in item.children if isinstance(child, (nodes.term, nodes.field_name))]
    return Wording().followed_by(*map(wording_of, heads))


def _before_list(node: nodes.Element) -> Wording:
    """The paragraph before the list in which a block begins an item."""
    item = node.parent
    if not isinstance(item, nodes.list_item) or item.index(node):
        return Wording()
    before = _paragraph_before(item.parent)
    return wording_of(before) if before else Wording()


def _paragraph_before(listed: nodes.Element) -> nodes.paragraph | None:
    """The paragraph directly before a list; one that is indented in MyST or rST is the same."""
    block = listed.parent if isinstance(listed.parent, nodes.block_quote) and len(listed.parent) == 1 else listed
    place = block.parent.index(block)
    before = block.parent.children[place - 1] if place else None
    return before if isinstance(before, nodes.paragraph) else None


def _last_sentence(paragraph: nodes.paragraph | None) -> Wording:
    if paragraph is None:
        return Wording()
    raw = raw_prose(paragraph)
    spans = sentence_spans(raw)
    return Raw(paragraph, raw).wording(*spans[-1]) if spans else Wording()
