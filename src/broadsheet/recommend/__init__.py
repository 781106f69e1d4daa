"""What for whom, and why."""
