"""What stands on web pages around the text of a standard."""
