"""The reader's answer: the bar at the bottom of the window, and what the keys mean for it."""
