"""What stands on the page of an article: head, speech, bodies, and teasers of other articles."""
