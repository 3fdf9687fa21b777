"""What stands on the page of a report: its head and foot, lines with one value, bodies."""
