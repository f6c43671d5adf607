"""Files beside the sources of a new standard, for those who ask for them: hooks, continuous integration, the editor."""

from __future__ import annotations

_PRE_COMMIT = """\
# pip install pre-commit && pre-commit install
repos:
  - repo: local
    hooks:
      - id: dlmsprofile-check
        name: dlmsprofile check
        entry: dlmsprofile check .
        language: system
        pass_filenames: false
        files: \\.(rst|md|ya?ml|py)$
"""

_CI = """\
# Checks the standard in each pull request, and keeps its pages and its PDF.
name: Standard
on: [push, pull_request]
jobs:
  standard:
    runs-on: ubuntu-latest
    permissions: {contents: read}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: {python-version: "3.12"}
      - run: pip install "sphinx-dlmsprofile[all]"
      - run: dlmsprofile check . --format github
      - run: sphinx-build -b html . _build/html
      - run: sphinx-build -b dlmspdf . _build/pdf
      - uses: actions/upload-artifact@v4
        with: {name: standard, path: _build}
"""

_EDITOR = """\
root = true

[*.{rst,md,yaml,py}]
charset = utf-8
end_of_line = lf
indent_style = space
insert_final_newline = true
trim_trailing_whitespace = true
"""

EXTRAS: dict[str, dict[str, str]] = {
    "pre-commit": {".pre-commit-config.yaml": _PRE_COMMIT},
    "ci": {".github/workflows/standard.yml": _CI},
    "editor": {".editorconfig": _EDITOR},
}
"""What can be asked for, and the files that it is."""
