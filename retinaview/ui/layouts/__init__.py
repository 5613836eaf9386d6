"""One eye, both eyes, or one photograph by two networks: what stands in the window's panes."""
