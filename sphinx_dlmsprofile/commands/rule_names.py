"""Rules as arguments name them."""

from __future__ import annotations

from sphinx_dlmsprofile.commands.status import CannotRunError
from sphinx_dlmsprofile.judging.catalogue import BY_NAME
from sphinx_dlmsprofile.model.finding import Severity
from sphinx_dlmsprofile.text.names import closest_word


def known_rule(name: str) -> str:
    """The name of a rule, if it is one.

    Raises:
        CannotRunError: it is not.
    """
    if name not in BY_NAME:
        close = closest_word(name, BY_NAME)
        raise CannotRunError(f"the rule {name!r} does not exist" + (f", did you mean {close!r}?" if close else ""))
    return name


def rule_names(text: str) -> tuple[str, ...]:
    """Read "sap-gap,stack-top".

    Raises:
        CannotRunError: one of them does not exist.
    """
    names = tuple(known_rule(name.strip()) for name in text.split(",") if name.strip())
    if not names:
        message = "no rule is named: write one or more, separated by commas"
        raise CannotRunError(message)
    return names


def rule_severities(text: str) -> dict[str, str]:
    """Read "sap-gap=warning,stack-top=advice".

    Raises:
        CannotRunError: a rule or a severity does not exist.
    """
    levels = [severity.value for severity in Severity]
    chosen: dict[str, str] = {}
    for part in filter(None, map(str.strip, text.split(","))):
        name, _, level = (word.strip() for word in part.partition("="))
        if level not in levels:
            said = f"{level!r} is not a severity" if level else f"{part!r} does not give a severity"
            close = closest_word(level, levels) if level else None
            advice = f"did you mean {close!r}?" if close else f"write the rule, = and one of {', '.join(levels)}"
            message = f"{said}: {advice}"
            raise CannotRunError(message)
        chosen[known_rule(name)] = level
    return chosen
