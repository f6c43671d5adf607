"""What follows from a project and several rules or reports share: pure functions over the project."""
