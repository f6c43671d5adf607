"""Changes the package in one place after the other, and says which changes no test notices.

``python tools/mutants.py COPY --places 200`` works in COPY, a checkout with an environment in ``.venv`` that nothing
else uses: each change is written there, judged by the nearest tests in a process of their own, and taken back.
A test that fails has to pass without the change. What the nearest tests do not notice is given to wider ones.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import os
import re
import resource
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from py_compile import PycInvalidationMode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

PACKAGE = "sphinx_dlmsprofile"

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add}

_WIDER = {
    "apdu": ("apdu",),
    "analysis": ("rules/test_typed_references.py", "rules/test_alignment.py", "conformance", "reports", "review"),
    "commands": ("test_cli.py", "test_check_formats.py", "session/test_command.py", "diff/test_command.py"),
    "diff": ("diff",),
    "exports": ("exports", "docs/test_profile_json.py"),
    "impact": ("impact",),
    "intake": ("intake",),
    "judging": ("conformance", "session", "test_check_formats.py", "test_baseline.py"),
    "locale": ("locale",),
    "model": ("parsing", "provisions", "registry", "exports/test_profile_build.py", "diff/test_fields_changed.py"),
    "parsing": ("parsing",),
    "publishing/docx": ("publishing/test_docx.py",),
    "publishing/sts": ("publishing/test_sts.py",),
    "publishing": ("rendering/test_pdf_small.py", "rendering/test_pdf_parts.py", "rendering/test_iec_finish.py",
                   "rendering/test_tables.py", "rendering/test_conservation.py"),
    "registry": ("registry",),
    "rendering": ("rendering/test_svg.py", "rendering/test_environment.py", "rendering/test_states.py",
                  "rendering/test_sequence.py", "rendering/test_type_definitions.py", "builds/test_apdu_example.py",
                  "builds/test_hints.py", "exports/test_profile_text.py"),
    "reports": ("reports",),
    "rules": ("rules/test_saps.py", "rules/test_stacks.py", "rules/test_presence.py", "rules/test_growth.py"),
    "server": ("server",),
    "session": ("session", "server"),
    "sphinx/numbering": ("builds/test_numbering.py", "builds/test_labels.py", "builds/test_references.py",
                         "builds/test_index.py", "builds/test_footnotes.py", "builds/test_builders.py"),
    "sphinx/links": ("builds/test_links.py", "builds/test_web_pages.py", "builds/test_in_one_file.py"),
    "sphinx/pages": ("builds/test_web_pages.py", "builds/test_page_notes.py"),
    "sphinx/review": ("review",),
    "sphinx/directives": ("builds/test_block_texts.py", "builds/test_terms.py", "builds/test_apdu_example.py",
                          "builds/test_bad_input.py", "builds/test_index.py"),
    "sphinx": ("builds/test_source.py", "builds/test_conditions.py", "builds/test_inline_markup.py",
               "builds/test_domain.py", "builds/test_markdown.py", "builds/test_findings_cache.py",
               "builds/test_bad_input.py", "provisions", "builds/test_names.py", "builds/test_translation.py"),
    "template": ("template",),
    "text": ("text", "parsing/test_citations.py", "provisions"),
}  # fmt: skip
"""The tests of each room, the narrower ones first."""

_RULE = re.compile(r'@rule\(\s*"([a-z0-9-]+)"')
_NEAREST_SECONDS, _WIDER_SECONDS = 120, 400
_MOST_RULES, _MOST_FILES = 12, 3
_NO_TEST = "no test"
_SLOW = {"test_malformed.py", "test_growth.py"}

_LIBRARIES = (
    *("pytest", "bs4", "yaml", "typst", "pypdfium2", "jsonschema", "pygments.lexers", "docutils.core"),
    *("sphinx.application", "sphinx.cmd.build", "sphinx.builders.html", "sphinx.writers.html5"),
    *("myst_parser.parsers.sphinx_", "docutils.parsers.rst.directives.tables"),
)
"""What takes time to load, and is the same with each change."""


@dataclass(frozen=True)
class Mutant:
    """A change of one place: a part of a file in octets, and what is put there."""

    path: str
    line: int
    start: int
    end: int
    old: str
    new: str

    def written(self, content: bytes) -> bytes:
        """The file with the change."""
        return content[: self.start] + self.new.encode() + content[self.end :]

    def order(self, seed: str) -> bytes:
        """Where it stands in the sample of a seed: anywhere, and always in the same place."""
        return sha256(f"{seed} {self.path} {self.line} {self.old} {self.new}".encode()).digest()


def changed(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """The changes that are made of a node: what is replaced, and by what."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARED:
        first = _COMPARED[type(node.ops[0])]()
        yield node, f"({ast.unparse(ast.Compare(node.left, [first, *node.ops[1:]], node.comparators))})"
    elif isinstance(node, ast.BoolOp):
        other = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        yield node, f"({ast.unparse(ast.BoolOp(other, node.values))})"
    elif isinstance(node, ast.If | ast.IfExp):
        yield node.test, f"(not ({ast.unparse(node.test)}))"
    elif isinstance(node, ast.BinOp) and type(node.op) in _COMPUTED and not _has_text(node):
        yield node, f"({ast.unparse(ast.BinOp(node.left, _COMPUTED[type(node.op)](), node.right))})"
    elif isinstance(node, ast.Return) and node.value is not None and not _says_nothing(node.value):
        yield node, "return None"
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield | ast.YieldFrom):
        yield node, "pass; yield from ()"
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield node, str(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield node, str(node.value + 1)


def _has_text(node: ast.BinOp) -> bool:
    return any(
        isinstance(part, ast.JoinedStr) or (isinstance(part, ast.Constant) and isinstance(part.value, str))
        for part in ast.walk(node)
    )


def _says_nothing(node: ast.expr) -> bool:
    """Whether a value is as good as None to most who ask, or changed as a constant."""
    return ast.unparse(node) in {"None", "False", "True", "0", "''", "()", "[]", "{}"}


def _code(node: ast.AST) -> Iterator[ast.AST]:
    """What a program does: no annotations, no decorators, nothing for the checker of types alone."""
    yield node
    left_out: list[ast.AST] = []
    if isinstance(node, ast.FunctionDef):
        left_out = [*node.decorator_list, *filter(None, [node.returns])]
    elif isinstance(node, ast.ClassDef):
        left_out = list(node.decorator_list)
    elif isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
        left_out = [node.annotation]
    elif isinstance(node, ast.JoinedStr) or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)):
        return
    for child in ast.iter_child_nodes(node):
        if child not in left_out and not (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)):
            yield from _code(child)


