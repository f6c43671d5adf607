"""Definitions of types as the Blue Book writes them, "list ::= array entry", as the bodies of directives have them."""

from __future__ import annotations

from typing import Any

from sphinx_dlmsprofile.model.cosem import ARRAYS
from sphinx_dlmsprofile.text.patterns import regex

_TOKEN = regex(r"::=|[{},:]|\([^()]*\)|[^\s{},:()]+")
_ORDERED = frozenset({"structure", "choice"})


class DefinitionError(ValueError):
    """The text is not a definition of types."""


def read_types(text: str, name: str) -> Any:
    """The type that is called ``name``, with those in it that are defined beside it.

    Raises:
        DefinitionError: it is not written in this form.
    """
    tokens = _TOKEN.findall(text)
    starts = [place for place, sign in enumerate(tokens[1:]) if sign == "::="]
    if not starts or starts[0] != 0:
        raise DefinitionError(text)
    texts = {tokens[start]: tokens[start + 2 : end] for start, end in zip(starts, [*starts[1:], None], strict=True)}
    if name not in texts:
        raise DefinitionError(text)
    return _Reader(texts).defined(name, ())


class _Reader:
    def __init__(self, texts: dict[str, list[str]]) -> None:
        self._texts = texts

    def defined(self, name: str, around: tuple[str, ...]) -> Any:
        """A type by its name."""
        if name in around:
            raise DefinitionError(name)
        left = list(self._texts[name])
        found = self._read(left, name, (*around, name))
        if left:
            raise DefinitionError(" ".join(left))
        return found

    def _read(self, tokens: list[str], name: str, around: tuple[str, ...]) -> Any:
        kind = _next(tokens)
        if kind.casefold() in ARRAYS:
            entry = _next(tokens)
            if entry not in self._texts:
                return {kind: entry}
            inner = self.defined(entry, around)
            return {kind: inner if entry == f"{name}_element" else {entry: inner}}
        if not tokens or tokens[0] != "{":
            return self.defined(kind, around) if kind in self._texts else kind
        tokens.pop(0)
        return self._elements(kind, tokens, around)

    def _elements(self, kind: str, tokens: list[str], around: tuple[str, ...]) -> Any:
        parts: list[dict[str, Any]] = []
        values: dict[str, str] = {}
        while tokens and tokens[0] != "}":
            if tokens[0].startswith("("):
                value = tokens.pop(0).strip("() ")
                words = []
                while tokens and tokens[0] not in {",", "}"}:
                    words.append(tokens.pop(0))
                values[value] = " ".join(words)
            else:
                label = _next(tokens)
                if _next(tokens) != ":":
                    raise DefinitionError(label)
                found = self._read(tokens, label, around)
                is_valued = isinstance(found, dict) and "values" in found
                parts.append({"name": label, **(found if is_valued else {"type": found})})
            if tokens and tokens[0] == ",":
                tokens.pop(0)
        if _next(tokens) != "}" or not (parts or values) or (parts and kind.casefold() not in _ORDERED):
            raise DefinitionError(kind)
        return {kind: parts} if parts else {"type": kind, "values": values}


def _next(tokens: list[str]) -> str:
    if not tokens:
        raise DefinitionError
    return tokens.pop(0)
