"""The study: opened, listed, its photographs in small."""
