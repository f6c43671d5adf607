"""A standard that is kept in this process, and judged again as its texts change, before they are in their files."""
