"""How ``profile.json`` shows what support is demanded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.model.fields.declaration import INTEGER, OPTIONAL_INTEGER, STRING, Derived
from sphinx_dlmsprofile.model.support import read_support
from sphinx_dlmsprofile.model.support_terms import Condition, Operator, Symbol
from sphinx_dlmsprofile.model.value_table import ValueTable, demand_of

if TYPE_CHECKING:
    from sphinx_dlmsprofile.model.fields.declaration import Around
    from sphinx_dlmsprofile.model.value_table import Cell
    from sphinx_dlmsprofile.text.location import Text

_CONDITION = {"$ref": "#/$defs/SupportCondition"}
_CONDITIONS = {"type": "array", "items": _CONDITION}
_SYMBOL = {"enum": [symbol.value for symbol in Symbol]}
_NULL = {"type": "null"}


def _object(**properties: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    described = {key: {"description": words, **schema} for key, (words, schema) in properties.items()}
    return {"type": "object", "properties": described, "additionalProperties": False}


def _whole(**properties: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    return {**_object(**properties), "required": list(properties)}


_CASE = _whole(
    symbol=("What is demanded: M mandatory, O optional, X excluded, N/A not applicable, I out of scope.", _SYMBOL),
    condition=("Where it is; null in all other cases.", {"anyOf": [_CONDITION, _NULL]}),
)
_CHOICE = _whole(
    number=("The number of the choice.", INTEGER),
    least=("How many of its items have to be supported, at least.", INTEGER),
    most=("At most; null for any number.", OPTIONAL_INTEGER),
)
DEFINITIONS: dict[str, dict[str, Any]] = {
    "Support": _whole(
        symbol=(
            "The letter: M, O, X, N/A not applicable, I out of scope, O.n for a choice, C where there is a condition.",
            {"type": "string", "pattern": "^(M|O|X|C|N/A|I|O\\.[0-9]+)$"},
        ),
        printed=("As tables print it.", STRING),
        words=("In words.", STRING),
        cases=("The first counts whose condition holds.", {"type": "array", "items": {"$ref": "#/$defs/SupportCase"}}),
        otherwise=("What is demanded where none does.", _SYMBOL),
        label=("The number of its condition, by which tables refer to it: C1; empty where it has none.", STRING),
        remark=("What is written beside it: the mark of a footnote, a note; empty where nothing is.", STRING),
        choice=("What optional items are tied by.", {"anyOf": [{"$ref": "#/$defs/SupportChoice"}, _NULL]}),
    ),
    "SupportCase": _CASE,
    "SupportChoice": _CHOICE,
    "SupportCondition": {
        **_object(
            name=("A name that has to be supported.", STRING),
            statement=("A statement on the implementation.", STRING),
            all=("Conditions that all hold.", _CONDITIONS),
            any=("Conditions of which one holds.", _CONDITIONS),
            **{"not": ("A condition that does not hold.", _CONDITION)},
        ),
        "minProperties": 1,
        "maxProperties": 1,
    },
}
"""What the schema says of demands once; a condition has one key, and may hold conditions."""


def support_data(text: Text | str | None, around: Around) -> dict[str, Any] | None:
    """What a text demands, as plain values; None where it demands nothing that can be read."""
    written = str(text or "")
    found = read_support(around.explained(written, around.record) if around.record else written) if written else None
    if found is None:
        return None
    choice = found.choice
    return {
        "symbol": found.symbol,
        "printed": found.printed,
        "words": found.words,
        "cases": [
            {"symbol": case.symbol.value, "condition": case.condition and _condition(case.condition)}
            for case in found.cases
        ],
        "otherwise": found.otherwise.value,
        "label": found.label,
        "remark": found.remark,
        "choice": choice and {"number": choice.number, "least": choice.least, "most": choice.most},
    }


def _condition(condition: Condition) -> dict[str, Any]:
    if not condition.parts:
        return {condition.operator.value: condition.name}
    parts = [_condition(part) for part in condition.parts]
    return {condition.operator.value: parts[0] if condition.operator is Operator.NOT else parts}


def _of_cell(cell: Cell, around: Around) -> dict[str, Any] | None:
    table = around.record
    return support_data(demand_of(table, cell), around) if isinstance(table, ValueTable) else None


def _derived(make: Any) -> Derived:
    return Derived(
        "What support is demanded, taken apart: the letter, as it is printed, in words, and the cases, of which the "
        "first counts whose condition holds; null where that is not said.",
        make,
        {"anyOf": [{"$ref": "#/$defs/Support"}, {"type": "null"}]},
    )


CONFORMANCE = {"conformance": _derived(lambda each, around: support_data(each.support, around))}
"""The key of what has a field ``support``."""

METHOD_CONFORMANCE = {"conformance": _derived(lambda method, around: support_data(method.demand, around))}
"""The key of methods, which may be mandatory or not without more words."""

CELL_CONFORMANCE = {"conformance": _derived(_of_cell)}
"""The key of cells, where their table and column say that they state a demand."""
