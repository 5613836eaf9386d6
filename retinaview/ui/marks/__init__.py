"""The marks of a photograph: listed, drawn, edited."""