def mutants_of(path: Path, root: Path) -> Iterator[Mutant]:
    """The changes of a file."""
    content = path.read_bytes()
    begins = [0]
    for line in content.splitlines(keepends=True):
        begins.append(begins[-1] + len(line))
    for node in _code(ast.parse(content)):
        for part, new in changed(node):
            where = ast.parse("0").body[0] if not isinstance(part, ast.expr | ast.stmt) else part
            start = begins[where.lineno - 1] + where.col_offset
            end = begins[(where.end_lineno or 1) - 1] + (where.end_col_offset or 0)
            old = content[start:end].decode()
            yield Mutant(str(path.relative_to(root)), where.lineno, start, end, old, new)


def sample(root: Path, number: int, seed: str) -> list[Mutant]:
    """So many changes of the package, in an order that leaves each beginning a sample; of one line one."""
    found = (mutant for path in sorted((root / PACKAGE).rglob("*.py")) for mutant in mutants_of(path, root))
    lines: dict[tuple[str, int], Mutant] = {}
    for mutant in sorted(found, key=lambda mutant: mutant.order(seed)):
        lines.setdefault((mutant.path, mutant.line), mutant)
        if len(lines) == number:
            break
    return list(lines.values())


@cache
def _read(path: Path) -> str:
    return path.read_text("utf-8")


def nearest(root: Path, path: str) -> tuple[str, ...]:
    """The arguments of pytest for the tests that name a module, those of its rules, or those of its room."""
    module = path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    parent, _, name = module.rpartition(".")
    named = re.compile(rf"{re.escape(module)}\b|from {re.escape(parent)} import [^\n]*\b{name}\b")
    files = [test for test in sorted((root / "tests").rglob("test_*.py")) if named.search(_read(test))]
    rooms = {"tests", *module.split(".")}
    mirrored = sorted((root / "tests").rglob(f"test_{name.strip('_')}.py"))
    files += [test for test in mirrored if test not in files and test.parent.name in rooms]
    rules = _rules(root, path, module)
    if rules and (not files or "/rules/" in path):
        return ("tests/rules/test_cases.py", "-k", " or ".join(rules))
    quick = sorted((test for test in files if test.name not in _SLOW), key=lambda test: len(_read(test)))
    return tuple(str(test.relative_to(root)) for test in quick[:_MOST_FILES]) or wider(root, path)[:1]


