"""Studies on a server: making and opening them, who reads what, and edits that crossed others'."""
