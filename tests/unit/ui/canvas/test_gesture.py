from __future__ import annotations

from dataclasses import replace

import pytest

from retinaview.core.findings import Region
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.mask import Mask
from retinaview.ui.canvas.board import Board, Pointer
from retinaview.ui.canvas.gesture import Gesture
from retinaview.ui.canvas.layers import Tool
from retinaview.ui.canvas.outcomes import (
    Drawn,
    Edited,
    Outcome,
    RegionClicked,
    Reshaped,
    Selected,
    Sketch,
)
from retinaview.ui.canvas.outline_pulling import without_point

SIZE = (1000, 800)


def mark(key: str, *box: float, locked: bool = False) -> Mark:
    drawn = Mark.drawn(LesionClass.HAEMORRHAGE, Box(*box), author="reader")
    return replace(drawn, id=key, locked=locked)


BIG = mark("big", 100, 100, 200, 200)
SMALL = mark("small", 180, 180, 20, 20)
FAR = mark("far", 600, 500, 50, 50)
BOARD = Board(size=SIZE, marks=(BIG, SMALL, FAR))


def at(x: float, y: float, *, extend: bool = False, square: bool = False) -> Pointer:
    return Pointer(x, y, scale=1.0, extend=extend, square=square)


def drag(board: Board, start: Pointer, end: Pointer) -> Outcome:
    gesture = Gesture()
    gesture.press(board, start)
    gesture.move(at((start.x + end.x) / 2, (start.y + end.y) / 2))
    return gesture.release(end)


def click(board: Board, pointer: Pointer, gesture: Gesture | None = None) -> Outcome:
    gesture = gesture or Gesture()
    gesture.press(board, pointer)
    return gesture.release(pointer)


def selecting(*ids: str, **changes: bool) -> Board:
    return replace(BOARD, selection=ids, **changes)


def test_a_drag_on_empty_image_selects_and_moves_nothing() -> None:
    assert drag(selecting("far"), at(50, 50), at(320, 320)) == Selected(("big", "small"))


def test_a_band_with_shift_adds() -> None:
    outcome = drag(selecting("far"), at(50, 50, extend=True), at(320, 320, extend=True))
    assert outcome == Selected(("far", "big", "small"))


def test_a_drag_on_an_unselected_box_does_not_move_it() -> None:
    assert isinstance(drag(BOARD, at(620, 520), at(700, 600)), Selected)


def test_a_drag_inside_a_selected_box_moves_it() -> None:
    assert drag(selecting("far"), at(620, 520), at(630, 525)) == Edited(
        {"far": Box(610, 505, 50, 50)}
    )


def test_all_selected_boxes_move_together() -> None:
    outcome = drag(selecting("far", "small"), at(620, 520), at(621, 530))
    assert outcome == Edited({"small": Box(181, 190, 20, 20), "far": Box(601, 510, 50, 50)})


def test_a_small_box_inside_a_selected_one_does_not_get_in_the_way_of_moving() -> None:
    assert drag(selecting("big"), at(190, 190), at(200, 190)) == Edited(
        {"big": Box(110, 100, 200, 200)}
    )


def test_a_handle_resizes() -> None:
    assert drag(selecting("far"), at(651, 549), at(671, 559)) == Edited(
        {"far": Box(600, 500, 70, 60)}
    )


def test_no_handles_with_two_selected() -> None:
    outcome = drag(selecting("far", "small"), at(649, 549), at(659, 549))
    assert outcome == Edited({"far": Box(610, 500, 50, 50), "small": Box(190, 180, 20, 20)})


def test_a_locked_canvas_moves_nothing() -> None:
    assert isinstance(drag(selecting("far", locked=True), at(620, 520), at(640, 520)), Selected)
    assert isinstance(drag(selecting("far", locked=True), at(650, 550), at(640, 520)), Selected)


