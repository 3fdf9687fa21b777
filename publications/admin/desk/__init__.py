"""The pages of the desk that are no tables: handing in, reviewing, publishing, looking back."""
