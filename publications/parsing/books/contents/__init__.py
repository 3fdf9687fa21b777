"""Contents lists, as they are printed."""
