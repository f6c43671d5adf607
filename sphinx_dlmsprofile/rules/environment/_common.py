"""What the text of Clause 4 says about entities and interfaces: which it names, and which it calls implementing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.environment import Entity, Interface
from sphinx_dlmsprofile.model.prose import TextKind
from sphinx_dlmsprofile.text.marks import OPAQUE
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dlmsprofile.model.environment import Architecture
    from sphinx_dlmsprofile.model.prose import TextBlock

_NO_TEXT = {TextKind.FIGURE, TextKind.CAPTION}
_SENTENCE = regex(r"(?<=[.;!?])\s+(?=[A-Z0-9])")
_IMPLEMENT = regex(r"\bimplement(?:s|ed|ing)?\b", re.IGNORECASE)
_DENIED = regex(
    r"\b(?:not?|nor|neither|never|none|nothing|without|outside|except|exclud\w+|cannot|unless|if|where|instead|rather|other)\b",
    re.IGNORECASE,
)
_ASIDE = regex(
    r"\([^()]*\)|,\s*(?:which|who|that|connected|also|via|through|e\.g\.|for example|such as)\b[^,]*(?:,|$)",
    re.IGNORECASE,
)
_CUT = regex(
    r"\b(?:which|that|who|via|through|towards?|to|from|between|behind|connected|attached|with|for|of|hosts?|in)\b",
    re.IGNORECASE,
)
_BY = regex(r"^\s*(?:only\s+)?(?:by|on|at|over|across|in)\s+(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_LISTED = regex(
    r"\b(?:entit(?:y|ies)|interfaces?|devices?)\s+(?:that\s+|which\s+)?implement(?:s|ing)?\b[^:]*?(?:\bare\b|\bis\b|:)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ID = r"[A-Z][A-Z0-9]{0,2}(?!\w)"
_INTERFACES = regex(rf"\b[Ii]nterfaces?\s+({_ID}(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|or)\s+){_ID})*)")
_ALL = {
    Entity: regex(r"\b(?:all|each|every)\b(?:\W+\w+){0,5}?\W+entit(?:y|ies)\b", re.IGNORECASE),
    Interface: regex(r"\b(?:all|each|every)\b(?:\W+\w+){0,5}?\W+interfaces?\b", re.IGNORECASE),
}
_HIDDEN_NAME = regex(rf"\binterfaces?\W*{OPAQUE}", re.IGNORECASE)


def running(texts: Iterable[TextBlock]) -> list[TextBlock]:
    """The blocks that are text: no figures and captions."""
    return [block for block in texts if block.kind not in _NO_TEXT]


def names_entity(text: str, entity: Entity) -> bool:
    """Whether a text names an entity, by name or abbreviation."""
    return _entity_pattern(entity).search(text.replace("eighborhood", "eighbourhood")) is not None


def names_all(text: str, kind: type[Entity | Interface]) -> bool:
    """Whether a text speaks of all entities, or of all interfaces, without their names."""
    return _ALL[kind].search(text) is not None


def names_interface(text: str, interface: Interface) -> bool:
    """Whether a text names an interface; one whose name is in a literal counts as any."""
    return _id_pattern(interface.id).search(text) is not None or _HIDDEN_NAME.search(text) is not None


@lru_cache(maxsize=256)
def _entity_pattern(entity: Entity) -> re.Pattern[str]:
    words = r"[\s\-\u2010\u2011]*".join(map(re.escape, re.split(r"[\s-]+", entity.name.strip())))
    name = rf"(?i:{words}s?)" if words else r"(?!)"
    return re.compile(rf"(?<!\w)(?:{name}|{re.escape(entity.id)}s?)(?!\w)")


@lru_cache(maxsize=256)
def _id_pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.]){re.escape(name)}(?![\w])")


def implementing(
    blocks: Iterable[TextBlock], architecture: Architecture
) -> Iterator[tuple[TextBlock, Entity | Interface]]:
    """The entities and interfaces that a sentence calls implementing the profile, with the block it stands in.

    Only plain statements count: "the MED and the NNAP implement …", "… is implemented by the MED",
    "… on the interfaces C and L". A list below "Three entities implement …:" is not taken apart.
    """
    row = ""
    for block in blocks:
        if not block.column:
            row = block.text if block.column == 0 else ""
        for written in _SENTENCE.split(block.text):
            sentence, verb = written, _IMPLEMENT.search(written)
            if row and verb and verb.start() == 0:
                # A cell goes on with what its row is about.
                sentence = f"{row} {written}"
                verb = _IMPLEMENT.search(sentence)
            if verb is None or _DENIED.search(sentence):
                continue
            for part in _subjects(sentence, verb):
                yield from ((block, entity) for entity in architecture.entities if names_entity(part, entity))
                yield from ((block, interface) for interface in architecture.interfaces if _is_called(part, interface))


def _subjects(sentence: str, verb: re.Match[str]) -> Iterator[str]:
    """The parts of a sentence that say who implements."""
    before = _ASIDE.sub(" ", sentence[: verb.start()])
    after = _ASIDE.sub(" ", sentence[verb.end() :])
    if listed := _LISTED.search(_ASIDE.sub(" ", sentence)):
        yield _CUT.split(listed["rest"])[0]
        return
    passive = verb[0].casefold() == "implemented"
    if not passive and verb[0].casefold() != "implementing" and not _CUT.search(before):
        yield before
    if passive and (agent := _BY.match(after)):
        yield _CUT.split(agent["rest"])[0]


def _is_called(text: str, interface: Interface) -> bool:
    """Whether a text calls an interface by the word: "interface C", "the interfaces C, L and N", "the C interface"."""
    known = _id_pattern(interface.id)
    if any(known.search(match[1]) for match in _INTERFACES.finditer(text)):
        return True
    return re.search(rf"(?<!\w){re.escape(interface.id)}[\s-]interfaces?\b", text) is not None
