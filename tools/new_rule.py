"""Write the stubs of a new rule: the tests fail until each of them is filled in.

    python tools/new_rule.py sap-caption-missing --family addressing --clause 6

Each place that is left to fill in says TODO.
"""

from __future__ import annotations

import argparse
import ast
import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from sphinx_dlmsprofile.judging.catalogue import BY_NAME, FAMILIES
from sphinx_dlmsprofile.model.finding import Severity
from sphinx_dlmsprofile.template.demands import PARTS, demands
from sphinx_dlmsprofile.text.names import closest_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROOT = Path(__file__).parent.parent

_PACKAGE = "sphinx_dlmsprofile"
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
_MODULE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_LINE = 120

_HEAD = '''\
"""TODO: what these rules are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from {package}.rules.rule import {severity}, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from {package}.model.project import Project
'''

_RULE = '''

@rule("{name}", "{clause}", {severity})
def {function}(project: Project) -> Iterator[Fault]:
    """TODO: the fault, in one sentence.

    TODO: why it is one.

    Bad (in {place})::

        TODO

    Good (in {place})::

        TODO
    """
    yield from ()
'''

_CASES = """\
# TODO: cases that fail, with the mark at the end of the line of the finding, and cases that pass near the border.
fail: {}
pass: {}
"""

_MUTATION = """
- name: "TODO: what is broken in the example, in one place"
  rule: {name}
  file: TODO
  old: "TODO"
  new: "TODO"
"""

_DEMAND = '{{"id": "{id}", "clause": "{clause}", "kind": "shall", "text": "TODO", "judged_by": ["{name}"]}}'


@dataclass(frozen=True)
class New:
    """What is known of the rule. ``demand`` is an existing one that it judges, empty for one to be added."""

    name: str
    family: str
    module: str
    clause: str
    demand: str
    severity: Severity

    @property
    def function(self) -> str:
        """The name of the function."""
        return self.name.replace("-", "_")

    @property
    def place(self) -> str:
        """Where its examples stand: "6", "Annex B"."""
        part = self.part
        return f"Annex {part}" if len(part) == 1 and part.isalpha() else part

    @property
    def part(self) -> str:
        """The part of the template: that of clause "6, Table 1" is 6."""
        return self.clause.partition(",")[0]


def main(argv: Sequence[str] | None = None, root: Path = ROOT) -> None:
    """Write the stubs below ``root``, and list the files."""
    new = _read(argv)
    written = [*_write_rule(new, root), _write_cases(new, root), _write_mutation(new, root), _write_demand(new, root)]
    for path in written:
        print(f"{path.relative_to(root)}")  # noqa: T201
    print(f'Fill in each TODO, then run "make test-rule NAME={new.name}".')  # noqa: T201


def _read(argv: Sequence[str] | None) -> New:
    parser = argparse.ArgumentParser(prog="new_rule", description="Write the stubs of a new rule.")
    parser.add_argument("name", help="states the fault: sap-caption-missing")
    parser.add_argument("--family", default="", help="the folder below rules/")
    parser.add_argument("--module", default="", help="the module in it; the first word of the name without it")
    parser.add_argument("--clause", default="", help='of the template: 6, "6, Table 1"; that of the demand without it')
    parser.add_argument("--demand", default="", help="the demand that it judges: 6-3; a new one without it")
    parser.add_argument("--severity", default="warning", help=", ".join(each.value for each in Severity))
    given = parser.parse_args(argv)
    if not _NAME.fullmatch(given.name):
        _refuse(f'"{given.name}" does not name a rule: write at least two words in lower case, as sap-caption-missing')
    if given.name in BY_NAME:
        _refuse(f'the rule "{given.name}" exists: see {BY_NAME[given.name].check.__module__}')
    _one_of("family", given.family, (family.__name__.rpartition(".")[2] for family in FAMILIES))
    _one_of("severity", given.severity, (each.value for each in Severity))
    clauses = {demand.identifier: demand.clause for demand in demands()}
    if given.demand:
        _one_of("demand", given.demand, clauses)
    clause = given.clause or clauses.get(given.demand, "")
    new = New(given.name, given.family, _module(given), clause, given.demand, Severity(given.severity))
    _one_of("clause", new.part, PARTS)
    return new


def _module(given: argparse.Namespace) -> str:
    module: str = given.module or given.name.partition("-")[0]
    if not _MODULE.fullmatch(module):
        _refuse(f'"{module}" does not name a module: write words in lower case, joined by "_"')
    path = f"{_PACKAGE}.rules.{given.family}.{module}"
    if find_spec(path) and path not in {rule.check.__module__ for rule in BY_NAME.values()}:
        _refuse(f"{path} holds no rules: give another module")
    return module


