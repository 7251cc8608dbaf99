"""A running country in small, told through real actions."""
