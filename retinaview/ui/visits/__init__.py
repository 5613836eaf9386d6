"""The same eye at its previous visit: beside this photograph, over it, and as faint hints on it."""
