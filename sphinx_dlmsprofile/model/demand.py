"""What the template asks of every profile standard."""

from __future__ import annotations

from enum import Enum

from sphinx_dlmsprofile.text.frozen import frozen


class Kind(Enum):
    """How firmly the template asks."""

    SHALL = "shall"
    """It orders; guidance in the imperative counts as an order."""

    SHOULD = "should"
    """It recommends, or shows by its own example."""

    IF_NECESSARY = "if necessary"
    """It leaves to the author whether there is need."""


@frozen(kw_only=True)
class Demand:
    """One demand of the template.

    ``identifier`` is ``<clause>-<n>``: "5.2-3". ``clause`` is the number in the template, or one of
    the names in ``template.demands.PARTS``. ``rules`` judge it; none where a reader has to. A finding of a rule in
    ``needs`` leaves the demand unmet too, but belongs to another one, where the rule is named.
    ``when`` names the condition under which it applies, "" for always. ``seen`` names the one under which the rules
    see what they judge; else a reader has to. ``about`` finds the words by which a provision of the clause answers it,
    "" where tables, figures or the whole do. ``objects`` says that the rules can find what is against it, and cannot
    say that it is met. ``paragraph`` is the one ordered paragraph that says it.
    """

    identifier: str
    clause: str
    kind: Kind
    text: str
    rules: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    when: str = ""
    seen: str = ""
    about: str = ""
    objects: bool = False
    paragraph: str = ""