def test_a_locked_mark_stays_while_others_move() -> None:
    board = Board(
        size=SIZE,
        marks=(mark("a", 10, 10, 50, 50, locked=True), mark("b", 100, 10, 50, 50)),
        selection=("a", "b"),
    )
    assert drag(board, at(120, 30), at(130, 30)) == Edited({"b": Box(110, 10, 50, 50)})
    assert isinstance(drag(board, at(30, 30), at(40, 30)), Selected)


def test_a_move_there_and_back_is_no_edit() -> None:
    gesture = Gesture()
    gesture.press(selecting("far"), at(620, 520))
    gesture.move(at(700, 520))
    assert gesture.release(at(620, 520)) is None


@pytest.mark.parametrize("tool", list(Tool))
def test_less_than_three_screen_pixels_is_no_drag(tool: Tool) -> None:
    board = replace(selecting("far"), tool=tool)
    outcome = drag(board, at(620, 520), at(622, 522))
    assert not isinstance(outcome, Edited | Drawn)


def test_three_screen_pixels_are_few_source_pixels_when_zoomed_in() -> None:
    board = replace(BOARD, tool=Tool.DRAW)
    gesture = Gesture()
    gesture.press(board, Pointer(10, 10, scale=8.0))
    assert gesture.release(Pointer(11.5, 11.5, scale=8.0)) == Drawn(Box(10, 10, 2, 2))


def test_drawing_starts_anywhere_even_on_a_selected_box() -> None:
    board = replace(selecting("far"), tool=Tool.DRAW)
    assert drag(board, at(610, 510), at(640, 530)) == Drawn(Box(610, 510, 30, 20))


def test_shift_draws_a_square() -> None:
    board = replace(BOARD, tool=Tool.DRAW)
    outcome = drag(board, at(10, 10, square=True), at(30, 50, square=True))
    assert outcome == Drawn(Box(10, 10, 40, 40))


def test_a_click_while_drawing_does_nothing() -> None:
    assert click(replace(BOARD, tool=Tool.DRAW), at(190, 190)) is None


def test_a_click_selects_the_smallest() -> None:
    assert click(BOARD, at(190, 190)) == Selected(("small",))


def test_repeated_clicks_go_round() -> None:
    gesture = Gesture()
    board, chosen = BOARD, []
    for _ in range(3):
        outcome = click(board, at(190, 190), gesture)
        assert isinstance(outcome, Selected)
        board = replace(board, selection=outcome.ids)
        chosen.append(outcome.ids)
    assert chosen == [("small",), ("big",), ("small",)]


def test_a_click_elsewhere_in_the_same_box_starts_with_the_smallest_again() -> None:
    gesture = Gesture()
    click(BOARD, at(120, 120), gesture)
    assert click(selecting("big"), at(190, 190), gesture) == Selected(("small",))


def test_a_click_on_empty_image_clears_the_selection() -> None:
    assert click(selecting("far"), at(900, 100)) == Selected(())


def test_a_click_with_shift_adds_and_takes_away() -> None:
    assert click(selecting("far"), at(190, 190, extend=True)) == Selected(("far", "small"))
    assert click(selecting("far", "small"), at(190, 190, extend=True)) == Selected(("far",))
    assert click(selecting("far"), at(900, 100, extend=True)) is None


def test_a_click_on_a_region_number_names_it() -> None:
    region = Region(Box(700, 100, 100, 100), score=1.0, rank=3)
    assert click(replace(BOARD, regions=(region,)), at(705, 95)) == RegionClicked(3)


def test_what_is_shown_on_the_way() -> None:
    gesture = Gesture()
    gesture.press(selecting("far"), at(620, 520))
    assert gesture.move(at(621, 520)) == Sketch()
    assert gesture.move(at(630, 520)) == Sketch(boxes={"far": Box(610, 500, 50, 50)})
    gesture.cancel()
    assert gesture.move(at(640, 520)) == Sketch()
    assert gesture.release(at(640, 520)) is None


