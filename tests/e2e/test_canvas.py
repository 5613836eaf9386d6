"""The canvas as a person uses it: with a mouse, a wheel and a few keys."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPointingDevice, QTransform, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from retinaview.core.errors import RetinaViewError
from retinaview.core.findings import HeatMap, LesionMap, Quality, Region
from retinaview.core.geometry import Box
from retinaview.core.landmarks import Landmark, Landmarks
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance, Status
from retinaview.imaging.halvings import Halvings
from retinaview.imaging.views import Appearance, View, render
from retinaview.ui.canvas import FundusCanvas, Layer, Tool
from retinaview.ui.canvas.earlier_item import Hint
from tests.e2e.pictures import picture

WIDTH, HEIGHT = 1600, 1200
LEFT, MIDDLE, RIGHT = (
    Qt.MouseButton.LeftButton,
    Qt.MouseButton.MiddleButton,
    Qt.MouseButton.RightButton,
)
SHIFT = Qt.KeyboardModifier.ShiftModifier
NO_KEY = Qt.KeyboardModifier.NoModifier
RUN = Provenance("ganet", "1", "0" * 64, threshold=0.5, score=0.8)


def photograph(seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (HEIGHT, WIDTH, 3), dtype=np.uint8)


def drawn(key: str, *box: float, locked: bool = False) -> Mark:
    mark = Mark.drawn(LesionClass.HARD_EXUDATE, Box(*box), author="reader")
    return replace(mark, id=key, locked=locked)


def proposed(key: str, *box: float) -> Mark:
    return replace(Mark.proposed(LesionClass.HAEMORRHAGE, Box(*box), provenance=RUN), id=key)


@pytest.fixture
def canvas(qtbot: QtBot) -> FundusCanvas:
    widget = FundusCanvas()
    qtbot.addWidget(widget)
    widget.resize(900, 700)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.set_photograph(Halvings(photograph()))
    return widget


class Hand:
    """A mouse whose places are given in source pixels; remembers what the canvas said."""

    def __init__(self, canvas: FundusCanvas, qtbot: QtBot) -> None:
        self.canvas, self.qtbot = canvas, qtbot
        self.drawn: list[Box] = []
        self.edited: list[dict[str, Box]] = []
        self.selected: list[tuple[str, ...]] = []
        canvas.box_drawn.connect(self.drawn.append)
        canvas.boxes_edited.connect(self.edited.append)
        canvas.selection_changed.connect(self.selected.append)

    def at(self, x: float, y: float) -> QPoint:
        return self.canvas.mapFromScene(x, y)

    def drag(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        button: Qt.MouseButton = LEFT,
        keys: Qt.KeyboardModifier = NO_KEY,
    ) -> None:
        self.drag_on_screen(self.at(*start), self.at(*end), button=button, keys=keys)

    def drag_on_screen(
        self,
        start: QPoint,
        end: QPoint,
        *,
        button: Qt.MouseButton = LEFT,
        keys: Qt.KeyboardModifier = NO_KEY,
    ) -> None:
        viewport = self.canvas.viewport()
        self.qtbot.mousePress(viewport, button, keys, start)
        self.qtbot.mouseMove(viewport, (start + end) / 2)
        self.qtbot.mouseMove(viewport, end)
        self.qtbot.mouseRelease(viewport, button, keys, end)

    def click(
        self,
        x: float,
        y: float,
        *,
        button: Qt.MouseButton = LEFT,
        keys: Qt.KeyboardModifier = NO_KEY,
    ) -> None:
        self.qtbot.mouseClick(self.canvas.viewport(), button, keys, self.at(x, y))

    def double_click(self, x: float, y: float) -> None:
        self.qtbot.mouseDClick(self.canvas.viewport(), LEFT, NO_KEY, self.at(x, y))


@pytest.fixture
def hand(canvas: FundusCanvas, qtbot: QtBot) -> Hand:
    return Hand(canvas, qtbot)


def wheel(canvas: FundusCanvas, position: QPointF, notches: int, keys: Qt.KeyboardModifier) -> None:
    event = QWheelEvent(
        position,
        canvas.viewport().mapToGlobal(position),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas.viewport(), event)


# Drawing


@pytest.mark.parametrize("scale", [0.5, 1.0, 1.7, 4.0, 12.0])
def test_a_drawn_box_lies_on_the_pixels_that_were_dragged(
    canvas: FundusCanvas, hand: Hand, scale: float
) -> None:
    canvas.set_tool(Tool.DRAW)
    canvas.zoom_to(scale)
    canvas.centre_on(Box(700, 500, 20 / scale + 30, 20 / scale + 30))
    canvas.zoom_to(scale)
    hand.drag((705, 503), (735, 528))
    (box,) = hand.drawn
    # A mouse stands on whole screen pixels; below 1:1 that is as exact as it gets.
    exact = max(1.0, 1 / scale) + 1
    assert box.x == pytest.approx(705, abs=exact)
    assert box.y == pytest.approx(503, abs=exact)
    assert box.right == pytest.approx(735, abs=exact)
    assert box.bottom == pytest.approx(528, abs=exact)
    assert all(value == round(value) for value in (box.x, box.y, box.width, box.height))


def test_a_photograph_pixel_is_where_its_box_is(canvas: FundusCanvas) -> None:
    rgb = np.zeros((HEIGHT, WIDTH, 3), dtype=np.uint8)
    rgb[500:505, 700:710] = (0, 255, 0)
    canvas.set_photograph(Halvings(rgb))
    canvas.zoom_to(8.0)
    canvas.centre_on(Box(700, 500, 60, 60))
    canvas.set_smooth(False)
    image = canvas.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    inside = canvas.mapFromScene(709.5, 504.5) * ratio
    right_of, below = (
        canvas.mapFromScene(x, y) * ratio for x, y in ((710.5, 504.5), (709.5, 505.5))
    )
    assert image.pixelColor(inside) == QColor(0, 255, 0)
    assert image.pixelColor(right_of) == QColor(0, 0, 0)
    assert image.pixelColor(below) == QColor(0, 0, 0)


def test_many_boxes_in_a_row_even_quickly(canvas: FundusCanvas, hand: Hand, qtbot: QtBot) -> None:
    canvas.set_tool(Tool.DRAW)
    hand.drag((300, 300), (340, 340))
    # The second press comes so soon that Qt calls it a double click.
    viewport = canvas.viewport()
    position, end = QPointF(hand.at(345, 345)), hand.at(400, 400)
    event = QMouseEvent(
        QEvent.Type.MouseButtonDblClick,
        position,
        viewport.mapToGlobal(position),
        LEFT,
        LEFT,
        NO_KEY,
        QPointingDevice.primaryPointingDevice(),
    )
    QApplication.sendEvent(viewport, event)
    qtbot.mouseMove(viewport, end)
    qtbot.mouseRelease(viewport, LEFT, NO_KEY, end)
    assert len(hand.drawn) == 2


def test_a_drawn_box_ends_at_the_rim(canvas: FundusCanvas, hand: Hand) -> None:
    canvas.set_tool(Tool.DRAW)
    hand.drag((1500, 1100), (WIDTH + 200, HEIGHT + 10))
    (box,) = hand.drawn
    assert (box.right, box.bottom) == (WIDTH, HEIGHT)


def test_shift_draws_a_square(canvas: FundusCanvas, hand: Hand) -> None:
    canvas.set_tool(Tool.DRAW)
    hand.drag((400, 400), (600, 500), keys=SHIFT)
    (box,) = hand.drawn
    assert box.width == box.height == pytest.approx(200, abs=4)


def test_a_shaky_click_draws_nothing(canvas: FundusCanvas, hand: Hand) -> None:
    canvas.set_tool(Tool.DRAW)
    start = hand.at(400, 400)
    hand.drag_on_screen(start, start + QPoint(2, 2))
    assert hand.drawn == []


def test_escape_gives_a_box_up(canvas: FundusCanvas, hand: Hand, qtbot: QtBot) -> None:
    canvas.set_tool(Tool.DRAW)
    viewport = canvas.viewport()
    qtbot.mousePress(viewport, LEFT, pos=hand.at(400, 400))
    qtbot.mouseMove(viewport, hand.at(500, 500))
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    qtbot.mouseRelease(viewport, LEFT, pos=hand.at(500, 500))
    assert hand.drawn == []


# Selecting and editing


def test_a_click_selects_and_a_drag_moves_and_nothing_changes_by_itself(
    canvas: FundusCanvas, hand: Hand
) -> None:
    before = (drawn("a", 400, 400, 100, 80),)
    canvas.set_marks(before)
    hand.drag((450, 440), (550, 440))
    assert hand.edited == []
    hand.click(450, 440)
    assert canvas.selection() == ("a",)
    hand.drag((450, 440), (550, 460))
    (boxes,) = hand.edited
    assert (boxes["a"].width, boxes["a"].height) == (100, 80)
    assert boxes["a"].x == pytest.approx(500, abs=4)
    # The canvas shows what it was told, not what it asked for.
    assert canvas._overlays.marks._places.tolist() == [[400, 400, 100, 80]]


def test_a_drag_on_empty_image_is_a_selection_band(canvas: FundusCanvas, hand: Hand) -> None:
    canvas.set_marks((drawn("a", 400, 400, 20, 20), drawn("b", 500, 500, 20, 20)))
    canvas.set_selection(("a",))
    hand.drag((350, 350), (700, 700))
    assert canvas.selection() == ("a", "b")
    assert hand.edited == []


def test_a_locked_canvas_emits_no_edit(canvas: FundusCanvas, hand: Hand) -> None:
    canvas.set_marks((drawn("a", 400, 400, 100, 80),))
    canvas.set_selection(("a",))
    canvas.set_locked(True)
    hand.drag((450, 440), (550, 460))
    canvas.nudge_selection(5, 5)
    assert hand.edited == []


def test_a_nudge_moves_unlocked_marks_and_stops_at_the_rim(
    canvas: FundusCanvas, hand: Hand
) -> None:
    canvas.set_marks((drawn("a", 0, 400, 50, 50), drawn("b", 90, 90, 9, 9, locked=True)))
    canvas.set_selection(("a", "b"))
    canvas.nudge_selection(-1, 0)
    canvas.nudge_selection(10, 1)
    assert hand.edited == [{"a": Box(10, 401, 50, 50)}]


def test_a_dragged_mark_that_vanished_is_not_edited(
    canvas: FundusCanvas, hand: Hand, qtbot: QtBot
) -> None:
    canvas.set_marks((drawn("a", 400, 400, 100, 80),))
    canvas.set_selection(("a",))
    viewport = canvas.viewport()
    qtbot.mousePress(viewport, LEFT, pos=hand.at(450, 440))
    qtbot.mouseMove(viewport, hand.at(500, 500))
    canvas.set_marks(())
    qtbot.mouseRelease(viewport, LEFT, pos=hand.at(500, 500))
    assert hand.edited == []
    assert canvas.selection() == ()


def test_the_selection_is_told_once_and_forgets_what_is_gone(
    canvas: FundusCanvas, hand: Hand
) -> None:
    canvas.set_marks((drawn("a", 10, 10, 9, 9), drawn("b", 50, 50, 9, 9)))
    canvas.set_selection(("a", "b", "nobody"))
    canvas.set_selection(("a", "b"))
    canvas.set_marks((drawn("b", 50, 50, 9, 9),))
    assert hand.selected == [("a", "b"), ("b",)]


def test_a_hidden_mark_cannot_be_touched(canvas: FundusCanvas, hand: Hand) -> None:
    rejected = proposed("r", 800, 800, 40, 40).with_status(Status.REJECTED, author="reader")
    canvas.set_marks((proposed("p", 400, 400, 40, 40), rejected))
    hand.click(820, 820)
    assert canvas.selection() == ()
    hand.click(420, 420)
    assert canvas.selection() == ("p",)
    canvas.set_layer_visible(Layer.PROPOSALS, False)
    hand.drag((420, 420), (500, 500))
    assert hand.edited == []
    canvas.set_layer_visible(Layer.REJECTED, True)
    hand.click(820, 820)
    assert canvas.selection() == ("r",)


def test_the_right_button_selects_for_a_menu(canvas: FundusCanvas, hand: Hand) -> None:
    canvas.set_marks((drawn("a", 400, 400, 40, 40), drawn("b", 600, 400, 40, 40)))
    hand.click(420, 420, button=RIGHT)
    assert canvas.selection() == ("a",)
    canvas.set_selection(("a", "b"))
    hand.click(420, 420, button=RIGHT)
    assert canvas.selection() == ("a", "b")


def test_a_double_click_opens_a_mark_or_fits(
    canvas: FundusCanvas, hand: Hand, qtbot: QtBot
) -> None:
    canvas.set_marks((drawn("a", 400, 400, 40, 40),))
    with qtbot.waitSignal(canvas.mark_activated) as activated:
        hand.double_click(420, 420)
    assert activated.args == ["a"]
    fitted = canvas.zoom
    canvas.zoom_by(3)
    hand.double_click(700, 700)
    assert canvas.zoom == fitted


def test_a_click_on_a_region_number_is_told(canvas: FundusCanvas, hand: Hand, qtbot: QtBot) -> None:
    canvas.set_regions((Region(Box(400, 400, 300, 300), score=0.9, rank=2),))
    with qtbot.waitSignal(canvas.region_clicked) as clicked:
        hand.click(405, 395)
    assert clicked.args == [2]


# Zoom, pan and what survives


@pytest.mark.parametrize("keys", [NO_KEY, Qt.KeyboardModifier.ControlModifier])
def test_the_wheel_zooms_at_the_pointer(
    canvas: FundusCanvas, keys: Qt.KeyboardModifier, qtbot: QtBot
) -> None:
    place = QPointF(300, 200)
    before, zoom = canvas.source_point(place), canvas.zoom
    with qtbot.waitSignal(canvas.zoom_changed):
        wheel(canvas, place, 5, keys)
    after = canvas.source_point(place)
    assert canvas.zoom > 2 * zoom
    assert (after - before).manhattanLength() * canvas.zoom < 2


def test_the_zoom_has_ends(canvas: FundusCanvas) -> None:
    canvas.zoom_by(1e9)
    assert canvas.zoom == 40.0
    canvas.zoom_by(1e-9)
    assert 0 < canvas.zoom < 1


def test_the_middle_button_and_a_held_key_pan(canvas: FundusCanvas, hand: Hand) -> None:
    canvas.set_marks((drawn("a", 700, 500, 100, 100),))
    canvas.set_selection(("a",))
    canvas.zoom_to(2.0)
    before = canvas.visible_box()
    hand.drag((750, 550), (780, 540), button=MIDDLE)
    canvas.hold_pan(True)
    hand.drag((750, 550), (780, 540))
    canvas.hold_pan(False)
    after = canvas.visible_box()
    assert before is not None
    assert after is not None
    assert after.x == pytest.approx(before.x - 60, abs=1)
    assert after.y == pytest.approx(before.y + 20, abs=1)
    assert hand.edited == []


def test_overlays_and_marks_leave_the_view_alone(canvas: FundusCanvas) -> None:
    canvas.zoom_to(3.0)
    canvas.centre_on(Box(900, 700, 100, 100))
    before = canvas.visible_box()
    canvas.set_marks((drawn("a", 10, 10, 20, 20),))
    canvas.set_heat_map(HeatMap("m", "DR 2", np.ones((4, 4), np.float32), Box(0, 0, 1600, 1200)))
    canvas.set_regions((Region(Box(0, 0, 50, 50), 0.5, 1),))
    canvas.set_appearance(Appearance(View.RED_FREE))
    canvas.set_photograph(Halvings(photograph(1)), keep_view=True)
    assert canvas.visible_box() == before


def test_another_size_is_fitted_even_when_the_view_shall_be_kept(canvas: FundusCanvas) -> None:
    canvas.zoom_to(3.0)
    canvas.set_photograph(Halvings(photograph()[:600]), keep_view=True)
    assert canvas.visible_box() == Box(0, 0, WIDTH, 600)


def test_a_fitted_photograph_stays_fitted_in_a_resized_window(canvas: FundusCanvas) -> None:
    canvas.resize(500, 400)
    assert canvas.visible_box() == Box(0, 0, WIDTH, HEIGHT)


def test_a_resized_window_keeps_the_middle(canvas: FundusCanvas) -> None:
    canvas.zoom_to(2.0)
    canvas.centre_on(Box(700, 500, 100, 100))
    canvas.resize(600, 500)
    seen = canvas.visible_box()
    assert seen is not None
    assert seen.centre == pytest.approx((750, 550), abs=2)


@pytest.mark.parametrize(
    ("box", "at_least", "at_most"),
    [
        (Box(1590, 5, 6, 6), 30, 40),  # never closer than sixfold
        (Box(300, 300, 20, 10), 40, 80),
    ],
)
def test_a_box_that_is_looked_up_is_in_the_middle_and_large_enough(
    canvas: FundusCanvas, box: Box, at_least: float, at_most: float
) -> None:
    canvas.centre_on(box)
    middle = canvas.source_point(QPointF(canvas.viewport().rect().center()))
    assert (middle.x(), middle.y()) == pytest.approx(box.centre, abs=3)
    assert at_least <= canvas.zoom * box.width <= at_most


def test_a_box_that_is_seen_well_already_leaves_the_view_alone(canvas: FundusCanvas) -> None:
    before = canvas.visible_box()
    canvas.centre_on(Box(300, 300, 400, 200))
    assert canvas.visible_box() == before


def test_a_box_larger_than_the_view_is_shown_whole(canvas: FundusCanvas) -> None:
    canvas.zoom_to(10.0)
    canvas.centre_on(Box(300, 300, 400, 200))
    seen = canvas.visible_box()
    assert seen is not None
    assert seen.contains(300, 300)
    assert seen.contains(700, 500)


def test_the_pointer_is_told_in_source_pixels(
    canvas: FundusCanvas, hand: Hand, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(canvas.pointer_moved) as moved:
        qtbot.mouseMove(canvas.viewport(), hand.at(800, 600))
    assert moved.args[0] == pytest.approx((800, 600), abs=2)
    with qtbot.waitSignal(canvas.pointer_moved) as moved:
        qtbot.mouseMove(canvas.viewport(), QPoint(2, 2))
    assert moved.args == [None]


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_PageDown, Qt.Key.Key_A])
def test_keys_that_are_not_its_own_are_left_to_the_window(
    canvas: FundusCanvas, qtbot: QtBot, key: Qt.Key
) -> None:
    canvas.zoom_to(4.0)
    before = canvas.visible_box()
    qtbot.keyClick(canvas, key)
    assert canvas.visible_box() == before


# What is shown


def pixels(canvas: FundusCanvas) -> np.ndarray:
    return as_array(picture(canvas))


def as_array(image: QImage) -> np.ndarray:
    flat = np.frombuffer(image.constBits(), np.uint8)
    return flat.reshape(image.height(), image.bytesPerLine())[:, : 4 * image.width()].copy()


def full(canvas: FundusCanvas) -> None:
    probability = np.zeros((300, 400), np.uint8)
    probability[100:140, 100:160] = 200
    extent = Box(0, 0, WIDTH, HEIGHT)
    canvas.set_marks((drawn("a", 400, 400, 100, 80), proposed("p", 900, 300, 60, 60)))
    canvas.set_heat_map(HeatMap("m", "DR 2", np.ones((4, 4), np.float32), extent))
    canvas.set_lesion_maps((LesionMap(LesionClass.HARD_EXUDATE, probability, extent, 0.5),))
    canvas.set_regions((Region(Box(1000, 800, 200, 200), 0.5, 1),))
    canvas.set_landmarks(Landmarks(Landmark(1200, 600, 0.9), Landmark(700, 620, 0.9)))
    corners = ((600, 300), (700, 300), (700, 380), (600, 380))
    canvas.set_hints((Hint(LesionClass.HAEMORRHAGE, corners),))


def test_every_layer_shows_something_and_bare_hides_them_all(canvas: FundusCanvas) -> None:
    empty = pixels(canvas)
    full(canvas)
    for layer in Layer:
        canvas.set_layer_visible(layer, False)
    assert (pixels(canvas) == empty).all()
    for layer in set(Layer) - {Layer.REJECTED}:
        canvas.set_layer_visible(layer, True)
        assert (pixels(canvas) != empty).any(), layer
        canvas.set_layer_visible(layer, False)
    for layer in Layer:
        canvas.set_layer_visible(layer, True)
    canvas.set_bare(True)
    assert (pixels(canvas) == empty).all()
    canvas.set_bare(False)
    assert (pixels(canvas) != empty).any()


def test_a_proposal_looks_different_from_a_drawn_box(canvas: FundusCanvas) -> None:
    box = (400, 400, 200, 160)
    canvas.set_marks((replace(drawn("a", *box), lesion=LesionClass.HAEMORRHAGE),))
    human = pixels(canvas)
    canvas.set_marks((proposed("a", *box),))
    assert (pixels(canvas) != human).any()


def test_the_threshold_changes_what_is_outlined(canvas: FundusCanvas) -> None:
    empty = pixels(canvas)
    full(canvas)
    for layer in set(Layer) - {Layer.LESIONS}:
        canvas.set_layer_visible(layer, False)
    outlined = pixels(canvas)
    assert (outlined != empty).any()
    canvas.set_lesion_threshold(LesionClass.HARD_EXUDATE, 0.95)
    assert (pixels(canvas) == empty).all()
    canvas.set_lesion_threshold(LesionClass.HARD_EXUDATE, 0.5)
    canvas.set_lesion_fill(True)
    assert (pixels(canvas) != empty).sum() > 2 * (outlined != empty).sum()


def test_opacity_and_colours_change_the_attention(canvas: FundusCanvas) -> None:
    empty = pixels(canvas)
    full(canvas)
    for layer in set(Layer) - {Layer.ATTENTION}:
        canvas.set_layer_visible(layer, False)
    inferno = pixels(canvas)
    canvas.set_heat_colours("viridis")
    assert (pixels(canvas) != inferno).any()
    with pytest.raises(RetinaViewError):
        canvas.set_heat_colours("rainbow")
    canvas.set_heat_opacity(0.0)
    legend = canvas._plates.legend.geometry()
    above = slice(0, legend.top())
    assert (pixels(canvas)[above] == empty[above]).all()


def test_the_appearance_is_shown(canvas: FundusCanvas, qtbot: QtBot) -> None:
    rgb = np.full((HEIGHT, WIDTH, 3), (180, 90, 40), dtype=np.uint8)
    canvas.set_photograph(Halvings(rgb))
    appearance = Appearance(View.RED_FREE, brightness=0.2)
    canvas.set_appearance(appearance)
    wanted = QColor(*render(rgb[:1, :1], appearance)[0, 0].tolist())
    # It is made beside the window.
    qtbot.waitUntil(
        lambda: canvas.grab().toImage().pixelColor(canvas.rect().center()) == wanted, timeout=5000
    )


def test_without_a_photograph_there_is_a_hint_and_nothing_to_do(
    canvas: FundusCanvas, hand: Hand
) -> None:
    canvas.set_photograph(None)
    canvas.set_tool(Tool.DRAW)
    hand.drag_on_screen(QPoint(100, 100), QPoint(300, 300))
    assert hand.drawn == []
    assert canvas.visible_box() is None
    assert canvas._plates.hint.isVisible()
    canvas.set_photograph(Halvings(photograph()))
    assert not canvas._plates.hint.isVisible()


def seen_yellow(canvas: FundusCanvas) -> float:
    """How yellow the picture is, the colour of hard exudates."""
    image = picture(canvas)
    pixels = [image.pixelColor(x, y) for x in range(300, 600, 2) for y in range(200, 500, 2)]
    return sum(min(p.red(), p.green()) - p.blue() for p in pixels)


def test_lesions_fade_on_doubtful_and_ungradable_photographs_and_a_warning_says_why(
    canvas: FundusCanvas,
) -> None:
    canvas.set_photograph(Halvings(np.zeros((HEIGHT, WIDTH, 3), np.uint8)))
    grid = np.zeros((300, 400), np.uint8)
    grid[100:200, 150:250] = 255
    exudate = LesionMap(LesionClass.HARD_EXUDATE, grid, Box(0, 0, WIDTH, HEIGHT), 0.5)
    canvas.set_lesion_maps((exudate,))
    seen, warnings = [], []
    for quality in (
        Quality(0.9, True),
        Quality(0.5, True, reasons=("haze",)),
        Quality(0.1, False, reasons=("dark",)),
    ):
        canvas.set_quality(quality)
        seen.append(seen_yellow(canvas))
        warnings.append(canvas.warning)
    assert seen[0] > 1.1 * seen[1] > 1.5 * seen[2] > 0
    assert warnings == [
        "",
        "Quality doubtful: haze. Lesions shown may be unreliable.",
        "Ungradable: dark. Lesions shown are unreliable.",
    ]
    canvas.set_layer_visible(Layer.LESIONS, False)
    assert canvas.warning == ""


def test_outlines_stay_until_those_at_the_next_threshold_are_traced(canvas: FundusCanvas) -> None:
    empty = pixels(canvas)
    probability = np.zeros((300, 400), np.uint8)
    probability[100:140, 100:160] = 200
    extent = Box(0, 0, WIDTH, HEIGHT)
    found = LesionMap(LesionClass.HARD_EXUDATE, probability, extent, 0.5)
    canvas.set_lesion_maps((found,))
    outlined = pixels(canvas)
    assert (outlined != empty).any()
    canvas.set_lesion_threshold(LesionClass.HARD_EXUDATE, 0.95)
    assert (as_array(canvas.grab().toImage()) == outlined).all(), "a dragged slider flickers"
    assert (pixels(canvas) == empty).all()
    canvas.set_lesion_maps((replace(found, threshold=0.5),))
    canvas.set_lesion_maps((replace(found, probability=np.zeros_like(probability)),))
    assert (pixels(canvas) == empty).all(), "outlines of maps that are gone"


def test_what_was_not_found_of_disc_and_fovea_is_not_drawn(canvas: FundusCanvas) -> None:
    canvas.set_layer_visible(Layer.LANDMARKS, True)
    empty = pixels(canvas)
    unsure = Landmark(1200, 600, 0.2)
    canvas.set_landmarks(Landmarks(unsure, replace(unsure, x=700)))
    assert (pixels(canvas) == empty).all()
    canvas.set_landmarks(Landmarks(unsure, Landmark(700, 620, 0.9)))
    cross_alone = (pixels(canvas) != empty).sum()
    assert 0 < cross_alone < 2000, cross_alone
    canvas.set_landmarks(Landmarks(replace(unsure, confidence=0.9), Landmark(700, 620, 0.9)))
    assert (pixels(canvas) != empty).sum() > 3 * cross_alone


def colour_at(canvas: FundusCanvas, x: float, y: float) -> QColor:
    """The colour on the screen at a source point, without the plates on the canvas."""
    return canvas.viewport().grab().toImage().pixelColor(canvas.mapFromScene(x, y))


def test_the_previous_visit_is_painted_where_it_is_registered(canvas: FundusCanvas) -> None:
    earlier = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    earlier[300:500, 400:600] = 255
    canvas.set_before(Halvings(earlier), QTransform(0, 1, -1, 0, 1000, 100))  # turned and shifted
    assert colour_at(canvas, 600, 600) != QColor("white")
    canvas.show_before("Previous visit")
    assert colour_at(canvas, 600, 600) == QColor("white")  # from (500, 400)
    assert colour_at(canvas, 500, 400) == QColor("black")
    canvas.show_before("")
    assert colour_at(canvas, 600, 600) != QColor("white")
    canvas.show_before("Previous visit")
    canvas.set_before(None)
    assert colour_at(canvas, 500, 400) != QColor("black")


def test_a_hint_is_seen_however_small_it_is(canvas: FundusCanvas) -> None:
    before = pixels(canvas)
    corners = (700.0, 500.0), (702.0, 500.0), (702.0, 502.0), (700.0, 502.0)
    canvas.set_hints((Hint(LesionClass.MICROANEURYSM, corners),))
    changed = np.argwhere((pixels(canvas) != before).reshape(before.shape[0], -1, 4).any(axis=2))
    high, wide = changed.max(axis=0) - changed.min(axis=0) + 1
    assert min(high, wide) >= 11
