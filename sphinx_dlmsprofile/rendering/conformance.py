"""The conformance report as docutils nodes: a summary first, then a row for each demand."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dlmsprofile.model.conformance import Verdict
from sphinx_dlmsprofile.model.deviation import TemplateClauses
from sphinx_dlmsprofile.model.document import number_label
from sphinx_dlmsprofile.model.report import Mention, Place
from sphinx_dlmsprofile.rendering.table_parts import NOTHING, entry, group_row, start_table, table_row
from sphinx_dlmsprofile.template.demands import part_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx_dlmsprofile.model.conformance import Answer, AppliedWaiver, Conformance
    from sphinx_dlmsprofile.model.deviation import Deviation
    from sphinx_dlmsprofile.model.document import Clause
    from sphinx_dlmsprofile.model.finding import Finding

    Link = Callable[[Clause | Mention | None], nodes.Node]

TITLE = "Conformance report"
"""The heading of the report."""

REPORT_CLASS = "dlms-conformance"
"""The class of its section."""

_CLASSES = {
    Verdict.NOT_MET: "dlms-not-met",
    Verdict.WAIVED: "dlms-waived",
    Verdict.READER: "dlms-reader",
    Verdict.NO_OBJECTION: "dlms-reader",
    Verdict.MET: "dlms-met",
    Verdict.NOT_APPLICABLE: "dlms-void",
}
_MEANINGS = {
    Verdict.NOT_MET: "A rule found a fault that is not waived, or nothing answers the demand.",
    Verdict.WAIVED: "There are faults, and each is accepted in writing.",
    Verdict.READER: "No rule can decide it: somebody has to read it.",
    Verdict.NO_OBJECTION: "Rules found nothing against it, and cannot show that it is met.",
    Verdict.MET: "Rules judged it and found no fault.",
    Verdict.NOT_APPLICABLE: "What it is about does not occur in this profile.",
}
_MOST = 8
"""So many provisions of an answer are named; the files name all."""

_WHOLE = frozenset({"contents", "title"})
"""Answered by the document as a whole."""

_STAGES = {True: "a final document", False: "a draft"}


def conformance_report(report: Conformance, link: Link, files: Sequence[nodes.Node] = ()) -> nodes.section:
    """The report as a section.

    ``link`` makes the link to a clause or a provision of the profile, or to its beginning for None. ``files`` point to
    it in other formats.
    """
    page = nodes.section("", nodes.title("", TITLE), ids=["conformance-report"], classes=[REPORT_CLASS])
    page += _lead(report)
    page += _summary(report)
    if report.faults:
        page += _section("What prevents publication", "conformance-faults", [_faults(report, link)])
    page += _section("Answers to the demands of the template", "conformance-demands", [_demands(report, link)])
    page += _section("Declared departures", "conformance-departures", _departures(report, link))
    page += files_note(files)
    return page


def files_note(files: Sequence[nodes.Node]) -> list[nodes.Node]:
    """The links to a report in other formats; empty without any."""
    return [nodes.paragraph("", "The same for other programs: ", *files, classes=["dlms-files"])] if files else []


def _section(title: str, identifier: str, content: Sequence[nodes.Node]) -> nodes.section:
    return nodes.section("", nodes.title("", title), *content, ids=[identifier])


def _lead(report: Conformance) -> list[nodes.Node]:
    outcome = "dlms-met" if report.is_clear else "dlms-not-met"
    whose = f"{report.title}, judged" if report.title else "Judged"
    text = f"{whose} by IEC TS 62056-1-1 as {_STAGES[report.final]}."
    sentence = nodes.paragraph("", "", nodes.strong("", report.headline), classes=["dlms-outcome", outcome])
    return [sentence, nodes.paragraph("", text)]


def _summary(report: Conformance) -> nodes.table:
    head = table_row([entry([nodes.Text(text)]) for text in ("Demands", "Verdict", "What that means")])
    table, body = start_table([], (12, 24, 64), [head], classes=["dlms-verdicts"])
    for verdict, count in report.counts.items():
        shown = entry([nodes.strong("", str(count))], "dlms-count", *([_CLASSES[verdict]] if count else []))
        body += table_row([shown, _verdict(verdict), entry([nodes.Text(_MEANINGS[verdict])])])
    return table


def _verdict(verdict: Verdict) -> nodes.entry:
    text = nodes.strong("", verdict.value) if verdict is Verdict.NOT_MET else nodes.Text(verdict.value)
    return entry([text], "dlms-verdict", _CLASSES[verdict])


def _faults(report: Conformance, link: Link) -> nodes.table:
    head = table_row([entry([nodes.Text(text)]) for text in ("Demand", "Where", "What is wrong")])
    table, body = start_table([], (12, 14, 74), [head], classes=["dlms-faults"])
    answers = {id(finding): answer for answer in report.answers for finding in answer.findings}
    for finding in report.faults:
        answer = answers.get(id(finding))
        demand = [_to_demand(answer)] if answer else [nodes.Text(NOTHING)]
        clause = report.clauses.get(finding.clause or "") or (answer.place if answer else None)
        place = link(clause) if clause else nodes.Text(NOTHING)
        body += table_row([entry(demand), entry([place]), _cell([_finding(finding)])])
    return table


def _to_demand(answer: Answer) -> nodes.reference:
    name = answer.demand.identifier
    return nodes.reference("", name, internal=True, refid=_anchor(name))


def _anchor(identifier: str) -> str:
    return f"demand-{identifier.replace('.', '-')}".lower()


def _demands(report: Conformance, link: Link) -> nodes.table:
    titles = ("Demand", "What is asked", "Verdict", "Where", "Findings and reasons")
    head = table_row([entry([nodes.Text(text)]) for text in titles])
    table, body = start_table([], (12, 37, 11, 13, 27), [head], classes=["dlms-demands"])
    for clause, answers in groupby(report.answers, key=lambda answer: answer.demand.clause):
        body += group_row((part_label(clause), 5))
        body.extend(_demand(answer, link) for answer in answers)
    return table


def _demand(answer: Answer, link: Link) -> nodes.row:
    demand = answer.demand
    kind = nodes.inline("", f"({demand.kind.value})", classes=["dlms-kind"])
    asked = [nodes.Text(f"{demand.text} "), kind]
    cells = [
        entry([nodes.Text(demand.identifier)]),
        entry(asked),
        _verdict(answer.verdict),
        entry(_where(answer, link)),
        _cell(_grounds(answer)),
    ]
    return table_row(cells, _anchor(demand.identifier))


def _where(answer: Answer, link: Link) -> list[nodes.Node]:
    """The clause that answers, and the provisions of it that do."""
    if answer.place is None and answer.demand.clause not in _WHOLE:
        return [nodes.Text(NOTHING)]
    found: list[nodes.Node] = [link(answer.place)]
    for provision in answer.provisions[:_MOST]:
        place = (
            Place(provision.clause.docname, provision.anchor or provision.clause.anchor) if provision.clause else None
        )
        found += [nodes.Text(", "), link(Mention(provision.identifier, place))]
    more = len(answer.provisions) - _MOST
    return [*found, nodes.Text(f" and {more} more")] if more > 0 else found


def _grounds(answer: Answer) -> list[nodes.paragraph]:
    """Faults in full; of waived ones, the reasons and how many there are of a rule."""
    grounds = [_finding(finding) for finding in answer.findings if finding.waived is None]
    waived: dict[tuple[str, str], int] = {}
    for finding in answer.findings:
        if finding.waived is not None:
            waived[finding.rule, finding.waived] = waived.get((finding.rule, finding.waived), 0) + 1
    for (rule, reason), count in waived.items():
        times = f" ({count} findings)" if count > 1 else ""
        grounds.append(nodes.paragraph("", "", nodes.literal("", rule), nodes.Text(f"{times}: {reason}")))
    if answer.reason and not waived:
        grounds.append(nodes.paragraph("", answer.reason))
    return grounds


def _finding(finding: Finding) -> nodes.paragraph:
    place = f"{finding.at.source}:{finding.at.line}"
    severity = finding.severity.value.capitalize()
    line = nodes.paragraph("", "", nodes.strong("", severity), nodes.Text(f" in {place}: {finding.message} "))
    line += nodes.literal("", finding.rule)
    return line


def _cell(content: Iterable[nodes.Node]) -> nodes.entry:
    return nodes.entry("", *content)


def _departures(report: Conformance, link: Link) -> list[nodes.Node]:
    if not report.deviations and not report.waivers:
        return [nodes.paragraph("", "None.")]
    content: list[nodes.Node] = []
    if report.deviations:
        head = table_row([entry([nodes.Text(text)]) for text in ("Where", "Declared", "Reason")])
        table, body = start_table([], (22, 28, 50), [head])
        body.extend(_deviation(record, link) for record in report.deviations)
        content.append(table)
    if report.waivers:
        titles = ("Rule waived", "Where", "Reason", "Decided", "Findings")
        head = table_row([entry([nodes.Text(text)]) for text in titles])
        table, body = start_table([], (26, 12, 34, 17, 11), [head])
        body.extend(map(_waiver, report.waivers))
        content.append(table)
    return content


def _deviation(record: Deviation, link: Link) -> nodes.row:
    if isinstance(record, TemplateClauses):
        numbers = ", ".join(number_label(number.value) for number in record.numbers)
        what = f"answers {numbers or NOTHING} of the template"
    else:
        what = "does not apply"
    where = [link(record.clause)]
    if record.clause and record.clause.number:
        where.append(nodes.Text(f" {record.clause.title}"))
    return table_row([entry(where), entry([nodes.Text(what)]), entry([nodes.Text(_text(record.reason))])])


def _waiver(applied: AppliedWaiver) -> nodes.row:
    waiver = applied.waiver
    decided = ", ".join(filter(None, (str(waiver.by or ""), waiver.date.isoformat() if waiver.date else "")))
    texts = (
        str(waiver.place or "everywhere"),
        _text(waiver.reason),
        decided or NOTHING,
        str(len(applied.findings)),
    )
    return table_row([entry([nodes.literal("", str(waiver.rule))]), *(entry([nodes.Text(text)]) for text in texts)])


def _text(text: object | None) -> str:
    return str(text) if text is not None else NOTHING
