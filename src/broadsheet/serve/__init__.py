"""The doors: command line, HTTP and web."""