POLYGON = Mask.filling(Box(100, 100, 200, 200))


def of_mask(*, tool: Tool = Tool.SELECT, locked: bool = False) -> Board:
    masked = replace(mark("masked", 100, 100, 200, 200, locked=locked), mask=POLYGON)
    return Board(size=SIZE, marks=(masked, SMALL), selection=("masked",), tool=tool)


def test_a_point_of_the_selected_mask_is_dragged() -> None:
    gesture = Gesture()
    gesture.press(of_mask(), at(301, 299))
    assert gesture.move(at(400, 400)).pulled[1] == (400, 400)
    outcome = gesture.release(at(400, 400))
    assert isinstance(outcome, Reshaped)
    assert (outcome.mark_id, outcome.verb) == ("masked", "Move a point of")
    assert outcome.mask.has(350, 350)
    assert outcome.mask.has(110, 110)


def test_a_drag_on_an_edge_adds_a_point() -> None:
    outcome = drag(of_mask(), at(200, 301), at(200, 400))
    assert isinstance(outcome, Reshaped)
    assert outcome.verb == "Add a point to"
    assert outcome.mask.has(200, 380)
    assert len(outcome.outline.borders[0].points) == 5


@pytest.mark.parametrize(
    ("corner", "to", "kept"),
    [((300, 300), (5000, 5000), (1000, 800)), ((100, 100), (-50, -60), (0, 0))],
)
def test_a_point_goes_no_farther_than_the_photograph(
    corner: tuple[int, int], to: tuple[int, int], kept: tuple[int, int]
) -> None:
    outcome = drag(of_mask(), at(*corner), at(*to))
    assert isinstance(outcome, Reshaped)
    assert kept in map(tuple, outcome.outline.borders[0].places.tolist())


def test_a_point_that_comes_back_changes_nothing() -> None:
    gesture = Gesture()
    gesture.press(of_mask(), at(300, 300))
    gesture.move(at(400, 400))
    assert gesture.release(at(300, 300)) is None


def test_a_mask_is_resized_by_the_corners_off_it_and_moved_from_inside() -> None:
    assert drag(of_mask(), at(314, 314), at(334, 324)) == Edited(
        {"masked": Box(100, 100, 220, 210)}
    )
    assert drag(of_mask(), at(250, 250), at(255, 250)) == Edited(
        {"masked": Box(105, 100, 200, 200)}
    )


def test_points_are_those_of_the_one_selected_mask_that_may_change() -> None:
    assert not isinstance(drag(of_mask(locked=True), at(300, 300), at(350, 350)), Reshaped)
    assert isinstance(drag(of_mask(tool=Tool.DRAW), at(300, 300), at(350, 350)), Drawn)
    several = replace(of_mask(), selection=("masked", "small"))
    assert not isinstance(drag(several, at(300, 300), at(350, 350)), Reshaped)


def test_a_mask_that_is_small_on_the_screen_has_no_points() -> None:
    start, end = (Pointer(x, 301, scale=0.1) for x in (200.0, 260.0))
    assert not isinstance(drag(of_mask(), start, end), Reshaped)


def test_a_click_on_a_point_leaves_the_selection() -> None:
    assert click(of_mask(), at(300, 300)) is None


def test_a_point_is_taken_away_while_three_are_left() -> None:
    board = of_mask()
    target = board.target(at(300, 300))
    assert target.grip is not None
    rest = without_point(board, "masked", target.grip)
    assert rest is not None
    assert rest.verb == "Remove a point of"
    assert rest.mask.area_px == pytest.approx(200 * 200 / 2, rel=0.02)
    triangle = replace(board.marks[0], mask=rest.mask)
    board = replace(board, marks=(triangle,))
    board.outlines.keep(rest.mask, rest.outline)
    grip = board.target(at(100, 100)).grip
    assert grip is not None
    assert without_point(board, "masked", grip) is None
