"""Overlays and views: what is shown on the photograph, and how."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from retinaview.core.findings import Finding, HeatMap
from retinaview.imaging.views import Appearance
from retinaview.session.answers import without_grading
from retinaview.ui import settings as kept
from retinaview.ui.canvas import FundusCanvas, Layer
from retinaview.ui.controller import Controller
from retinaview.ui.findings.panel import FindingsPanel
from retinaview.ui.layers.panel import LayersPanel
from retinaview.ui.layers.regions import RegionsController
from retinaview.ui.layers.thresholds import ThresholdsController
from retinaview.ui.layers.view_controls import ViewControls
from retinaview.ui.settings import Settings
from retinaview.ui.window_context import WindowContext


class LayersController(Controller):
    """Keeps canvas, panel and settings agreed on what is shown.

    Attributes
    ----------
    changed : Signal()
        A layer was shown or hidden: switches must follow.
    style_changed : Signal()
        Colours, opacity or fill was chosen anew.
    thresholds : ThresholdsController
        From which probability lesions are shown and counted.
    regions : RegionsController
        The suspicious regions.
    """

    style_changed = Signal()

    def __init__(
        self,
        context: WindowContext,
        *,
        canvas: FundusCanvas,
        panel: LayersPanel,
        view_controls: ViewControls,
        findings_panel: FindingsPanel,
        settings: Settings,
    ) -> None:
        super().__init__()
        self._context = context
        self._canvas = canvas
        self._panel = panel
        self._view = view_controls
        self._settings = settings
        self.thresholds = ThresholdsController(
            context, canvas=canvas, panel=panel, findings_panel=findings_panel
        )
        self.regions = RegionsController(context, canvas=canvas, panel=panel, settings=settings)
        self._bare = False
        self._source = ""
        self._on_canvas: Finding | None = None
        for layer in Layer:
            self._canvas.set_layer_visible(layer, self.is_visible(layer))
        self._apply_style()
        self._connect_signals()

    @property
    def helpers(self) -> tuple[Controller, ...]:
        """Thresholds and regions."""
        return (self.thresholds, self.regions)

    def is_visible(self, layer: Layer) -> bool:
        """Whether a layer is switched on."""
        return self._settings.get(kept.layer_visible(layer))

    @property
    def bare(self) -> bool:
        """Whether every overlay is hidden until further notice."""
        return self._bare

    def switches(self) -> dict[str, bool]:
        """Tell which layers are on."""
        layers = {f"layer_{layer}": self.is_visible(layer) for layer in Layer}
        return {**layers, "bare": self._bare}

    def toggle(self, name: str, visible: bool) -> None:
        """Show or hide a layer, and remember it."""
        layer = Layer(name)
        self._settings.set(kept.layer_visible(layer), visible)
        self._canvas.set_layer_visible(layer, visible)
        if visible and self._bare:
            self.toggle_bare(False)
        self.changed.emit()

    def toggle_bare(self, bare: bool) -> None:
        """Hide every overlay, or show them again."""
        self._bare = bare
        self._canvas.set_bare(bare)
        self.changed.emit()

    def hold_bare(self, held: bool) -> None:
        """Hide every overlay while a key is held."""
        self._canvas.set_bare(held or self._bare)

    def next_view(self) -> None:
        """Colour, red-free, CLAHE, and round again."""
        self._view.next_view()

    def reset_appearance(self) -> None:
        """Show the photograph as it is."""
        self._view.reset()

    def set_heat_colours(self, name: str) -> None:
        """Colour attention maps so, and remember it."""
        self._settings.set(kept.HEAT_COLOURS, name)
        self._apply_style()

    def set_heat_opacity(self, opacity: float) -> None:
        """Show attention maps so strongly, 0-1, and remember it."""
        self._settings.set(kept.HEAT_OPACITY, opacity)
        self._apply_style()

    def set_lesion_fill(self, fill: bool) -> None:
        """Fill lesions rather than outline them, and remember it."""
        self._settings.set(kept.LESION_FILL, fill)
        self._apply_style()

    def _apply_style(self) -> None:
        colours = self._settings.get(kept.HEAT_COLOURS)
        opacity = self._settings.get(kept.HEAT_OPACITY)
        fill = self._settings.get(kept.LESION_FILL)
        self._canvas.set_heat_colours(colours)
        self._canvas.set_heat_opacity(opacity)
        self._canvas.set_lesion_fill(fill)
        self._panel.set_heat_style(colours, opacity)
        self._panel.set_fill(fill)
        self.style_changed.emit()

    def _connect_signals(self) -> None:
        self._panel.heat_map_chosen.connect(self._on_heat_map_chosen)
        self._panel.colours_chosen.connect(self.set_heat_colours)
        self._panel.opacity_changed.connect(self.set_heat_opacity)
        self._panel.fill_chosen.connect(self.set_lesion_fill)
        self._view.changed.connect(self._on_appearance_changed)
        self._context.image_changed.connect(lambda: self._show(None))
        self._context.settled.connect(self._show_answer)
        self._context.answer_changed.connect(self._show_answer)

    def _shown(self) -> Finding | None:
        """Return the answer; while the chosen source is asked, the lesions known already."""
        if self._context.hidden:
            return None
        answer, main = self._context.answer, self._context.finding
        return answer if answer is not None or main is None else without_grading(main)

    def _show_answer(self) -> None:
        if self._context.photograph is not None:
            self._show(self._shown())

    def _show(self, finding: Finding | None) -> None:
        """Put a finding's maps and regions on the canvas, or clear it."""
        if finding is self._on_canvas is None:
            return
        self._on_canvas = finding
        maps = () if finding is None else finding.heat_maps
        chosen = _choose(maps, source=self._source, finding=finding)
        self._canvas.set_heat_map(maps[chosen] if maps else None)
        self._panel.set_heat_maps(maps, chosen=chosen)
        self._canvas.set_quality(None if finding is None else finding.quality)
        self.thresholds.show(finding)
        self.regions.show(finding)

    def _on_heat_map_chosen(self, index: int) -> None:
        finding = self._context.answer
        if finding is not None and index < len(finding.heat_maps):
            heat = finding.heat_maps[index]
            self._source = heat.source
            self._canvas.set_heat_map(heat)
            self._panel.set_heat_maps(finding.heat_maps, chosen=index)

    def _on_appearance_changed(self, appearance: Appearance) -> None:
        self._canvas.set_appearance(appearance)


def _choose(maps: Sequence[HeatMap], *, source: str, finding: Finding | None) -> int:
    """Return the wanted source's map for the most probable grade; else its first."""
    if finding is None or not maps:
        return 0
    wanted = [index for index, heat in enumerate(maps) if heat.source == source]
    candidates = wanted or list(range(len(maps)))
    target = _target_of(finding)
    return next((i for i in candidates if maps[i].target == target), candidates[0])


def _target_of(finding: Finding) -> str:
    """Return the target of the most probable grade; oedema where that alone is graded."""
    grades = finding.grades
    if grades is None or (not grades.dr and grades.dme_grade is None):
        return ""
    return f"DR {int(grades.dr_grade)}" if grades.dr else f"DME {int(grades.dme_grade or 0)}"
