"""What rests on the changes between two editions."""
