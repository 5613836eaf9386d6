"""Draw the pictures of README and guide again: ``python docs/screenshots.py``, also under Xvfb.

A folder with the demo's photographs as argument saves drawing them.

Opens the demo study (phantoms, never a person's photograph), lets the shipped models look at it,
and saves the window as each page of the guide shows it.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
from PySide6.QtCore import QObject, QSettings, Qt, QTimer
from PySide6.QtWidgets import QWidget

from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade
from retinaview.core.lesions import LesionClass
from retinaview.phantoms import make_phantom
from retinaview.session.demo import demo_truth, make_demo_study
from retinaview.session.side_by_side import Layout
from retinaview.ui.application import run
from retinaview.ui.canvas import Layer

if TYPE_CHECKING:
    from retinaview.ui.window import MainWindow

DOCS = Path(__file__).parent
SIZE_PX = 1440, 900
GUIDE_WIDTH_PX = 860
LOOK_MS, SETTLE_MS = 500, 2500
_LOOKS_AT_CLUSTERS = 20
_BOXES = 6
VISITS = "P1_2023-01-10_OD.png", "P1_2024-02-20_OD.png"
VISIT_SEED = 3


class Photographer(QObject):
    """Waits for a finding of moderate or worse, then takes the pictures one after the other."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.looks = 0
        window.resize(*SIZE_PX)
        self.to_take: list[tuple[str, Callable[[], None]]] = [
            ("reading", lambda: window.tabs.setCurrentIndex(0)),
            ("marking", self._mark),
            ("scoring", self._score),
            ("comparing", lambda: window.layouts.choose(Layout.COMPARE)),
            ("discovering", self._discover),
            ("visits", self._show_visits),
        ]
        self.timer = QTimer(self)
        self.timer.timeout.connect(self._look)
        self.timer.start(LOOK_MS)

    def _look(self) -> None:
        context = self.window.context
        if context.session is None or context.image_id is None:
            return
        finding = context.session.finding(context.image_id)
        if finding is None:
            return
        if finding.grades is None or finding.grades.dr_grade < DRGrade.MODERATE:
            self.window.reading.show_next()
            return
        self.timer.stop()
        QTimer.singleShot(SETTLE_MS, self._take_next)

    def _take_next(self) -> None:
        if not self.to_take:
            self.window.close()
            return
        name, prepare = self.to_take.pop(0)
        prepare()
        QTimer.singleShot(SETTLE_MS, lambda: self._take(name))

    def _take(self, name: str) -> None:
        """Save a picture, once what it shows is there."""
        if not self._is_there(name):
            QTimer.singleShot(LOOK_MS, lambda: self._take(name))
        else:
            QTimer.singleShot(SETTLE_MS, lambda: self._save(name))

    def _save(self, name: str) -> None:
        self.window.messages.clear()  # what the program says of this computer
        gallery = self.window.discovery.gallery if name == "discovering" else None
        shown: QWidget = self.window if gallery is None else gallery
        picture = shown.grab()
        if name == "reading":
            picture.save(str(DOCS / "window.png"))
        smooth = Qt.TransformationMode.SmoothTransformation
        picture.scaledToWidth(GUIDE_WIDTH_PX, smooth).save(str(DOCS / "guide" / f"{name}.png"))
        self._take_next()

    def _is_there(self, name: str) -> bool:
        """Whether scores are counted, both networks have answered, and clusters have pictures."""
        if name == "scoring":
            return self.window.scores_panel.table.isVisible()
        if name == "comparing":
            return self.window.context.answer_in(1) is not None
        if name == "visits":
            return self._are_visits_shown()
        gallery = self.window.discovery.gallery
        return gallery is None or (bool(gallery.rows) and self._waited())

    def _waited(self) -> bool:
        """Give the pictures of the patches some seconds, which are cut beside the window."""
        self.looks += 1
        return self.looks > _LOOKS_AT_CLUSTERS

    def _mark(self) -> None:
        """Draw some of the photograph's true boxes, and show the list."""
        session, image_id = self.window.context.session, self.window.context.image_id
        if session is None or image_id is None:
            return
        path = session.image(image_id).path
        for truth in demo_truth(session.path.parent):
            if Path(truth.image).name == Path(path).name:
                for mark in truth.marks[:_BOXES]:
                    box = mark.box
                    lesion = LesionClass(mark.lesion)
                    session.draw(image_id, lesion, Box(box.x, box.y, box.width, box.height))
        self.window.modes.mark()
        self.window.tabs.setCurrentIndex(2)

    def _score(self) -> None:
        self.window.modes.read()
        self.window.tabs.setCurrentIndex(3)
        self.window.scores_panel.score_requested.emit()

    def _discover(self) -> None:
        self.window.layouts.choose(Layout.ONE_EYE)
        self.window.discovery.show()
        gallery = self.window.discovery.gallery
        if gallery is not None:
            gallery.find_button.click()

    def _show_visits(self) -> None:
        """Open a study of two visits, with the lesions of the earlier one marked."""
        self.window.discovery.close_windows()
        session = self.window.context.session
        if session is not None:
            self.window.open([make_two_visits(session.path.parent.parent / "visits")])
        self.window.tabs.setCurrentIndex(0)

    def _are_visits_shown(self) -> bool:
        """Go to the later visit, mark what the earlier one shows, and wait for the registration."""
        session, visits = self.window.context.session, self.window.layouts.visits
        if session is None or session.images[0].name != VISITS[0]:
            return False
        earlier, later = (image.id for image in session.images)
        if not session.marks(earlier):
            for lesion, box in make_phantom(VISIT_SEED, dr=DRGrade.MILD).lesion_boxes():
                session.draw(earlier, lesion, box)
            self.window.reading.show(later)
            self.window.layouts.choose(Layout.VISITS)
            for layer in (Layer.REGIONS, Layer.LESIONS):  # the hints alone
                self.window.layers.toggle(layer, False)
        return visits.panel.words[1].startswith("Registered")


def make_two_visits(folder: Path) -> Path:
    """Draw one eye at two visits: the later one with more lesions, turned and shifted a little."""
    folder.mkdir()
    for name, grade, turned in zip(VISITS, (DRGrade.MILD, DRGrade.MODERATE), (0, 3), strict=True):
        rgb = make_phantom(VISIT_SEED, dr=grade).rgb
        height, width = rgb.shape[:2]
        motion = cv2.getRotationMatrix2D((width / 2, height / 2), turned, 1.0)
        motion[:, 2] += 10 * turned
        seen = cv2.warpAffine(rgb, motion, (width, height))
        cv2.imwrite(str(folder / name), cv2.cvtColor(seen, cv2.COLOR_RGB2BGR))
    return folder


def main() -> int:
    """Make the study in a new folder, open it as at first start, take the pictures."""
    os.environ["LOGNAME"] = "reader"  # not who takes the picture
    kept: list[Photographer] = []
    with tempfile.TemporaryDirectory() as folder:
        native, user = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
        QSettings.setPath(native, user, folder)  # no effect on Windows
        study = Path(folder) / "demo-study"
        if len(sys.argv) > 1:
            shutil.copytree(sys.argv[1], study, ignore=shutil.ignore_patterns("*.retinaview*"))
        project = make_demo_study(study)
        return run([project], on_window=lambda window: kept.append(Photographer(window)))


if __name__ == "__main__":
    sys.exit(main())
