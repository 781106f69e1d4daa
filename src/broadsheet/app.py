"""The composition root: settings in, one open Newsroom out. The one file that knows all rooms."""