def _one_of(kind: str, value: str, known: Iterable[str]) -> None:
    known = list(known)
    if value in known:
        return
    close = closest_word(value, known)
    advice = f'did you mean "{close}"?' if close else f"write one of {', '.join(known)}"
    _refuse(f'the {kind} "{value}" does not exist: {advice}' if value else f"no {kind} is given: {advice}")


def _refuse(message: str) -> NoReturn:
    line = f"new_rule: {message}"
    raise SystemExit(line)


def _write_rule(new: New, root: Path) -> Iterator[Path]:
    """Write the function into its module, and its entry into the family's ``RULES``."""
    family = root / _PACKAGE / "rules" / new.family
    path = family / f"{new.module}.py"
    severity = new.severity.name
    fields = {"name": new.name, "function": new.function, "clause": new.clause, "place": new.place}
    if path.exists():
        text = _importing(path.read_text("utf-8"), f"{_PACKAGE}.rules.rule", severity)
    else:
        text = _HEAD.format(package=_PACKAGE, severity=severity)
    path.write_text(text + _RULE.format(severity=severity, **fields), "utf-8")
    yield path
    init = family / "__init__.py"
    text = _importing(init.read_text("utf-8"), f"{_PACKAGE}.rules.{new.family}", new.module)
    head, listed, rest = text.partition("RULES: ")
    entries, end, rest = rest.partition("\n)\n")
    init.write_text(f"{head}{listed}{entries}\n    {new.module}.{new.function},{end}{rest}", "utf-8")
    yield init


def _importing(text: str, module: str, name: str) -> str:
    """A module's text with a name added to what it imports from another module."""
    found = next(node for node in ast.parse(text).body if isinstance(node, ast.ImportFrom) and node.module == module)
    # As the formatter sorts them: constants first, then classes, then functions.
    names = sorted(
        {name, *(alias.name for alias in found.names)}, key=lambda each: (not each.isupper(), each.islower(), each)
    )
    line = f"from {module} import {', '.join(names)}"
    if len(line) > _LINE:
        line = f"from {module} import (\n" + "".join(f"    {each},\n" for each in names) + ")"
    lines = text.splitlines()
    lines[found.lineno - 1 : found.end_lineno] = [line]
    return "\n".join(lines) + "\n"


def _write_cases(new: New, root: Path) -> Path:
    path = root / "tests" / "rules" / "cases" / f"{new.name}.yaml"
    path.write_text(_CASES, "utf-8")
    return path


def _write_mutation(new: New, root: Path) -> Path:
    folder = root / "tests" / "mutations"
    path = folder / f"{new.family}.yaml"
    path = path if path.exists() else folder / "mutations.yaml"
    path.write_text(path.read_text("utf-8") + _MUTATION.format(name=new.name), "utf-8")
    return path


def _write_demand(new: New, root: Path) -> Path:
    """Write the rule into the demand that it judges, or a demand to be worded after the last one of its clause."""
    path = root / _PACKAGE / "template" / "demands.json"
    lines = path.read_text("utf-8").splitlines()
    if new.demand:
        at = next(number for number, line in enumerate(lines) if f'"id": "{new.demand}"' in line)
        lines[at] = _judged_by(lines[at], new.name)
    else:
        lines = _with_demand(lines, new)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def _judged_by(line: str, name: str) -> str:
    head, key, rest = line.partition('"judged_by": ')
    if rest.startswith("["):
        rules, end, rest = rest.partition("]")
        return f'{head}{key}{rules}, "{name}"{end}{rest}'
    rest = rest.removeprefix('"reader"')
    return f'{head}{key}["{name}"]{rest}'


def _with_demand(lines: list[str], new: New) -> list[str]:
    parts = list(PARTS)
    before = parts[: parts.index(new.part) + 1]
    same = [demand for demand in demands() if demand.clause == new.part]
    at = 1 + sum(demand.clause in before for demand in demands())
    entry = _DEMAND.format(id=f"{new.part}-{len(same) + 1}", clause=new.part, name=new.name)
    last = lines[at].startswith("]")
    previous = f"{lines[at - 1].removesuffix(',')}," if at > 1 else lines[at - 1]
    return [*lines[: at - 1], previous, f" {entry}{'' if last else ','}", *lines[at:]]


if __name__ == "__main__":
    main()
