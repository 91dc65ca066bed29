"""Stands in for matplotlib: keeps what notebooks draw, and prints a figure as a line of JSON when it is shown."""
