from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from retinaview.core.imports import gathering, importing


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_the_collector_rests_while_a_module_is_imported_and_not_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "large_one.py").write_text("import gc\nENABLED = gc.isenabled()\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with importing():
        large_one = import_module("large_one")
    assert not large_one.ENABLED
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    del sys.modules["large_one"]


def test_what_is_imported_already_freezes_nothing() -> None:
    gc.unfreeze()
    with importing():
        import_module("json")
    assert gc.get_freeze_count() == 0


def test_it_rests_until_the_last_of_several_threads_is_done() -> None:
    begun, go = threading.Event(), threading.Event()

    def work() -> None:
        with importing():
            begun.set()
            go.wait(10)

    thread = threading.Thread(target=work)
    thread.start()
    assert begun.wait(10)
    with importing():
        pass
    assert not gc.isenabled()
    go.set()
    thread.join()
    assert gc.isenabled()


def test_an_import_that_fails_wakes_it_again() -> None:
    with pytest.raises(ImportError), importing():
        import_module("no_module_of_this_name")
    assert gc.isenabled()


def test_the_collector_rests_while_a_study_is_gathered_and_works_again_after() -> None:
    with gathering():
        assert not gc.isenabled()
        with gathering():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
