"""What rests on what has changed: one walk from each change between two editions to those who have to look again."""
