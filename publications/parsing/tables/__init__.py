"""Lists of works that come as a table: CSV from a spreadsheet, RIS from a reference manager.

Every cell keeps its place in the file, and the number of its row is the page of its words.
"""

from publications.parsing.tables.reading import Refusal, Row, Table, is_table, read_table

__all__ = ["Refusal", "Row", "Table", "is_table", "read_table"]
