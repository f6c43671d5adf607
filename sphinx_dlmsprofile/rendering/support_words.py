"""A demand in the language of the document, with its letters or in words; what authors wrote in it stays as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.locale import is_english, mark, say
from sphinx_dlmsprofile.model.support_terms import Operator, Symbol

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.support import Support
    from sphinx_dlmsprofile.model.support_terms import Choice, Condition

_JOINTS = mark({Operator.ALL: " and ", Operator.ANY: " or "})
_BOUNDS = mark(("at least {}", "exactly {}", "at most {}"))
_REMARKS = mark(("recommended", "not recommended", "deprecated"))
"""What a demand in words says beside its letter; all other remarks are the author's."""

_SYMBOLS = mark({Symbol.NOT_APPLICABLE: "not applicable", Symbol.OUT_OF_SCOPE: "out of scope"})


def printed(demand: Support) -> str:
    """As a table prints it."""
    if is_english():
        return demand.printed
    text = _cases(demand, in_words=False)
    label = demand.label or ("C" if demand.symbol == "C" else "")
    demand = replace(demand, remark=say(demand.remark)) if demand.remark in _REMARKS else demand
    return demand.with_remark(f"{label}{say(': ')}{text}" if label else text)


def explained(demand: Support) -> str:
    """As a sentence explains it; how many are to be chosen may stand beside another item."""
    text = demand.words if is_english() else _cases(demand, in_words=True)
    is_open = demand.choice is not None and not demand.choice.is_stated
    return say("{}, unless one of them says how many", text) if is_open else text


def _cases(demand: Support, *, in_words: bool) -> str:
    parts = []
    for index, case in enumerate(demand.cases):
        demanded = _demanded(demand, case.symbol, in_words=in_words)
        if case.condition:
            parts.append(say("{} if {}", demanded, _condition(case.condition)))
        else:
            parts.append(say("otherwise {}", demanded) if index else demanded)
    if in_words and demand.cases[-1].condition:
        parts.append(say("otherwise {}", _demanded(demand, demand.otherwise, in_words=True)))
    return say("; ").join(parts)


def _demanded(demand: Support, symbol: Symbol, *, in_words: bool) -> str:
    choice = demand.choice if symbol.value == "O" else None
    if in_words and choice:
        return say("{} of the items marked {}", _bounds(choice), f"O.{choice.number}")
    if in_words:
        return say(_SYMBOLS.get(symbol, symbol.words))
    letters = f"O.{choice.number}" if choice else symbol.value
    return f"{letters}{say(': ')}{_bounds(choice)}" if choice and choice.is_stated else letters


def _bounds(choice: Choice) -> str:
    least, exactly, most = map(say, _BOUNDS)
    if choice.most is None:
        return least.format(choice.least)
    if choice.least == choice.most:
        return exactly.format(choice.most)
    at_most = most.format(choice.most)
    return say(" and ").join((least.format(choice.least), at_most)) if choice.least else at_most


def _condition(condition: Condition) -> str:
    if condition.operator is Operator.NOT:
        return say("not {}", _inside(condition, condition.parts[0]))
    if condition.operator in _JOINTS:
        return say(_JOINTS[condition.operator]).join(_inside(condition, part) for part in condition.parts)
    return str(condition)


def _inside(around: Condition, part: Condition) -> str:
    is_joined = part.operator in _JOINTS and part.operator is not around.operator
    return f"({_condition(part)})" if is_joined else _condition(part)
