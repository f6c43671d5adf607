"""What the attributes of our objects are called in ReqIF."""

from __future__ import annotations

from sphinx_dlmsprofile.model.provision_attributes import ATTRIBUTES

CHAPTER_NAME, CHAPTER_NUMBER = "ReqIF.ChapterName", "ReqIF.ChapterNumber"
FOREIGN_ID, TEXT, KIND = "ReqIF.ForeignID", "ReqIF.Text", "Kind"

ATTRIBUTE_NAMES = {**ATTRIBUTES, "criterion": "ReqIF.FitCriteria"}
"""Those of the attributes of a provision."""
