"""The JSON API: read-only, the filters of the pages, documented by its own OpenAPI."""
