"""What a command does with many photographs: screen, discover, score files."""
