"""Reports of a kept check: a file a format, each with `MEDIA_TYPE`, `SUFFIX` and `render(stored, language)`."""
