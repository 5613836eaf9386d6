"""How the window looks: two palettes, one style sheet made from them, and the icons."""

from __future__ import annotations

from dataclasses import dataclass, fields
from string import Template

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from retinaview.core.resources import resource_path

ICON_SIZE = QSize(20, 20)


@dataclass(frozen=True)
class Theme:
    """Colours by their use, as ``#rrggbb``.

    Attributes
    ----------
    name : str
        ``"dark"`` or ``"light"``.
    window, panel, field, raised : str
        Backgrounds, from the frame to the buttons.
    line : str
        Hairlines between areas.
    text, muted, faint : str
        Text, secondary text, and text of things that cannot be used.
    accent, on_accent : str
        Selection and the one thing to press, and text on it.
    good, caution, alarm : str
        Success, a warning, a failure.
    """

    name: str
    window: str
    panel: str
    field: str
    raised: str
    line: str
    text: str
    muted: str
    faint: str
    accent: str
    on_accent: str
    good: str
    caution: str
    alarm: str


DARK = Theme(
    name="dark",
    window="#16181b",
    panel="#1d2024",
    field="#131517",
    raised="#2a2e34",
    line="#30353c",
    text="#e7e9ec",
    muted="#a1a8b2",
    faint="#656c76",
    accent="#4a9bf5",
    on_accent="#0b1016",
    good="#4fb985",
    caution="#e3aa4e",
    alarm="#ec6b66",
)
LIGHT = Theme(
    name="light",
    window="#e9ebee",
    panel="#f7f8f9",
    field="#ffffff",
    raised="#ffffff",
    line="#d0d5db",
    text="#1b2026",
    muted="#566070",
    faint="#9aa3ae",
    accent="#1f6fd0",
    on_accent="#ffffff",
    good="#1f8a58",
    caution="#a86a00",
    alarm="#c43a35",
)
# From none to proliferative; every one carries near-black text (contrast 4.5:1 or more).
GRADE_COLOURS = ("#5cc08f", "#c3c455", "#efb04a", "#ee8850", "#ee7a76")
ON_GRADE = "#14171a"
RIM = QColor("#808488")  # 3:1 or more on the panels of both themes

