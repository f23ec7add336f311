"""A run's results, in one format per module."""
