"""Networks, the registry that builds them by name, and the weights and cards that go with them."""