_SHEET = Template("""
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 4px 6px; }
QMenuBar { background: $panel; border-bottom: 1px solid $line; padding: 1px 4px; }
QMenuBar::item { padding: 4px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $raised; }
QMenu { background: $panel; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 26px; border-radius: 4px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 6px; }
QToolBar { background: $panel; border: 0; border-bottom: 1px solid $line; padding: 3px 6px;
    spacing: 2px; }
QToolBar::separator { width: 1px; background: $line; margin: 5px 5px; }
QToolBar QToolButton:checked { background: $checked; border-color: $accent; }
QToolBar QToolButton:pressed { background: $line; }
QStatusBar { background: $panel; border-top: 1px solid $line; color: $muted; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { color: $muted; padding: 0 5px; }
QDockWidget { border: 0; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }
QTabWidget::pane { border: 0; background: $panel; }
QTabBar { background: $panel; qproperty-drawBase: 0; }
QTabBar::tab { background: $panel; color: $muted; padding: 8px 13px 7px 13px; border: 0;
    border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $text; }
QScrollArea, QScrollArea > QWidget > QWidget { background: $panel; border: 0; }
#panel { background: $panel; }
#pane[standing="front"] { border: 2px solid $accent; }
#pane[standing="beside"] { border: 2px solid $line; }
#strip { background: $panel; border-top: 1px solid $line; }
#heading { color: $muted; font-weight: 600; }
#muted { color: $muted; }
#alarm { color: $alarm; }
#caution { color: $caution; }
#title { font-size: 15pt; font-weight: 600; }
#rule { background: $line; max-height: 1px; min-height: 1px; border: 0; }
#verdict { font-size: 13pt; font-weight: 600; }
QListView, QTableView, QListWidget, QTableWidget, QTreeView { background: $panel; border: 0;
    alternate-background-color: $panel; gridline-color: $line; outline: 0;
    selection-background-color: $checked; selection-color: $text; }
QHeaderView { background: $panel; }
QHeaderView::section { background: $panel; color: $muted; border: 0;
    border-bottom: 1px solid $line; padding: 4px 6px; }
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDoubleSpinBox { background: $field;
    border: 1px solid $line; border-radius: 5px; padding: 4px 7px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit[wrong="true"], QComboBox[wrong="true"] { border: 2px solid $alarm; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border-color: $accent; }
QComboBox::drop-down { border: 0; width: 22px; }
QComboBox::down-arrow { image: url($icons/caret-down.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $panel; border: 1px solid $line; padding: 2px; }
QPushButton { background: $raised; border: 1px solid $line; border-radius: 5px;
    padding: 5px 12px; }
QPushButton:hover { border-color: $muted; }
QPushButton:pressed { background: $line; }
QPushButton:disabled { color: $faint; background: transparent; }
QPushButton:checked { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton:default { border-color: $accent; }
QPushButton:focus { border-color: $accent; }
QPushButton[segment="true"] { padding: 5px 2px; min-width: 22px; }
QPushButton[link="true"] { background: transparent; border-color: transparent; padding: 2px 0;
    text-align: left; }
QPushButton[link="true"]:hover { text-decoration: underline; }
QPushButton[link="true"]:disabled { color: $muted; }
QPushButton[answer="true"] { padding: 5px 8px; }
QToolButton[answer="true"] { background: $raised; border: 1px solid $line; padding: 5px 8px; }
QToolButton[answer="true"]:hover { border-color: $muted; }
QToolButton[answer="true"]:disabled { color: $faint; background: transparent; }
QToolButton[chosen="true"] { background: $accent; border-color: $accent; color: $on_accent; }
#answer_bar { background: $panel; border-top: 1px solid $line; }
#answered_eye { font-weight: 600; }
QCheckBox, QRadioButton { spacing: 7px; }
QCheckBox::indicator, QMenu::indicator { width: 14px; height: 14px; border-radius: 4px;
    border: 1px solid $faint; background: $field; }
QMenu::indicator { margin-left: 6px; }
QCheckBox::indicator:hover { border-color: $muted; }
QCheckBox::indicator:checked, QMenu::indicator:checked { background: $accent;
    border-color: $accent; image: url($icons/check.svg); }
QRadioButton::indicator { width: 12px; height: 12px; border-radius: 7px;
    border: 1px solid $faint; background: $field; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 4px solid $accent;
    background: $on_accent; }
QCheckBox::indicator:disabled { border-color: $line; background: transparent; }
QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 3px; }
QToolButton:hover { background: $raised; }
QToolButton[menu="true"] { padding-right: 18px; }
QToolButton::menu-indicator { image: url($icons/caret-down.svg); width: 11px; height: 11px;
    subcontrol-origin: padding; subcontrol-position: right center; right: 3px; }
QTableView::item { padding: 0 3px; }
QListWidget::item { padding: 5px 7px; border-radius: 4px; }
QProgressBar { background: $field; border: 1px solid $line; border-radius: 4px; height: 8px;
    text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $line; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
QSlider::sub-page:horizontal:disabled { background: $line; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -5px 0; border-radius: 7px;
    background: $text; }
QSlider::handle:horizontal:hover { background: $accent; }
QSlider::handle:horizontal:disabled { background: $faint; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; margin: 1px; min-height: 28px;
    min-width: 28px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
#message { background: $raised; border-bottom: 1px solid $line; }
#message[kind="alarm"] { border-left: 4px solid $alarm; }
#message[kind="caution"] { border-left: 4px solid $caution; }
#message[kind="notice"] { border-left: 4px solid $accent; }
""")


def theme_named(name: str, app: QApplication) -> Theme:
    """Return the theme of that name; the desktop's own for ``"system"``."""
    if name == "system":
        dark = app.styleHints().colorScheme() is not Qt.ColorScheme.Light
        return DARK if dark else LIGHT
    return LIGHT if name == LIGHT.name else DARK


