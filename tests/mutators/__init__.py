"""Small valid inputs of every reader, and mutations that know their structure."""
