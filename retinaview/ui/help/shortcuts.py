"""The list of keys and gestures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from html import escape

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from retinaview.ui.action_set import key_texts
from retinaview.ui.action_spec import ActionSpec
from retinaview.ui.actions import ACTIONS, GESTURES
from retinaview.ui.bare_actions import BARE_ACTIONS
from retinaview.ui.language import tr
from retinaview.ui.theme import Theme


class ShortcutsDialog(QDialog):
    """Shows every key of a table of actions, in two columns, by menu."""

    def __init__(self, specs: Sequence[ActionSpec], colours: Theme, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.resize(820, 640)
        self.text = QTextBrowser()
        self.text.setHtml(shortcuts_html(specs, colours))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.text)
        column.addWidget(buttons)


def shortcut_rows(
    specs: Sequence[ActionSpec] = (*ACTIONS, *BARE_ACTIONS),
) -> dict[str, list[tuple[str, str]]]:
    """List keys and what they do, by menu, then what the mouse does."""
    rows: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for spec in specs:
        keys = key_texts(spec)
        if keys:
            group = ": ".join(map(tr, spec.group.split("/")))
            rows[group].append((", ".join(keys), tr(spec.text).rstrip("…")))
    rows[tr("With the mouse")] = [(tr(gesture), tr(what)) for gesture, what in GESTURES]
    return dict(rows)


def shortcuts_html(specs: Sequence[ActionSpec], colours: Theme) -> str:
    """Lay out the list as two columns of about equal length."""
    blocks = [
        "".join(
            [
                f"<p style='margin:14px 0 4px 0; color:{colours.muted}'><b>{escape(group)}</b></p>",
                "<table cellspacing='0' cellpadding='2'>",
                *(
                    f"<tr><td width='165'><b>{escape(keys)}</b></td><td>{escape(text)}</td></tr>"
                    for keys, text in rows
                ),
                "</table>",
            ]
        )
        for group, rows in shortcut_rows(specs).items()
    ]
    left, right = _halves(blocks)
    return (
        "<table width='100%'><tr>"
        f"<td width='50%' valign='top'>{''.join(left)}</td>"
        f"<td width='50%' valign='top'>{''.join(right)}</td></tr></table>"
    )


def _halves(blocks: list[str]) -> tuple[list[str], list[str]]:
    total, length = sum(map(len, blocks)), 0
    for index, block in enumerate(blocks):
        length += len(block)
        if length * 2 >= total:
            return blocks[: index + 1], blocks[index + 1 :]
    return blocks, []
