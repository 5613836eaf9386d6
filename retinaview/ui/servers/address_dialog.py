"""The dialog that asks for a study on a server."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from retinaview.core.server_address import ServerAddress
from retinaview.ui.language import tr
from retinaview.ui.widgets.file_dialogs import choose_folder
from retinaview.ui.widgets.section import muted

_ENCRYPTION = ("verify-full", "require", "prefer")
"""Values of ``sslmode``, the safest first."""
_WIDTH_PX = 460


class AddressDialog(QDialog):
    """Asks where a study is, and who asks for it; for a new one also where its photographs are.

    Parameters
    ----------
    is_new : bool
        Whether the study is to be made.
    account : str
        The account to begin with.
    known : ServerAddress, optional
        What was asked for last.
    """

    def __init__(
        self, parent: QWidget, *, is_new: bool, account: str, known: ServerAddress | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("New study on a server") if is_new else tr("Study on a server"))
        self.setMinimumWidth(_WIDTH_PX)
        self.host = QLineEdit("" if known is None else known.host)
        self.host.setPlaceholderText("db.clinic.org")
        self.port = QLineEdit(str(5432 if known is None else known.port))
        self.port.setValidator(QIntValidator(1, 65535, self))
        self.study = QLineEdit("" if known is None or is_new else known.database)
        self.account = QLineEdit(account if known is None else known.user or account)
        self.password = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.encryption = QComboBox()
        for words in (
            tr("Always, and check who answers"), tr("Always"), tr("Where the server offers it"),
        ):  # fmt: skip
            self.encryption.addItem(words)
        mode = dict(() if known is None else known.options).get("sslmode", "")
        self.encryption.setCurrentIndex(_ENCRYPTION.index(mode) if mode in _ENCRYPTION else 0)
        self.folder = QLineEdit()
        self.add_all = QCheckBox(tr("Add all photographs that lie there now"))
        self.add_all.setChecked(True)
        self._lay_out(is_new=is_new)

    def _lay_out(self, *, is_new: bool) -> None:
        form = QFormLayout()
        form.addRow(tr("Server"), self.host)
        form.addRow(tr("Port"), self.port)
        form.addRow(tr("Name of the study"), self.study)
        form.addRow(tr("Account"), self.account)
        form.addRow(tr("Password"), self.password)
        form.addRow(tr("Encryption"), self.encryption)
        if is_new:
            choose = QPushButton(tr("Choose…"))
            choose.clicked.connect(self._choose_folder)
            line = QHBoxLayout()
            line.addWidget(self.folder, 1)
            line.addWidget(choose)
            form.addRow(tr("Photographs"), line)
            form.addRow("", self.add_all)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        needed = [self.host, self.port, self.study, *([self.folder] if is_new else [])]
        for field in needed:
            field.textChanged.connect(lambda: self._ok.setEnabled(all(map(_is_complete, needed))))
        self._ok.setEnabled(all(map(_is_complete, needed)))
        column = QVBoxLayout(self)
        column.addLayout(form)
        hint = muted(
            tr("The folder must be one that every reader's computer can open, such as a share.")
            if is_new
            else tr("The password is kept nowhere; leave it empty where ~/.pgpass has it.")
        )
        column.addWidget(hint)
        column.addWidget(buttons)

    def address(self) -> ServerAddress:
        """Return what was entered."""
        password = self.password.text()
        address = ServerAddress(
            self.host.text().strip(),
            self.study.text().strip(),
            self.account.text().strip(),
            int(self.port.text()),
            (("sslmode", _ENCRYPTION[self.encryption.currentIndex()]),),
        )
        return address.with_password(password) if password else address

    def photographs(self) -> Path:
        """Return the folder of the photographs."""
        return Path(self.folder.text().strip())

    def _choose_folder(self) -> None:
        if chosen := choose_folder(self, tr("Folder of the photographs"), self.folder.text()):
            self.folder.setText(chosen)


def _is_complete(field: QLineEdit) -> bool:
    return bool(field.text().strip()) and field.hasAcceptableInput()
