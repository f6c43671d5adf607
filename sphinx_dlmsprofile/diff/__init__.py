"""What has changed between two editions of a profile, in the terms of the model.

It compares records alone: two projects read from sources, from ``profile.json``, or made by a program. The comparison
is fair: the changes from A to B are those from B to A, seen from the other side.
"""
