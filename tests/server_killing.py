"""Kill a server again and again while two sessions write, and check that nothing is lost.

``python -m tests.server_killing --kills 100 --seed 1`` runs more of it than the tests do.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import random
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.server_address import ServerAddress
from retinaview.project.images import NewImage
from retinaview.project.server.server_store import ServerStore
from retinaview.session.session import Session
from retinaview.session.study import open_study
from tests.postgresql import Server, a_server, new_study_name

_PHOTOGRAPHS = 4
_LONGEST_UP_S, _LONGEST_DOWN_S = 5.0, 0.3


class Writer:
    """A session that draws and moves marks until it is told to stop.

    Attributes
    ----------
    drawn : dict of str to Mark
        What its session has said is done, by id.
    """

    def __init__(self, address: ServerAddress, seed: int) -> None:
        self.session: Session = open_study([address], reader="")
        self.drawn: dict[str, tuple[int, Mark]] = {}
        self.told: list[str] = []
        self.offline = 0
        self.session.message.connect(self.told.append)
        self._dice = random.Random(seed)
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self.session.follow, args=(lambda news: news(),)),
            threading.Thread(target=self._write),
        ]
        for thread in self._threads:
            thread.start()

    def _write(self) -> None:
        while not self._stopping.is_set():
            image_id = self._dice.randint(1, _PHOTOGRAPHS)
            box = Box(self._dice.uniform(0, 500), self._dice.uniform(0, 500), 10, 10)
            self.offline += bool(self.session.line)
            standing = self.session.marks(image_id)
            if standing and self._dice.random() < 0.5:  # anybody's
                self.session.set_boxes(image_id, {self._dice.choice(standing).id: box})
            else:
                mark = self.session.draw(image_id, LesionClass.HAEMORRHAGE, box)
                if mark is not None:
                    self.drawn[mark.id] = image_id, mark
            time.sleep(self._dice.uniform(0, 0.2))

    def stop_writing(self) -> None:
        self._stopping.set()
        self._threads[1].join()

    def close(self) -> None:
        self._stopping.set()
        self.session.close()
        for thread in self._threads:
            thread.join()


def run(server: Server, folder: Path, *, kills: int, seed: int) -> str:
    """Do it on a new study; AssertionError where something finished is lost."""
    address = server.address(new_study_name())
    dice = random.Random(seed)
    with closing(ServerStore.create(address, folder)) as store:
        store.add_images([NewImage(f"{number}.png") for number in range(_PHOTOGRAPHS)])
    writers = [Writer(address, seed + number) for number in (1, 2)]
    try:
        for _ in range(kills):
            time.sleep(dice.uniform(0.2, _LONGEST_UP_S))
            server.kill()
            time.sleep(dice.uniform(0, _LONGEST_DOWN_S))
            server.start()
        for writer in writers:
            writer.stop_writing()
        _wait_until_merged(writers)
        return _check(address, writers)
    finally:
        for writer in writers:
            writer.close()


def _wait_until_merged(writers: list[Writer]) -> None:
    deadline = time.monotonic() + 300
    stores = [writer.session._on_server for writer in writers]
    while any(store is not None and store.journal.waiting for store in stores):
        if time.monotonic() > deadline:
            faulthandler.dump_traceback()
            raise AssertionError("what waited was never written")
        time.sleep(0.05)
    time.sleep(1)  # the other window's news


def _check(address: ServerAddress, writers: list[Writer]) -> str:
    with closing(ServerStore(address)) as store:
        there = {i: {m.id: m for m in marks} for i, marks in store.all_marks().items()}
        drawings = Counter(
            mark["id"]
            for event in store.events()
            if event.label.startswith("Draw")
            for mark in event.after
        )
        moves = sum(event.label.startswith(("Move", "Resize")) for event in store.events())
    drawn = {key: value for writer in writers for key, value in writer.drawn.items()}
    lost = [mark_id for mark_id, (image_id, _) in drawn.items() if mark_id not in there[image_id]]
    assert not lost, f"{len(lost)} of {len(drawn)} marks that were drawn are lost"
    assert drawings == Counter(dict.fromkeys(drawn, 1)), "a drawing was written twice, or not told"
    conflicts = [conflict for writer in writers for conflict in writer.session.conflicts]
    for conflict in conflicts:  # of moves alone: what was drawn crosses nothing
        assert not conflict.kept.label.startswith("Draw")
    for writer in writers:
        for image_id, marks in there.items():
            assert {m.id: m for m in writer.session.marks(image_id)} == marks, "windows differ"
    offline = sum(writer.offline for writer in writers)
    return (
        f"{len(drawn)} marks drawn and {moves} moves written, {offline} edits begun without the "
        f"server, {len(conflicts)} crossed and kept aside; nothing lost"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder
        for server in a_server():
            began = time.monotonic()
            said = run(server, Path(folder), kills=given.kills, seed=given.seed)
            seconds = time.monotonic() - began
            print(f"{given.kills} kills in {seconds:.0f} s: {said}")  # noqa: T201


if __name__ == "__main__":
    main()
