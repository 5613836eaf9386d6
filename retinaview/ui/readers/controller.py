"""Who reads: a name without an account, chosen from those that are known or typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog, QWidget

from retinaview.core.reader_names import CONSENSUS, is_reserved, known_as
from retinaview.ui import settings as kept
from retinaview.ui.controller import Controller
from retinaview.ui.language import tr
from retinaview.ui.readers.agreement_dialog import AgreementDialog
from retinaview.ui.reading.controller import ReadingController
from retinaview.ui.settings import Settings
from retinaview.ui.window_context import WindowContext

if TYPE_CHECKING:
    from retinaview.ui.study.opening import OpeningController

MOST_NAMES = 20


class ReadersController(Controller):
    """Lets the reader be chosen, and shows how far two agree.

    Each reader has answers of their own. A study is opened anew for another one, who sees nothing
    of the others' answers on a photograph before having answered it.
    """

    def __init__(
        self,
        context: WindowContext,
        *,
        opening: OpeningController,
        reading: ReadingController,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._opening = opening
        self._reading = reading
        self._settings = settings
        self._window = parent
        self._agreement: AgreementDialog | None = None
        self._return_to: int | None = None
        self._is_new_here = False
        opening.opened.connect(self._on_opened)

    def names(self) -> list[str]:
        """List the readers that are known: of the study, and those chosen before."""
        session = self._context.session
        answered = () if session is None else session.answers.readers()
        chosen = self._settings.get(kept.READERS).splitlines()
        known = dict.fromkeys([self._opening.reader(), *chosen, *answered])
        return [name for name in known if name != CONSENSUS]

    def ask(self) -> None:
        """Ask who reads."""
        if self._is_account():
            return
        name, given = QInputDialog.getItem(
            self._window,
            tr("Reader"),
            tr("Who reads? Choose or type a name:"),
            self.names(),
            0,
            True,
        )
        if given:
            self.choose(name)

    def _is_account(self) -> bool:
        """Whether the reader is the account on a server, which is said."""
        session = self._context.session
        if session is None or not session.is_on_server:
            return False
        self._context.say(
            tr(
                "{reader} reads: on a server that is the account. Open the study with another one.",
                reader=session.reader,
            )
        )
        return True

    def choose(self, name: str) -> None:
        """Let somebody else read, and open the study for them."""
        name = known_as(name, self.names())
        if is_reserved(name):
            self._context.say(tr("No reader is called {name}; choose another name.", name=name))
            return
        if not name or name == self._opening.reader():
            return
        self._is_new_here = name not in self._settings.get(kept.READERS).splitlines()
        names = list(dict.fromkeys([name, *self.names()]))
        self._settings.set(kept.READERS, "\n".join(names[:MOST_NAMES]))
        self._settings.set(kept.READER, name)
        session = self._context.session
        if session is None:
            self._context.say(tr("{name} is the reader now.", name=name))
            return
        self._reading.flush()
        session.finish()  # what was answered last is in the file before it is opened again
        self._return_to = self._context.image_id
        self._opening.open([session.path])

    def show_agreement(self) -> None:
        """Show how far two readers of the study agree."""
        session = self._context.session
        if session is None:
            return
        readers = session.answers.readers()
        if len(readers) < 2:
            if readers:
                words = tr(
                    "Agreement needs the answers of two readers; only {name} has answered so far.",
                    name=readers[0],
                )
            else:
                words = tr(
                    "Agreement needs the answers of two readers; nobody has answered so far."
                )
            self._context.say(words)
            return
        self.close_windows()
        self._agreement = AgreementDialog(session, readers, parent=self._window)
        self._agreement.finished.connect(self._forget_agreement)
        self._agreement.show()

    def close_windows(self) -> None:
        """Close the agreement."""
        if self._agreement is not None:
            self._agreement.close()

    def _forget_agreement(self) -> None:
        self._agreement = None

    def _on_opened(self) -> None:
        """Go back to the photograph that the reader before was at."""
        image_id, self._return_to = self._return_to, None
        session = self._context.session
        if session is None or image_id is None:
            return
        self._reading.show(image_id)
        if self._is_new_here and session.reader in session.answers.readers():
            self._context.offer(
                tr(
                    "{name} has answered in this study before. Another person of that name needs "
                    "another one, such as with an initial.",
                    name=session.reader,
                ),
                tr("Another name"),
                self.ask,
            )
            return
        self._context.say(tr("{name} is the reader now.", name=session.reader))
