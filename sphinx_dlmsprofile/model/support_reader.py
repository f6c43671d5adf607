"""The grammar of conformance language, read word by word; ``support.py`` shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from sphinx_dlmsprofile.model.support_bounds import read_bounds
from sphinx_dlmsprofile.model.support_terms import JOINTS, Case, Choice, Condition, Operator, Symbol
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEPEST = 50
"""Parentheses in each other; who writes more makes a slip, and Python would give up at some number."""

_TOKEN = regex(
    r"\s*(?:(?P<quoted>\"[^\"]*\"|'[^']*'(?!\w)|“[^”]*”)|(?P<sign>[();:,])(?!\d)|(?P<word>[^\s();,\"“]*[^\s();,:\"“]))"
)
_LOGICAL = {"&": "and", "&&": "and", "∧": "and", "|": "or", "||": "or", "∨": "or", "!": "not", "¬": "not"}
_CHOICE = regex(r"(?i)O\.?<?(\d{1,3})>?")
_SYMBOLS = {
    **{symbol.value.casefold(): symbol for symbol in Symbol},
    "mandatory": Symbol.MANDATORY,
    "required": Symbol.MANDATORY,
    "optional": Symbol.OPTIONAL,
    "excluded": Symbol.EXCLUDED,
    "prohibited": Symbol.EXCLUDED,
}
_NOT = ("used", "supported", "allowed", "permitted", "available")
_SUPPORTED = regex(
    r"(?i)(.*?\S)\s+(?:(?:is|are)\s+(?P<denied>not\s+)?)?(?:supported|implemented|claimed|available|provided)"
    r"|(?P<for>(?:the\s+)?support\s+(?:for|of)\s+)(?P<what>.*\S?)"
)
"""A name with the words that make a condition of it, which every name in a condition is understood with."""
_DECLARED = regex(r"(?i)(?<!\s)\s+(?:model\s+)?(?:is|has been|have been)\s+(?:declared|claimed|required|provided)$")
_IF, _UNLESS = ("if", "when", "where"), ("unless",)
_OTHERWISE = ("otherwise", "else")
_LONGEST = 2000
"""Characters of a demand; what is longer is not a condition that anybody reads."""
_EXAMPLE = 'write M, O, X, O.1, or C: M if …, as "C: M if security suite 1 or 2; otherwise O"'


class SupportError(ValueError):
    """A text that begins as a demand and cannot be read; the message says what to write instead."""


class SupportReader:
    """Reads one demand."""

    def __init__(self, text: str) -> None:
        if len(text) > _LONGEST:
            self._fail(f"it has more than {_LONGEST} characters")
        self._tokens = list(_tokens(text))
        self._at = 0
        self._before = ""

    def read(self) -> tuple[tuple[Case, ...], Choice | None]:
        """The cases in their order, and the choice that optional items are tied by."""
        cases: list[Case] = []
        choice: Choice | None = None
        while True:
            is_last = self._take(*_OTHERWISE)
            case, found = self._demand()
            if is_last and (case.condition or not cases):
                self._fail('"otherwise" comes after a demand, and has no condition')
            choice = found or choice
            cases.append(case)
            if self._at == len(self._tokens):
                return self._judged(cases), choice
            joined = self._take(";", ",")
            if is_last or not (joined or self._peek() in _OTHERWISE) or self._at == len(self._tokens):
                self._fail(f'"{self._rest()}" is not understood')

    def _judged(self, cases: list[Case]) -> tuple[Case, ...]:
        if any(case.condition is None for case in cases[:-1]):
            self._fail("what follows a demand without a condition never holds")
        return tuple(cases)

    def _demand(self) -> tuple[Case, Choice | None]:
        is_conditional = self._take("C", "conditional")
        if is_conditional:
            self._take(":", ",")
        symbol, choice = self._symbol(may_lack=is_conditional)
        condition = self._condition_after()
        if condition is None and is_conditional:
            if self._at == len(self._tokens):
                self._fail("C has no condition")
            condition = self._any(0)
        return Case(symbol=symbol, condition=condition), choice

    def _symbol(self, *, may_lack: bool) -> tuple[Symbol, Choice | None]:
        word = self._peek()
        if match := _CHOICE.fullmatch(word):
            self._at += 1
            return Symbol.OPTIONAL, self._choice(int(match[1]))
        if word == "not" and self._peek(1).casefold() in _NOT:
            self._at += 2
            return Symbol.EXCLUDED, None
        symbol = _SYMBOLS.get(word.casefold())
        if symbol:
            self._at += 1
            return symbol, None
        if may_lack:
            return Symbol.MANDATORY, None
        return self._fail(f'"{word}" is not a demand' if word else "a demand is missing")

    def _choice(self, number: int) -> Choice:
        """A choice, with the numbers that the words behind its colon state."""
        if self._peek() != ":" or self._peek(1).casefold() in {*_IF, *_UNLESS}:
            return Choice(number=number)
        self._at += 1
        start = self._at
        while self._at < len(self._tokens) and self._peek() != ";":
            if self._peek().casefold() in {*_IF, *_UNLESS, *_OTHERWISE}:
                break
            self._at += 1
        words = " ".join(self._tokens[start : self._at])
        bounds = read_bounds(words)
        if bounds is None:
            advice = f'write "O.{number}: at least one of" or "O.{number}: exactly one of"'
            message = f'"{words}" is not a number of items: {advice}, with a remark in parentheses before the colon'
            raise SupportError(message)
        least, most = bounds
        return Choice(number=number, least=least, most=most, is_stated=True)

    def _condition_after(self) -> Condition | None:
        start = self._at
        self._take(":", ",")
        if self._take(*_IF):
            return self._any(0)
        if self._take(*_UNLESS):
            return Condition(operator=Operator.NOT, parts=(self._any(0),))
        self._at = start
        return None

    # Conditions: "or" binds less than "and", "not" most. A comma stands for the next "and" or "or".

    def _any(self, depth: int) -> Condition:
        return self._joined("or", Operator.ANY, depth)

    def _joined(self, word: str, operator: Operator, depth: int) -> Condition:
        parts = [self._part(operator, depth, "")]
        while self._joins(word):
            self._at += 1
            parts.append(self._part(operator, depth, _last_name(parts[-1])))
        return parts[0] if len(parts) == 1 else Condition(operator=operator, parts=tuple(parts))

    def _part(self, operator: Operator, depth: int, before: str) -> Condition:
        """A part of what is joined; ``before`` is the name in front of it, whose words a number alone shares."""
        if operator is Operator.ANY:
            self._before = before
            return self._joined("and", Operator.ALL, depth)
        return self._unary(depth, before or self._before)

    def _joins(self, word: str) -> bool:
        """Whether the next token is the joint; a comma is what the next joint of this run is."""
        if self._peek() != ",":
            return self._peek().casefold() == word
        depth = 0
        for index in range(self._at + 1, len(self._tokens)):
            later = self._tokens[index].casefold()
            depth += (later == "(") - (later == ")")
            if depth < 0 or later == ";" or (later in _OTHERWISE and not depth):
                return False
            if not depth and later in {"and", "or"}:
                if later == word and self._tokens[self._at + 1].casefold() in {"and", "or"}:
                    self._at += 1
                return later == word
        return False

    def _unary(self, depth: int, before: str) -> Condition:
        if depth > _DEEPEST:
            self._fail("the condition is nested too deeply")
        if self._take("not"):
            return Condition(operator=Operator.NOT, parts=(self._unary(depth + 1, before),))
        if self._take("("):
            inner = self._any(depth + 1)
            if not self._take(")"):
                self._fail("a parenthesis is not closed")
            return inner
        token = self._peek()
        if token[:1] in "\"'“" and len(token) > 2:  # noqa: PLR2004  quotation marks around something
            self._at += 1
            return Condition(operator=Operator.STATEMENT, name=token[1:-1].strip())
        words: list[str] = []
        while self._at < len(self._tokens) and not self._ends_name():
            words.append(self._tokens[self._at].strip("\"'“”") if words else self._tokens[self._at])
            self._at += 1
        if not words:
            self._fail(f'a name is missing before "{token}"' if token else "a name is missing at the end")
        name = " ".join(words).replace(" :", ":")
        name, is_denied = _bare(name)
        if not any(map(str.isalnum, name)) or name.casefold().split()[0] == "see":
            self._fail(f'"{name}" is not a name')
        if name[:1].isdecimal() and len(words) == 1 and before[-1:].isalnum() and " " in before:
            name = f"{before.rpartition(' ')[0]} {name}"  # "suite 1 or 2"
        condition = Condition(operator=Operator.NAME, name=name)
        return Condition(operator=Operator.NOT, parts=(condition,)) if is_denied else condition

    def _ends_name(self) -> bool:
        token = self._peek()
        if token.casefold() == "not" and self._peek(-1).casefold() in {"is", "are"}:
            return False  # "GET is not supported"
        return token in {"(", ")", ";", ","} or token.casefold() in JOINTS

    def _peek(self, ahead: int = 0) -> str:
        place = self._at + ahead
        return self._tokens[place] if place < len(self._tokens) else ""

    def _take(self, *words: str) -> bool:
        token = self._peek()
        found = token in words or (len(token) > 1 and token.casefold() in words)
        self._at += found
        return found

    def _rest(self) -> str:
        return " ".join(self._tokens[self._at :])

    def _fail(self, problem: str) -> NoReturn:
        message = f"{problem}: {_EXAMPLE}"
        raise SupportError(message)


def _bare(name: str) -> tuple[str, bool]:
    """A name without "is supported" and its like, and whether that is denied."""
    match = _SUPPORTED.fullmatch(name)
    if match is None:
        return name, False
    return _DECLARED.sub("", match[1] or match["what"]) or name, match["denied"] is not None


def _last_name(condition: Condition) -> str:
    leaves = condition.leaves
    return leaves[-1].name if leaves[-1].operator is Operator.NAME else ""


def _tokens(text: str) -> Iterator[str]:
    place, text = 0, text.strip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            if not text[place:].strip():
                return
            message = f'"{text[place : place + 20].strip()}" is not understood: {_EXAMPLE}'
            raise SupportError(message)
        place = match.end()
        if word := match["word"]:
            if word[0] in "!¬" and word[1:]:
                yield "not"
                word = word[1:]
            yield _LOGICAL.get(word, word)
        else:
            yield match["quoted"] or match["sign"]
