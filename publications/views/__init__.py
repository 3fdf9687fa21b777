"""Pages: a request becomes parameters, the parameters a queryset, the queryset a context."""
