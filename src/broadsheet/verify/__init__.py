"""Is it so, is it fit to print? A text against its evidence."""
