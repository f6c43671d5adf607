"""What other programs read: findings and reports as plain data."""
