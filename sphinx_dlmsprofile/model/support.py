"""What support a profile demands of an item: M, O, X, a choice, or one of these under conditions.

A cell of a table, an option and an argument of a command are read alike::

    support   = demand *( ";" demand ) [ ( ";" | "," ) ( "otherwise" | "else" ) symbol ]
    demand    = [ "C" [ ":" ] ] symbol [ ( "if" | "when" | "where" | "unless" ) condition ]
    symbol    = "M" | "O" | "X" | "O." number [ ":" choice ] | "mandatory" | "optional" | "excluded" | …
    choice    = ( "at least" | "at most" | "exactly" ) number [ "of" … ]
    condition = names and "statements", joined by "and", "or", commas, "not", parentheses

The letters are those of ISO/IEC 9646-7. Where no demand holds, nothing is asked of what is mandatory or excluded under
a condition, and what is optional under a condition is excluded.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.support_reader import SupportError, SupportReader, is_code
from sphinx_dlmsprofile.model.support_terms import Case, Choice, Condition, Operator, Symbol
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.patterns import regex

__all__ = ["Support", "is_code", "read_support", "support_fault"]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WORD = regex(
    r"(?i)(mandatory|required|optional|excluded|prohibited|not (?:used|supported|allowed|permitted|available))\b(.*)",
)
_PREPOSITION = regex(r"(?:for|over|in|with|within|without|to|at|on|by|from|during)\b")
"""What a remark begins with that was written after a word: "mandatory for push"."""
_SYMBOLS = {"mandatory": Symbol.MANDATORY, "required": Symbol.MANDATORY, "optional": Symbol.OPTIONAL}


@frozen(kw_only=True)
class Support:
    """What is demanded: the first of the ``cases`` whose condition holds; ``choice`` where optional items are tied."""

    cases: tuple[Case, ...]
    choice: Choice | None = None

    @property
    def symbol(self) -> str:
        """M, O, X, O.n, or C where it depends on something."""
        if self.cases[0].condition:
            return "C"
        return self._letter(self.cases[0].symbol)

    def _letter(self, symbol: Symbol) -> str:
        return f"O.{self.choice.number}" if self.choice and symbol is Symbol.OPTIONAL else symbol.value

    def _printed(self, symbol: Symbol) -> str:
        bounds = f": {self.choice.bounds}" if self.choice and self.choice.is_stated else ""
        return self._letter(symbol) + (bounds if symbol is Symbol.OPTIONAL else "")

    @property
    def otherwise(self) -> Symbol:
        """What is demanded where no condition holds."""
        last = self.cases[-1]
        if last.condition is None:
            return last.symbol
        permitted = any(case.symbol is Symbol.OPTIONAL for case in self.cases)
        return Symbol.EXCLUDED if permitted else Symbol.OPTIONAL

    @property
    def conditions(self) -> Iterator[Condition]:
        """The conditions of its cases."""
        return (case.condition for case in self.cases if case.condition)

    def demanded(self, answer: Callable[[Condition], bool | None]) -> Symbol | None:
        """What is demanded by the answers to names and statements; None where these leave it open."""
        for case in self.cases:
            holds = case.condition is None or case.condition.holds(answer)
            if holds is None:
                return None
            if holds:
                return case.symbol
        return self.otherwise

    @property
    def printed(self) -> str:
        """As a table prints it: "M", "O.1", "C: M if …; otherwise O"."""
        parts = []
        for index, case in enumerate(self.cases):
            if case.condition:
                parts.append(f"{self._printed(case.symbol)} if {case.condition}")
            else:
                parts.append(f"otherwise {self._printed(case.symbol)}" if index else self._printed(case.symbol))
        text = "; ".join(parts)
        return f"C: {text}" if self.symbol == "C" else text

    @property
    def words(self) -> str:
        """As a sentence explains it."""
        parts = []
        for index, case in enumerate(self.cases):
            word = self._word(case.symbol)
            if case.condition:
                is_remark = _PREPOSITION.match(case.condition.name) is not None
                parts.append(f"{word} {'' if is_remark else 'if '}{case.condition.words}")
            else:
                parts.append(f"otherwise {word}" if index else word)
        if self.cases[-1].condition:
            parts.append(f"otherwise {self._word(self.otherwise)}")
        return "; ".join(parts)

    def _word(self, symbol: Symbol) -> str:
        if self.choice and symbol is Symbol.OPTIONAL:
            return f"a choice, {self.choice.words}"
        return symbol.words


@lru_cache(maxsize=4096)
def read_support(text: str) -> Support | None:
    """The demand that a text states; None where it states none that can be read.

    A text that begins with a word and goes on as prose demands what the word says: "optional, not over TCP".
    What is mandatory by such a text is so under a condition: "mandatory for push".
    """
    try:
        return _read(" ".join(text.split()))
    except SupportError:
        return None


def support_fault(text: str) -> str:
    """What is wrong with a text that is written as a demand, and what to write; empty where nothing is."""
    try:
        _read(" ".join(text.split()))
    except SupportError as error:
        return str(error)
    return ""


def _read(text: str) -> Support | None:
    if is_code(text):
        return _support(text)
    match = _WORD.fullmatch(text)
    if match is None:
        return None
    try:
        return _support(text)
    except SupportError:
        symbol = _SYMBOLS.get(match[1].casefold(), Symbol.EXCLUDED)
        rest = match[2].strip(" ,;:")
        if symbol is Symbol.OPTIONAL or not rest:
            return Support(cases=(Case(symbol=symbol),))
        return Support(cases=(Case(symbol=symbol, condition=Condition(operator=Operator.STATEMENT, name=rest)),))


def _support(text: str) -> Support:
    cases, choice = SupportReader(text).read()
    return Support(cases=cases, choice=choice)
