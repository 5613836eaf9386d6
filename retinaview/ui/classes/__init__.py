"""The classes of the open study: how they look, and the dialog that changes them."""