def worn(palette: QPalette) -> Theme:
    """Return the theme that a palette was made of."""
    light = palette.color(QPalette.ColorRole.WindowText).lightness() < 128
    return LIGHT if light else DARK


def apply_theme(app: QApplication, name: str) -> Theme:
    """Apply a theme to the whole application, and return it."""
    schemes = {"dark": Qt.ColorScheme.Dark, "light": Qt.ColorScheme.Light}
    app.styleHints().setColorScheme(schemes.get(name, Qt.ColorScheme.Unknown))
    theme = theme_named(name, app)
    app.setPalette(_palette(theme))
    app.setStyleSheet(style_sheet(theme))
    return theme


def style_sheet(theme: Theme) -> str:
    """Return the style sheet in a theme's colours."""
    colours = {field.name: getattr(theme, field.name) for field in fields(theme)}
    checked = blend(theme.accent, theme.panel, 0.24).name()
    icons = resource_path("icons").as_posix()
    return _SHEET.substitute(colours, checked=checked, icons=icons)


def set_look(dressed: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet's rules ask for, and draw the widget by them."""
    dressed.setProperty(name, value)
    dressed.style().unpolish(dressed)
    dressed.style().polish(dressed)
    dressed.update()


def set_tone(text: QWidget, tone: str) -> None:
    """Colour a text by the style sheet's rule ``"muted"``, ``"caution"`` or ``"alarm"``."""
    text.setObjectName(tone)
    text.style().polish(text)


def blend(front: str, back: str, amount: float) -> QColor:
    """Mix two colours: `amount` 1 is the front one, 0 the back one."""
    a, b = QColor(front), QColor(back)
    parts = [
        round(x * amount + y * (1 - amount))
        for x, y in zip(a.getRgb()[:3], b.getRgb()[:3], strict=True)  # type: ignore[index]
    ]
    return QColor(*parts)


def icon(name: str, theme: Theme, *, colour: str = "") -> QIcon:
    """Return a Phosphor icon; the first call loads the font, so make none before the window."""
    import qtawesome

    made: QIcon = qtawesome.icon(
        f"ph.{name}", color=colour or theme.text, color_disabled=theme.faint
    )
    return made


def blank_icon() -> QIcon:
    """Return a placeholder until the icon font is loaded."""
    pixmap = QPixmap(ICON_SIZE)
    pixmap.fill(Qt.GlobalColor.transparent)
    return QIcon(pixmap)


def swatch(colour: tuple[int, int, int], *, size_px: int = 12) -> QIcon:
    """Return a filled square in a class's colour."""
    pixmap = QPixmap(size_px, size_px)
    painter = QPainter(pixmap)
    draw_swatch(painter, pixmap.rect(), QColor(*colour))
    painter.end()
    made = QIcon(pixmap)
    made.addPixmap(pixmap, QIcon.Mode.Selected)  # else a selected row would tint it
    return made


def draw_swatch(painter: QPainter, area: QRect, colour: QColor) -> None:
    """Fill a square, with a rim that sets white off a light panel and black off a dark one."""
    painter.fillRect(area, RIM)
    painter.fillRect(area.adjusted(1, 1, -1, -1), colour)


def _palette(theme: Theme) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, colour in {
        roles.Window: theme.panel,
        roles.WindowText: theme.text,
        roles.Base: theme.field,
        roles.AlternateBase: theme.panel,
        roles.Text: theme.text,
        roles.Button: theme.raised,
        roles.ButtonText: theme.text,
        roles.BrightText: theme.alarm,
        roles.Highlight: theme.accent,
        roles.HighlightedText: theme.on_accent,
        roles.ToolTipBase: theme.raised,
        roles.ToolTipText: theme.text,
        roles.PlaceholderText: theme.faint,
        roles.Link: theme.accent,
        roles.Mid: theme.line,
        roles.Accent: theme.accent,
    }.items():
        palette.setColor(role, QColor(colour))
    for role in (roles.Text, roles.ButtonText, roles.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.faint))
    return palette
