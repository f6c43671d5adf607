"""Configuration of the example: a whole communication profile standard."""

project = "IEC 62056-8-30"
author = "The sphinx-dlmsprofile developers"
copyright = "2025 sphinx-dlmsprofile"

extensions = ["sphinx_dlmsprofile"]
language = "en"
html_theme = "alabaster"
html_theme_options = {"page_width": "1100px", "sidebar_width": "260px"}

dlms_waivers = "waivers.yaml"
dlms_stage = "final"
