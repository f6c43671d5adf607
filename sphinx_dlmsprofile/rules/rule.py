"""What a rule is."""

from __future__ import annotations

from inspect import cleandoc
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.model.finding import Fault, Severity
from sphinx_dlmsprofile.text.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_dlmsprofile.model.project import Project

__all__ = ["ADVICE", "ERROR", "WARNING", "Fault", "Rule", "rule"]

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE


@frozen
class Rule:
    """A demand of the template with the function that finds where a project breaks it.

    ``name`` states the fault and is the subtype of the Sphinx warning. ``clause`` is that of
    IEC TS 62056-1-1, or what else the rule is based on. ``relaxed_in_draft`` makes it advice while
    the document is a draft, ``warning_in_draft`` a warning. ``on_source`` says that it is about how the
    source is written: it runs first, and may find what others would only follow from. ``in_review`` lets
    it run in review builds alone, which know the tests.
    ``confirmed`` says that ``dlmsprofile confirm`` settles its findings, and that a waiver does not count.
    ``opt_in`` leaves it off until the project gives it a severity or selects it.
    ``always`` reports it whatever rules the project selects, unless it ignores this one.
    ``fixes`` says that it knows for some of its findings what to write in the source.
    ``summary`` and ``description`` come from the function's docstring.
    """

    name: str
    clause: str
    severity: Severity
    check: Callable[[Project], Iterable[Fault]]
    relaxed_in_draft: bool = False
    warning_in_draft: bool = False
    on_source: bool = False
    after_waivers: bool = False
    in_review: bool = False
    confirmed: bool = False
    always: bool = False
    opt_in: bool = False
    fixes: bool = False

    @property
    def in_draft(self) -> Severity:
        """The severity while the document is a draft."""
        if self.relaxed_in_draft:
            return Severity.ADVICE
        return Severity.WARNING if self.warning_in_draft else self.severity

    @property
    def page(self) -> str:
        """Where the manual explains it, from its first page on."""
        family = self.check.__module__.split(".")[2]
        return f"rules/{family}.html#rule-{self.name}"

    @property
    def summary(self) -> str:
        """One sentence: the fault."""
        return self.description.split("\n\n", maxsplit=1)[0].replace("\n", " ")

    @property
    def description(self) -> str:
        """The whole documentation: fault, reason, a bad and a good example."""
        return cleandoc(self.check.__doc__ or "")


def rule(
    name: str, clause: str, severity: Severity, **options: bool
) -> Callable[[Callable[[Project], Iterable[Fault]]], Rule]:
    """Make a rule of a function over the project that yields faults; ``options`` are those of :class:`Rule`."""

    def decorate(check: Callable[[Project], Iterable[Fault]]) -> Rule:
        return Rule(name, clause, severity, check, **options)

    return decorate
