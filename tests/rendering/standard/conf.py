"""A small standard that holds what is hard to print."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "IEC/XX 62056-8-99"
author = "A. Author"
copyright = "2025, A. Author"
extensions = ["sphinx_dlmsprofile", "own_nodes"]
language = "en"
dlms_pdf_line_numbers = "never"
html_theme = "alabaster"
