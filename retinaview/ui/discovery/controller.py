"""Lesion discovery: opens the gallery, keeps the clusters with the study, goes to their places."""

from __future__ import annotations

import logging
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from retinaview.core.errors import RetinaViewError
from retinaview.models.network_table import DEFAULT_GRADER
from retinaview.ui.controller import Controller
from retinaview.ui.discovery.search import ClusterSearch, MakeFinder, default_finder
from retinaview.ui.language import tr
from retinaview.ui.marks.drawing import DrawingController
from retinaview.ui.reading.controller import ReadingController
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.batch.clusters_file import Clusters, Name, PatchRow
    from retinaview.batch.discovery import SoughtPhotograph
    from retinaview.session.session import Session
    from retinaview.ui.discovery.gallery import Gallery
    from retinaview.ui.discovery.pictures import PatchPictures

logger = logging.getLogger(__name__)
SUFFIX = ".clusters"
"""Of the file beside the project; not .json, which label folders are searched for."""
# Share of the view that a patch takes when it is looked up: its surroundings say where it is.
_LOOK_UP_SHARE = 0.3


class DiscoveryController(Controller):
    """Opens the gallery, which is made when first asked for and kept while the study is open.

    Parameters
    ----------
    context : WindowContext
        The study, and who is told.
    reading : ReadingController
        Goes to a patch's photograph.
    drawing : DrawingController
        Gets the class of a named place, ready to draw it.
    parent : QWidget
        The window.
    make_finder : callable, optional
        See `ClusterSearch`.

    Attributes
    ----------
    help_wanted : Signal()
        F1 was pressed in the gallery.
    """

    help_wanted = Signal()

    def __init__(
        self,
        context: WindowContext,
        *,
        reading: ReadingController,
        drawing: DrawingController,
        parent: QWidget,
        make_finder: MakeFinder = default_finder,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._reading = reading
        self._drawing = drawing
        self._window = parent
        self.search = ClusterSearch(lambda source: self.make_finder(source), self)
        self.make_finder = make_finder
        self.gallery: Gallery | None = None
        self._pictures: PatchPictures | None = None
        self._clusters: Clusters | None = None
        self._place: PatchRow | None = None
        self._connect_signals()

    @property
    def clusters(self) -> Clusters | None:
        """What the gallery shows."""
        return self._clusters

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The threads of the search and of the pictures."""
        pictures = () if self._pictures is None else self._pictures.workers
        return (*self.search.workers, *pictures)

    def show(self) -> None:
        """Bring the gallery to the front."""
        session = self._context.session
        if session is None:
            return
        if self.gallery is None:
            self.gallery = self._make_gallery()
            self._take(_read(session))
        self.gallery.show()
        self.gallery.raise_()
        self.gallery.activateWindow()

    def find(self, source: str) -> None:
        """Look for clusters over the whole study."""
        session = self._context.session
        if session is None or self.gallery is None:
            return
        photographs = _sought(session)
        self.gallery.say("")
        self.gallery.show_progress(0, len(photographs), tr("loading the network …"))
        self.search.start(photographs, source)

    def name(self, cluster: int, name: Name) -> None:
        """Call a cluster something, and keep that with the study."""
        if self._clusters is None or self.gallery is None:
            return
        self._clusters = self._clusters.named(cluster, name)
        self.gallery.set_places(len(self._clusters.places()))
        self._keep(self._clusters)

    def look_up_next(self) -> None:
        """Show the next place of the named clusters; after the last one the first."""
        places = [] if self._clusters is None else [place for place, _ in self._clusters.places()]
        if places:
            at = places.index(self._place) + 1 if self._place in places else 0
            self.look_up(places[at % len(places)])

    def look_up(self, patch: PatchRow) -> None:
        """Show a patch on its photograph, in the main window."""
        session = self._context.session
        if session is None:
            return
        image_id = next((i.id for i in session.images if i.path == patch.image), None)
        if image_id is None:
            return
        self._place = patch
        self._tell(patch)
        self._reading.show_place(image_id, patch.box, share=_LOOK_UP_SHARE)
        self._window.raise_()
        self._window.activateWindow()

    def _connect_signals(self) -> None:
        self.search.progressed.connect(self._on_progressed)
        self.search.found.connect(self._on_found)
        self.search.failed.connect(self._on_failed)

    def close_windows(self) -> None:
        """Close the gallery, which is kept for the next time."""
        if self.gallery is not None:
            self.gallery.close()

    def _make_gallery(self) -> Gallery:
        """Make the gallery when it is first shown; imported late, because most seek no clusters."""
        from retinaview.inference.sources import sources
        from retinaview.ui.discovery.gallery import Gallery
        from retinaview.ui.discovery.pictures import PatchPictures

        if self._pictures is None:
            self._pictures = PatchPictures(self)
        once = Qt.ConnectionType.SingleShotConnection
        self._context.study_changed.connect(self._on_study_changed, once)
        gallery = Gallery(self._pictures.get)
        self._pictures.ready.connect(gallery.repaint_patches)
        known = [each for each in sources() if each.task == "grading" and each.has_weights]
        gallery.sources.set_sources(known, chosen=DEFAULT_GRADER)
        gallery.find_requested.connect(self.find)
        gallery.stop_requested.connect(self.search.stop)
        gallery.named.connect(self.name)
        gallery.patch_chosen.connect(self.look_up)
        gallery.next_requested.connect(self.look_up_next)
        gallery.help_requested.connect(self.help_wanted)
        return gallery

    def _tell(self, patch: PatchRow) -> None:
        """Say which place it is, and take up the class that its cluster is named by."""
        if self._clusters is None or self.gallery is None:
            return
        places = self._clusters.places()
        for at, (place, lesion) in enumerate(places, start=1):
            if place == patch:
                self.gallery.set_places(len(places), at)
                self._drawing.draw_class(lesion)

    def _on_study_changed(self) -> None:
        """Close the gallery; another study's is made when it is asked for."""
        self.search.stop()
        self._clusters = self._place = None
        if self._pictures is not None:
            self._pictures.show(None, {})
        if self.gallery is not None:
            self.gallery.close()
            self.gallery.deleteLater()
            self.gallery = None

    def _on_progressed(self, done: int, total: int, image: str) -> None:
        if self.gallery is not None:
            name = PurePosixPath(image).name
            count = tr("{shown} of {total}", shown=done, total=total)
            words = f"{count}  ·  {name}" if done < total else tr("clustering …")
            self.gallery.show_progress(done, total, words)

    def _on_found(self, clusters: Clusters) -> None:
        if self.gallery is None:
            return
        self.gallery.show_idle()
        if self._clusters is not None:
            clusters = clusters.taking_names(self._clusters)
        self._take(clusters)
        self._keep(clusters)

    def _on_failed(self, sentence: str) -> None:
        if self.gallery is not None:
            self.gallery.show_idle()
            self.gallery.say(sentence or tr("The search was stopped."), alarm=bool(sentence))

    def _take(self, clusters: Clusters | None) -> None:
        """Show clusters."""
        session = self._context.session
        if session is None or self.gallery is None or self._pictures is None:
            return
        self._clusters = clusters
        paths = {image.path: session.expected_path(image.id) for image in session.images}
        self._pictures.show(clusters, paths)
        self.gallery.show_clusters(clusters)
        if clusters is not None:
            self.gallery.say(_summary(clusters))

    def _keep(self, clusters: Clusters) -> None:
        """Write the clusters beside the study, or say that they last until it is closed."""
        from retinaview.batch.clusters_file import write_clusters

        session = self._context.session
        if session is None or self.gallery is None:
            return
        try:
            write_clusters(clusters_path(session), clusters)
        except RetinaViewError as error:
            self.gallery.say(
                tr(
                    "The clusters could not be saved and are kept only until you close: {why}",
                    why=error,
                ),
                alarm=True,
            )


def clusters_path(session: Session) -> Path:
    """Return the file that keeps a study's clusters."""
    return session.path.with_suffix(SUFFIX)


def _read(session: Session) -> Clusters | None:
    """Return the clusters found earlier; None where there are none, or none any more."""
    from retinaview.batch.clusters_file import read_clusters

    path = clusters_path(session)
    if not path.exists():
        return None
    try:
        return read_clusters(path)
    except RetinaViewError as error:
        logger.warning("clusters are not shown: %s", error)
        return None


def _sought(session: Session) -> list[SoughtPhotograph]:
    from retinaview.batch.discovery import SoughtPhotograph

    return [
        SoughtPhotograph(image.path, session.path_of(image.id), image.patient, image.eye)
        for image in session.images
    ]


def _summary(clusters: Clusters) -> str:
    used, skipped = len(clusters.photographs), len(clusters.skipped)
    said = [
        tr(
            "{network}: {places} places on {photographs} photographs in {clusters} clusters.",
            network=clusters.model.name,
            places=len(clusters.patches),
            photographs=used,
            clusters=len(clusters.clusters),
        )
    ]
    if skipped:
        first = clusters.skipped[0]
        name = PurePosixPath(first.image).name
        why = first.message
        left_out = tr("{count} not used, such as {name}: {why}.", count=skipped, name=name, why=why)
        said.append(left_out)
    said.append(tr("Click a patch to see it on its photograph."))
    return " ".join(said)
