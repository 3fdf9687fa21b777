"""Every record in every format that a reader's tools speak."""
