"""What carries a notice or a letter to a reader, one file each."""
