"""The pages before a long text: covers, title page, imprint, and who and what they name."""
