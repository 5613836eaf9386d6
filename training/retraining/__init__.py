"""Retraining of networks on a reader's own labels, with an honest before and after."""
