"""A draft that others wrote, in Word or Markdown, as the sources of a project."""
