"""What support a profile demands of an item: M, O, X, a choice, or one of these under conditions.

A cell of a table, an option and an argument of a command are read alike::

    support   = [ "C" number ":" ] demand *( ";" demand ) [ ( ";" | "," ) ( "otherwise" | "else" ) symbol ] [ remark ]
    demand    = [ "C" [ ":" ] ] symbol [ ( "if" | "when" | "where" | "unless" ) condition ]
    symbol    = "M" | "O" | "X" | "N/A" | "I" | "O." number [ ":" choice ] | "mandatory" | "optional" | "excluded" | …
    choice    = ( "at least" | "at most" | "exactly" | … ) number [ "of" … ]
    condition = names and "statements", joined by "and", "or", commas, "not", parentheses
    remark    = the mark of a footnote, or a note in parentheses

The letters are those of ISO/IEC 9646-7. Where no demand holds, nothing is asked of what is mandatory or excluded under
a condition, and what is optional under a condition is excluded. ``support_spelling.py`` has the other spellings that
are read: small letters, "IF … THEN … ELSE …", words.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.support_reader import SupportError, SupportReader
from sphinx_dlmsprofile.model.support_spelling import (
    is_code,
    is_open,
    is_predicated,
    is_to_answer,
    label_of,
    spelled,
    word_of,
)
from sphinx_dlmsprofile.model.support_terms import Case, Choice, Condition, Operator, Symbol, is_sentence
from sphinx_dlmsprofile.text.frozen import frozen
from sphinx_dlmsprofile.text.patterns import regex

__all__ = [
    "Support",
    "is_code",
    "is_predicated",
    "is_to_answer",
    "label_of",
    "read_support",
    "support_fault",
    "unread_support",
]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PREPOSITION = regex(
    r"(?i)(?:for|over|in|with|within|without|to|at|on|by|from|during|except|unless|between|towards|via|per|using|under"
    r"|after|before|as|only)\b"
)
"""What a remark begins with that was written after a word: "mandatory for push"."""
_SIGN = regex(r"[*†‡§]+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+")
_MARK = regex(r"[*†‡§]+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[.*\]_?|\w{1,2}\)")
_BRACKETS = str.maketrans("()", "[]")
_OPEN = 'it does not say which holds: write one of them, or "C: M if …; otherwise O"'
_ADVICE = "write M, O, X, N/A, O.1, or C: M if …"


@frozen(kw_only=True)
class Support:
    """What is demanded: the first of the ``cases`` whose condition holds; ``choice`` where optional items are tied.

    ``label`` is the number by which others refer to its condition, "C1"; ``remark`` what is written beside it.
    """

    cases: tuple[Case, ...]
    choice: Choice | None = None
    label: str = ""
    remark: str = ""

    @property
    def symbol(self) -> str:
        """M, O, X, N/A, I, O.n, or C where it depends on something."""
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
        if self.label:
            text = f"{self.label}: {text}"
        elif self.symbol == "C":
            text = f"C: {text}"
        return self.with_remark(text)

    def with_remark(self, text: str) -> str:
        """A text with what is written beside the demand."""
        if not self.remark:
            return text
        if _SIGN.fullmatch(self.remark):
            return f"{text}{self.remark}"
        if _MARK.fullmatch(self.remark):
            return f"{text} {self.remark}"
        # Parentheses in parentheses are brackets.
        return f"{text} ({self.remark.translate(_BRACKETS)})"

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
        text = "; ".join(parts)
        return f"{text} ({self.remark})" if self.remark and not _MARK.fullmatch(self.remark) else text

    def with_statements(self) -> Support:
        """Itself, with what says something of its own in the place of a name as a statement."""
        cases = tuple(
            replace(case, condition=_stated(case.condition)) if case.condition else case for case in self.cases
        )
        return replace(self, cases=cases)

    def _word(self, symbol: Symbol) -> str:
        if self.choice and symbol is Symbol.OPTIONAL:
            return f"a choice, {self.choice.words}"
        return symbol.words


def _stated(condition: Condition) -> Condition:
    if condition.operator is Operator.NAME and is_sentence(condition.name):
        return replace(condition, operator=Operator.STATEMENT)
    return replace(condition, parts=tuple(map(_stated, condition.parts)))


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
    if label_of(text):
        return ""
    try:
        _read(" ".join(text.split()))
    except SupportError as error:
        return str(error)
    return ""


def unread_support(text: str) -> str:
    """Why a text that stands where a demand has to be is none, and what to write; empty where it is one.

    The number of a condition is one: that it is explained somewhere is another matter.
    """
    if read_support(text) or label_of(text):
        return ""
    if is_to_answer(text):
        return "it has room for an answer, and demands nothing: write M, O or X"
    if is_open(text):
        return _OPEN
    return support_fault(text) or _ADVICE


def _read(text: str) -> Support | None:
    spelling = None if is_to_answer(text) else spelled(text)
    if spelling is None:
        return None
    if is_open(spelling.text):
        raise SupportError(_OPEN)
    if not spelling.is_prose:
        return _support(spelling.text, spelling.label, spelling.remark)
    try:
        support = _support(spelling.text, "", spelling.remark)
    except SupportError:
        return _prose(spelling.text, spelling.remark)
    return support.with_statements()


def _prose(text: str, remark: str) -> Support:
    """A word and what follows it as prose, which is a condition where it is not optional."""
    letter, _, rest = text.partition(" ")
    rest = (letter[1:] + " " + rest).rstrip("(").strip(" ,;:–—-")
    symbol = next((each for each in Symbol if each.value == letter.strip(",;:")), None)
    if symbol is None:
        message = 'C has no condition that can be read: write "C: M if …", with a statement in quotation marks'
        raise SupportError(message)
    if symbol in {Symbol.MANDATORY, Symbol.EXCLUDED} and (further := word_of(rest)):
        if not further == symbol.value == "M":
            message = f'"{rest}" is a demand, too: write one of both'
            raise SupportError(message)
        rest = ""  # "mandatory: yes"
    if symbol in {Symbol.MANDATORY, Symbol.EXCLUDED} and rest:
        condition = Condition(operator=Operator.STATEMENT, name=rest)
        return Support(cases=(Case(symbol=symbol, condition=condition),), remark=remark)
    return Support(cases=(Case(symbol=symbol),), remark="; ".join(filter(None, (remark, rest))))


def _support(text: str, label: str, remark: str) -> Support:
    cases, choice = SupportReader(text).read()
    return Support(cases=cases, choice=choice, label=label, remark=remark)
