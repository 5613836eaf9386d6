from pathlib import Path

from retinaview.core.errors import Cancelled, LabelError, RetinaViewError
from retinaview.core.resources import resource_path


def test_the_sentence_names_file_and_field() -> None:
    error = LabelError("must be positive, not -1", path="boxes.csv", field="row 3, width")
    assert str(error) == "boxes.csv: row 3, width: must be positive, not -1"
    assert error.path == Path("boxes.csv")


def test_without_a_place_it_is_the_message_alone() -> None:
    assert str(RetinaViewError("no")) == "no"
    assert isinstance(Cancelled(), RetinaViewError)


def test_resources_are_found_from_anywhere() -> None:
    assert resource_path("weights").is_dir()
