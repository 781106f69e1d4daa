"""The edits of the writing assistant: one module each; the file name is the edit."""
