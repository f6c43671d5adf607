"""Text judged by the ISO/IEC Directives, Part 2."""