def _rules(root: Path, path: str, module: str) -> list[str]:
    """The rules of a module, or of those that import it."""
    own = _RULE.findall(_read(root / path))
    named = re.compile(rf"from {re.escape(module)} import")
    sources = sorted((root / PACKAGE / "rules").rglob("*.py"))
    return (
        own or [rule for source in sources if named.search(_read(source)) for rule in _RULE.findall(_read(source))]
    )[:_MOST_RULES]


def wider(root: Path, path: str) -> tuple[str, ...]:
    """The tests of the room of a module, and all that its rules have."""
    module = path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    if rules := _rules(root, path, module):
        return ("tests/rules", "tests/mutations", "tests/conformance", "-k", " or ".join(rules))
    inner = path.removeprefix(f"{PACKAGE}/")
    rooms = sorted((room for room in _WIDER if inner.startswith(f"{room}/")), key=len)
    tests = _WIDER[rooms[-1]] if rooms else ("test_start_up.py", "test_cli.py", "builds/test_domain.py")
    return tuple(f"tests/{test}" for test in tests)


class Bench:
    """Where the tests are run: each time in a process that has loaded libraries, and nothing of the package."""

    def __init__(self, root: Path) -> None:
        """Compile the package so that a file counts as changed by what is in it, whenever it was written."""
        self.root = root
        self._sound: dict[tuple[str, ...], bool] = {}
        os.chdir(root)
        sys.path.insert(0, str(root))
        compileall.compile_dir(PACKAGE, quiet=1, force=True, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
        for name in _LIBRARIES:
            with suppress(ImportError):
                import_module(name)

    def fails(self, tests: tuple[str, ...], seconds: int) -> str:
        """The first test that fails, "" if none does within so many seconds; a run of no test is no success."""
        receive, send = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(receive)
            os._exit(self._judge(tests, seconds, send))
        os.close(send)
        with os.fdopen(receive, encoding="utf-8") as told:
            name = told.read()
        _, status = os.waitpid(child, 0)
        return "" if os.waitstatus_to_exitcode(status) == 0 else name or _NO_TEST

    @staticmethod
    def _judge(tests: tuple[str, ...], seconds: int, told: int) -> int:
        """Run the tests, and tell which one fails; 0 if they pass."""
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        if any(name == PACKAGE or name.startswith(f"{PACKAGE}.") for name in sys.modules):
            return 1
        import pytest  # noqa: PLC0415

        return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests], plugins=[_Told(told)]))

    def killer(self, mutant: Mutant, tests: tuple[str, ...], seconds: int) -> str:
        """The test that fails with the change, and passes without; "" where all pass.

        Raises:
            RuntimeError: it fails without the change, too.
        """
        path = self.root / mutant.path
        content = path.read_bytes()
        path.write_bytes(mutant.written(content))
        try:
            failed = self.fails(tests, seconds)
        finally:
            path.write_bytes(content)
        # What does not even begin, or does not end, names no test: then all of them have to pass.
        alone = tests if failed == _NO_TEST else (failed,)
        if failed and alone not in self._sound:
            self._sound[alone] = not self.fails(alone, seconds)
        if failed and not self._sound[alone]:
            message = f"tests fail without any change: {' '.join(alone)}"
            raise RuntimeError(message)
        return failed


class _Told:
    """Tells which test fails first."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called by pytest after each part of a test."""
        if report.failed and self._pipe:
            os.write(self._pipe, report.nodeid.encode())
            self._pipe = 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Run the sample, and print each change that survives."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("copy", type=Path, help="a checkout with .venv, which is changed and restored")
    parser.add_argument("--places", type=int, default=200, help="how many (200)")
    parser.add_argument("--seed", default="", help="another sample, of any word")
    parser.add_argument("--part", default="1/1", help="which part of the sample, as 2/4")
    asked = parser.parse_args()
    root = asked.copy.resolve()
    part, parts = map(int, asked.part.split("/"))
    bench, survivors, judged = Bench(root), 0, 0
    for mutant in sample(root, asked.places, asked.seed)[part - 1 :: parts]:
        where = (
            f"{mutant.path}:{mutant.line}: {' '.join(mutant.old.split())[:90]} -> {' '.join(mutant.new.split())[:90]}"
        )
        try:
            by = bench.killer(mutant, nearest(root, mutant.path), _NEAREST_SECONDS) or bench.killer(
                mutant, wider(root, mutant.path), _WIDER_SECONDS
            )
        except RuntimeError as error:
            _say(f"unjudged {where} ({error})")
            continue
        judged += 1
        survivors += not by
        _say(f"{'killed' if by else 'SURVIVED'} {where}{f' ({by})' * bool(by)}")
    _say(f"{survivors} of {judged} changes survived")
    return bool(survivors)


if __name__ == "__main__":
    sys.exit(main())
