"""What can be read off one text, Chinese and English."""
