"""Each fix: its finding goes, no other comes, the file differs in nothing else; in both markups."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from sphinx_dlmsprofile.judging.catalogue import RULES
from sphinx_dlmsprofile.model.finding import Severity
from sphinx_dlmsprofile.session.fixing import fix
from tests.rules.frame import examples
from tests.support import Source, check

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dlmsprofile.model.finding import Finding
    from sphinx_dlmsprofile.rules.rule import Rule
    from tests.session.conftest import Sessions

WITH_FIX = [rule for rule in RULES if rule.fixes]

_CLAUSE = "Profile\n=======\n\nScope\n-----\n\n{}\n"

OWN = {
    "body-value-type": (
        ".. sap-table:: SAPs\n   :scheme: hdlc1\n\n   client:\n     0x00: No-station\n"
        "     0x01: Client Management Process\n     0x10: Public Client\n"
    ),
    "sap-reserved-missing": (
        ".. sap-table:: SAPs\n\n   client:\n     0x00: No-station\n     0x01: Client Management Process\n"
        "     0x02..0x0F, 0x11..0xFF: Open for client SAP assignment\n"
    ),
    "service-unknown": ".. xdlms-services:: Services\n\n   GETT: {confirmed: unicast}\n",
    "environment-entity-unknown": (
        "It is used between the NNAP and the metering end device.\n\n"
        ".. communication-environment:: Environments\n\n   entities: [NNAPP, metering end device]\n   interfaces: [C]\n"
    ),
    "mapping-profile-unknown": (
        ".. layer-stack:: Stacks\n\n   profiles:\n     General profile: {kind: general, stack: [ap, al, open]}\n\n"
        ".. service-mapping:: Mapping\n   :profile: Generel profile\n\n   AL-DATA.request: MA-UNITDATA.request\n"
    ),
    "class-part-unknown": "Read :cosem:`Clock.tim`.\n",
}
"""What a fix is made of where the bad example of the documentation has none."""

FOLLOWS = {
    "reference-core-missing": {"placeholder-left"},
    "reference-unlisted": {"placeholder-left"},
    "abbreviation-undefined": {"placeholder-left"},
}
"""What a placeholder is found to be: its text is the author's to write."""


def _source(rule: Rule) -> Source:
    conf = {"dlms_severity": {rule.name: rule.severity.value}} if rule.opt_in else {}
    if rule.name == "waiver-unused":
        waivers = "- rule: sap-gapp\n  reason: None is needed.\n"
        text = ".. sap-table:: SAPs\n\n   client:\n     0x00: No-station\n"
        return Source({"index.rst": _CLAUSE.format(text), "waivers.yaml": waivers}, {"dlms_waivers": "waivers.yaml"})
    own = OWN.get(rule.name)
    text = _CLAUSE.format(own) if own else examples(rule.description)["Bad"]
    return Source({"index.rst": text}, conf)


def _counted(findings: list[Finding]) -> Counter[tuple[str, str]]:
    """How often each is there, without the numbers of lines that messages name."""
    return Counter((finding.rule, "".join(c for c in finding.message if not c.isdigit())) for finding in findings)


@pytest.mark.parametrize("markup", ["rst", "myst"])
@pytest.mark.parametrize("rule", WITH_FIX, ids=lambda rule: rule.name)
def test_fix(rule: Rule, markup: str, tmp_path: Path, make_session: Sessions) -> None:
    source = _source(rule)
    directory = (source if markup == "rst" else source.as_myst()).write(tmp_path)
    session = make_session(directory)
    judgement = session.judge()
    assert judgement
    before = judgement.findings
    mine = [finding for finding in before if finding.rule == rule.name and finding.edit]
    assert mine, [finding for finding in before if finding.rule == rule.name]
    fixed = fix(session, select={rule.name}, unsafe=True)
    assert fixed
    assert len(fixed.texts) == 1
    assert len(fixed.made) >= len(mine)
    assert not [finding for finding in fixed.left if finding.rule == rule.name and finding.edit]
    new = {name for name, _ in _counted(fixed.left) - _counted(before)} - FOLLOWS.get(rule.name, set())
    assert not new or new <= _of_good(rule, tmp_path), _counted(fixed.left) - _counted(before)
    assert sum(finding.rule == rule.name for finding in fixed.left) < sum(f.rule == rule.name for f in before)
    if any(finding.edit and finding.edit.safe for finding in mine):
        again = fix(session)
        assert again
        assert not [finding for finding in again.left if finding.edit and finding.edit.safe]


def _of_good(rule: Rule, directory: Path) -> set[str]:
    """What is found in the good example: where a part could not be read before, that is found now."""
    good = examples(rule.description).get("Good", "")
    return {finding.rule for finding in check(Source({"index.rst": good}), directory / "good")}


def test_fixes_are_declared(tmp_path: Path, make_session: Sessions) -> None:
    """What the bad examples of other rules show has no edit."""
    texts = {
        f"{rule.name}.rst": f":orphan:\n\n{examples(rule.description)['Bad']}"
        for rule in RULES
        if not rule.fixes and "Bad" in examples(rule.description)
    }
    session = make_session(Source({"index.rst": "Profile\n=======\n", **texts}).write(tmp_path))
    judgement = session.judge()
    assert judgement
    with_edit = {finding.rule for finding in judgement.findings if finding.edit}
    assert with_edit <= {rule.name for rule in WITH_FIX}
    assert Severity.ERROR in {finding.severity for finding in judgement.findings}


@pytest.mark.parametrize(
    ("used", "entries"),
    [
        ("MAC", ["IP", "MAC", "SAP"]),
        ("ACSE", ["ACSE", "IP", "SAP"]),
        ("TCP", ["IP", "SAP", "TCP"]),
    ],
)
def test_an_abbreviation_is_added_where_the_order_has_it(
    used: str, entries: list[str], tmp_path: Path, make_session: Sessions
) -> None:
    listed = ".. abbreviations::\n\n   IP: internet protocol\n   SAP: service access point\n"
    text = _CLAUSE.format(f"The {used} and the IP of each SAP are used.\n\n{listed}")
    fixed = fix(
        make_session(Source({"index.rst": text}).write(tmp_path)), select={"abbreviation-undefined"}, unsafe=True
    )
    assert fixed
    [lines] = (new.decode().splitlines() for new in fixed.texts.values())
    below = lines[lines.index(".. abbreviations::") + 2 :]
    assert [line.strip().partition(":")[0] for line in below if line] == entries
