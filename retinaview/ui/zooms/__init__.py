"""The strip of regions seen enlarged."""
