"""The campaign: mutated inputs of every reader, kills, failing disks and a soak, by seed.

``python -m tests.campaign --seconds N`` runs it; `docs/reliability.md` has what came of it.
"""
