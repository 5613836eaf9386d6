"""The demonstration on drawn photographs."""
