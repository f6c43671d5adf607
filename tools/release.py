"""``make release``: build what would be published, and try it out; nothing is uploaded."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
DIST = ROOT / "dist"


def main() -> int:
    """Build and try a release; returns the exit status."""
    version = re.search(r'__version__ = "(.+)"', (ROOT / "sphinx_dlmsprofile/version.py").read_text("utf-8"))
    assert version  # noqa: S101
    if f"## [{version[1]}]" not in (ROOT / "CHANGELOG.md").read_text("utf-8"):
        sys.stderr.write(f"CHANGELOG.md has no head for {version[1]}: name the release there first\n")
        return 1
    if DIST.is_dir():
        shutil.rmtree(DIST)
    _run(sys.executable, "-m", "build", "--outdir", str(DIST), str(ROOT))
    [wheel] = DIST.glob("*.whl")
    with tempfile.TemporaryDirectory() as directory:
        venv.create(directory, with_pip=True)
        programs = Path(directory, "Scripts" if sys.platform == "win32" else "bin")
        _run(str(programs / "python"), "-m", "pip", "install", "--quiet", f"{wheel}[all]")
        _run(str(programs / "dlmsprofile"), "--version")
        _run(str(programs / "dlmsprofile"), "check", str(ROOT / "example_profile"), "--format", "github")
        _run(str(programs / "sphinx-build"), "-q", "-b", "dlmspdf", str(ROOT / "example_profile"), f"{directory}/pdf")
    names = ", ".join(sorted(path.name for path in DIST.iterdir()))
    sys.stdout.write(f"{names} in {DIST}: tag v{version[1]}, then upload them\n")
    return 0


def _run(*command: str) -> None:
    subprocess.run(command, check=True)  # noqa: S603  our own


if __name__ == "__main__":
    sys.exit(main())
