"""From what is printed on a page to its lines in reading order: rows, tables, furniture."""
