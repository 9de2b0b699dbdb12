"""One program at a time: a second start calls the first one and ends, because a ledger is open in one place only."""

import hashlib

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE = 300
"""Milliseconds to wait for the first one to answer."""


class Once(QObject):
    """Whether this is the first one that uses a folder."""

    called = Signal()
    """A second one was started."""

    def __init__(self, folder: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        name = f"xiangxiao-{hashlib.sha256(folder.encode()).hexdigest()[:16]}"
        self.is_first = not _answers(name)
        self._server = QLocalServer(self)
        if self.is_first:
            QLocalServer.removeServer(name)  # left behind by one that was killed
            self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
            self._server.newConnection.connect(self._answer)
            self._server.listen(name)

    def _answer(self) -> None:
        caller = self._server.nextPendingConnection()
        caller.disconnectFromServer()
        self.called.emit()


def _answers(name: str) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(name)
    found = socket.waitForConnected(PATIENCE)
    socket.disconnectFromServer()
    return found
