"""Overlays and views: what is shown on the photograph, and how."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from retinaview.core.findings import Finding, HeatMap
from retinaview.imaging.views import Appearance
from retinaview.ui import settings as kept
from retinaview.ui.canvas import FundusCanvas, Layer
from retinaview.ui.canvas.colour_maps import COLOUR_MAPS
from retinaview.ui.controller import Controller
from retinaview.ui.findings.panel import FindingsPanel
from retinaview.ui.layers.panel import LayersPanel
from retinaview.ui.layers.regions import RegionsController
from retinaview.ui.layers.thresholds import ThresholdsController
from retinaview.ui.layers.view_controls import ViewControls
from retinaview.ui.layouts.panes import Panes
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
        panes: Panes,
        panel: LayersPanel,
        view_controls: ViewControls,
        findings_panel: FindingsPanel,
        settings: Settings,
    ) -> None:
        super().__init__()
        self._context = context
        self._panes = panes
        self._panel = panel
        self._view = view_controls
        self._settings = settings
        self.thresholds = ThresholdsController(
            context, panes=panes, panel=panel, findings_panel=findings_panel
        )
        self.regions = RegionsController(context, panes=panes, panel=panel, settings=settings)
        self._bare = False
        self._source = ""
        self._on_canvas: list[Finding | None] = [None, None]
        self._in_panel: Finding | None = None
        if settings.get(kept.LAYERS_AS_FIRST):
            for layer in Layer:
                settings.set(kept.layer_visible(layer), kept.layer_visible(layer).default)
        for layer in Layer:
            self._set_layer_visible(layer, self.is_visible(layer))
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
        self._set_layer_visible(layer, visible)
        if visible and self._bare:
            self.toggle_bare(False)
        self.changed.emit()

    def _set_layer_visible(self, layer: Layer, visible: bool) -> None:
        for canvas in self._panes.canvases:
            canvas.set_layer_visible(layer, visible)

    def toggle_bare(self, bare: bool) -> None:
        """Hide every overlay, or show them again."""
        self._bare = bare
        self.hold_bare(False)
        self.changed.emit()

    def hold_bare(self, held: bool) -> None:
        """Hide every overlay while a key is held."""
        for canvas in self._panes.canvases:
            canvas.set_bare(held or self._bare)

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
        if colours not in COLOUR_MAPS:  # edited by hand
            colours = kept.HEAT_COLOURS.default
        opacity = self._settings.get(kept.HEAT_OPACITY)
        fill = self._settings.get(kept.LESION_FILL)
        for canvas in self._panes.canvases:
            canvas.set_heat_colours(colours)
            canvas.set_heat_opacity(opacity)
            canvas.set_lesion_fill(fill)
        self._panel.set_heat_style(colours, opacity)
        self._panel.set_fill(fill)
        self.style_changed.emit()

    def _connect_signals(self) -> None:
        self._panel.heat_map_chosen.connect(self._on_heat_map_chosen)
        self._panel.colours_chosen.connect(self.set_heat_colours)
        self._panel.opacity_changed.connect(self.set_heat_opacity)
        self._panel.fill_chosen.connect(self.set_lesion_fill)
        self._view.changed.connect(self._on_appearance_changed)
        self._context.image_changed.connect(self._on_image_changed)
        self._context.settled.connect(self._show_answers)
        self._context.beside_shown.connect(self._show_beside)
        self._context.answer_changed.connect(self._show_answers)

    def _on_image_changed(self) -> None:
        """Clear what has not been decoded yet; what stays in its pane stays as it is."""
        self._show_on(self._context.front, clear=self._context.photograph is None)
        self._show_beside()

    def _show_answers(self) -> None:
        if self._context.photograph is not None:
            self._show_on(self._context.front)
        self._show_beside()

    def _show_beside(self) -> None:
        beside = 1 - self._context.front
        self._show_on(beside, clear=self._context.panes[beside].photograph is None)

    def _show_on(self, pane: int, *, clear: bool = False) -> None:
        """Put an answer's maps and regions on a pane's canvas, or clear it.

        The panels follow where it is the pane in front.
        """
        finding = None if clear else self._context.shown_in(pane)
        if finding is not self._on_canvas[pane]:
            self._on_canvas[pane] = finding
            self._put(finding, self._panes.canvases[pane])
            self.thresholds.put(finding, pane)
            self.regions.put(finding, pane)
        if pane == self._context.front and finding is not self._in_panel:
            self._in_panel = finding
            maps = () if finding is None else finding.heat_maps
            self._panel.set_heat_maps(maps, chosen=self._choose(finding))
            self.thresholds.show(finding)
            self.regions.show_front()

    def _put(self, finding: Finding | None, canvas: FundusCanvas) -> None:
        """Put on a canvas what is the finding's alone, or clear it."""
        maps = () if finding is None else finding.heat_maps
        canvas.set_heat_map(maps[self._choose(finding)] if maps else None)
        canvas.set_quality(None if finding is None else finding.quality)

    def _choose(self, finding: Finding | None) -> int:
        maps = () if finding is None else finding.heat_maps
        return _choose(maps, source=self._source, finding=finding)

    def _on_heat_map_chosen(self, index: int) -> None:
        finding = self._context.answer
        if finding is not None and index < len(finding.heat_maps):
            heat = finding.heat_maps[index]
            self._source = heat.source
            for shown, canvas in zip(self._on_canvas, self._panes.canvases, strict=True):
                self._put(shown, canvas)
            self._panes.canvas.set_heat_map(heat)
            self._panel.set_heat_maps(finding.heat_maps, chosen=index)

    def _on_appearance_changed(self, appearance: Appearance) -> None:
        for canvas in self._panes.canvases:
            canvas.set_appearance(appearance)


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
