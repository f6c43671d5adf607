"""One document out of many, and a folder for each paper-like output."""
