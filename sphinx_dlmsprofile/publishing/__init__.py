"""One document made from many, and a folder for each paper-like output."""
