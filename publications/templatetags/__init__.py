"""What templates can say of records, of filters and of text."""
