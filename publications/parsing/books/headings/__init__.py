"""The headings of a long text: those that a contents list names, and those known by their form."""
