"""From photograph to photograph, and the reader's answer for each."""
