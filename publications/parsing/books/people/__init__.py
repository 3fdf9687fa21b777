"""Who made a long text: by its biographies, signatures, essays and thanks."""
