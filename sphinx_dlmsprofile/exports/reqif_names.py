"""What the attributes of our objects are called in ReqIF."""

from __future__ import annotations

CHAPTER_NAME, CHAPTER_NUMBER = "ReqIF.ChapterName", "ReqIF.ChapterNumber"
FOREIGN_ID, TEXT, KIND = "ReqIF.ForeignID", "ReqIF.Text", "Kind"

ATTRIBUTE_NAMES = {
    "verification": "Verification",
    "criterion": "ReqIF.FitCriteria",
    "rationale": "Rationale",
    "allocation": "Allocation",
    "status": "Status",
    "owner": "Owner",
    "change_request": "Change request",
    "relevance": "Relevance",
}
"""Those of the attributes of a provision."""
