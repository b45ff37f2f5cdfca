"""What the clerk has set, and where the program keeps things of its own on this computer."""

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from model.storage.reach import reachable
from ui.recent import Card, read_card

PROGRAM = "政府信息公开年报编辑器"
SMALLEST, LARGEST = 8, 24  # points; what the windows can bear
_MOST_RECENT = 12
_PATIENCE = 0.5  # seconds for a folder that may lie on a share; then it counts as gone
PHRASES = "起草句式.toml"  # the office's own phrases, in its folder
WORDS = "用词.toml"  # and its own list of wrong words
COUNTS = "应写数据.toml"  # and what local guidance asks section one to name
LOCKS, RECOVERY, VERSIONS = "locks", "recovery", "versions"  # folders in the state folder


def state_folder() -> Path:
    """Return the user's folder for recovery journals and the log; it is made when missing.

    Where it is not the user's to read and write, it is a new folder for this run alone. Where that cannot be
    made either, nothing is kept, and the program does without.
    """
    folder = lasting_state_folder()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            return folder
    with suppress(OSError):
        return Path(tempfile.mkdtemp(prefix="nianbao-"))
    return folder


def lasting_state_folder() -> Path:
    """Return where the state folder should be.

    It lies in the profile's local part: it must not travel over the network with the user.
    """
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))


def recovery_folders(state: Path) -> tuple[Path, ...]:
    """Return where recovery journals may lie: in the state folder, or elsewhere when that cannot be written.

    Elsewhere is a folder of the user's alone, on Linux in memory: it outlives the program, not the computer.
    """
    if os.name == "nt":
        return state / RECOVERY, Path(tempfile.gettempdir()) / "nianbao-recovery"
    own = os.environ.get("XDG_RUNTIME_DIR")
    return (state / RECOVERY, Path(own) / "nianbao-recovery") if own else (state / RECOVERY,)


def may_hold_something(folder: Path) -> bool:
    """Whether a look into a folder is worth what it has to import; one that may not be read is told then."""
    try:
        return any(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True


def documents_folder() -> Path:
    """Return the folder in which the file dialogs begin: the user's documents, else the home folder."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    # Qt's dialog takes a folder that is not there for the name of a file.
    return documents if documents.is_dir() else Path.home()


class Settings:
    """The settings file. Every value has a default; a damaged file counts as none."""

    def __init__(self, file: Path) -> None:
        self._store = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def font_points(self) -> int:
        """Size of the program's letters in points; 0 for the system's."""
        points = self._number("font_points", 0)
        return points if SMALLEST <= points <= LARGEST else 0

    @font_points.setter
    def font_points(self, points: int) -> None:
        self._store.setValue("font_points", points)

    @property
    def theme(self) -> str:
        """One of ``system``, ``light`` and ``dark``."""
        value = self._text("theme")
        return value if value in ("light", "dark") else "system"

    @theme.setter
    def theme(self, theme: str) -> None:
        self._store.setValue("theme", theme)

    @property
    def autosave(self) -> bool:
        """Whether a report with a file is saved by itself now and then."""
        return self._number("autosave", 0) == 1

    @autosave.setter
    def autosave(self, on: bool) -> None:
        self._store.setValue("autosave", int(on))

    @property
    def template_folder(self) -> str:
        """Folder of the office's own Word templates (named as the form's) and phrases; empty for none."""
        return self._text("template_folder")

    @template_folder.setter
    def template_folder(self, folder: str) -> None:
        self._store.setValue("template_folder", folder)

    @property
    def phrases(self) -> Path | None:
        """The office's own file of phrases in its folder; None for the program's."""
        return self._own(PHRASES)

    @property
    def words(self) -> Path | None:
        """The office's own list of wrong words in its folder; None where it has none."""
        return self._own(WORDS)

    @property
    def counts(self) -> Path | None:
        """The office's own file of what section one should name, in its folder; None where it has none."""
        return self._own(COUNTS)

    @property
    def quiet_words(self) -> frozenset[str]:
        """The wrong words that the clerk does not want to be told any more."""
        return frozenset(self._text("quiet_words").splitlines())

    def keep_quiet_words(self, words: frozenset[str]) -> None:
        """Keep which wrong words are not to be told."""
        self._store.setValue("quiet_words", "\n".join(sorted(words)))

    def _own(self, name: str) -> Path | None:
        file = Path(self.template_folder) / name if self.template_folder else None
        return file if file is not None and reachable([file], _PATIENCE) else None

    @property
    def folder(self) -> Path:
        """The folder last used for a report."""
        text = self._text("folder")
        return Path(text) if text and reachable([Path(text)], _PATIENCE) else documents_folder()

    @property
    def recent(self) -> tuple[Path, ...]:
        """The reports last opened or saved, newest first; whether they still are there is not looked at."""
        lines = (line for line in self._text("recent").splitlines() if line.strip())
        return tuple(map(Path, lines))[:_MOST_RECENT]

    @property
    def cards(self) -> dict[Path, Card]:
        """What is known of the recent reports, newest first, without a look at their files."""
        found = self._json("cards")
        return {path: read_card(found.get(str(path))) for path in self.recent}

    def remember(self, path: Path, card: Card | None = None) -> None:
        """Put a report at the top of the recent ones, with what is known of it now.

        The place where the clerk was stays as it is known, where the card has none.
        """
        path = path.absolute()
        cards = self.cards
        before = cards.pop(path, Card())
        now = card or before
        self._keep_cards({path: now._replace(place=now.place or before.place), **cards})
        self.remember_folder(path.parent)

    def keep_place(self, path: Path | None, place: str) -> None:
        """Keep where the clerk was in a report when it was closed; a report of no file has no card."""
        cards, path = self.cards, path.absolute() if path is not None else None
        if path is not None and path in cards:
            self._keep_cards({**cards, path: cards[path]._replace(place=place)})

    def forget(self, path: Path) -> None:
        """Take a report out of the recent ones; its file stays as it is."""
        self._keep_cards({other: card for other, card in self.cards.items() if other != path})

    def remember_folder(self, folder: Path) -> None:
        """Let the next file dialog begin in a folder."""
        self._store.setValue("folder", str(folder))

    def _keep_cards(self, cards: dict[Path, Card]) -> None:
        kept = list(cards.items())[:_MOST_RECENT]
        self._store.setValue("recent", "\n".join(str(path) for path, _ in kept))
        written = {str(path): card.written() for path, card in kept}
        self._store.setValue("cards", json.dumps(written, ensure_ascii=False))

    @property
    def register_answers(self) -> dict[str, str]:
        """What the clerk said of the words of this office's registers of applications."""
        return self._mapping("register/answers")

    @property
    def register_columns(self) -> dict[str, str]:
        """Which role (value) the columns of this office's registers have, by their headings."""
        return self._mapping("register/columns")

    def remember_register(self, answers: dict[str, str], columns: dict[str, str]) -> None:
        """Keep what the clerk said of a register, for the next one."""
        self._store.setValue("register/answers", json.dumps(answers, ensure_ascii=False))
        self._store.setValue("register/columns", json.dumps(columns, ensure_ascii=False))

    def layout(self, name: str) -> QByteArray:
        """Return a window's layout as kept, empty when none was."""
        value = self._store.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_layout(self, name: str, state: QByteArray) -> None:
        """Keep a window's layout."""
        self._store.setValue(f"layout/{name}", state)

    def _text(self, key: str) -> str:
        value = self._store.value(key, "")
        return value if isinstance(value, str) else ""

    def _mapping(self, key: str) -> dict[str, str]:
        return {name: value for name, value in self._json(key).items() if isinstance(value, str)}

    def _json(self, key: str) -> dict[str, Any]:
        try:
            found = json.loads(self._text(key) or "{}")
        except (ValueError, RecursionError):  # a damaged file counts as none
            return {}
        return found if isinstance(found, dict) else {}

    def _number(self, key: str, default: int) -> int:
        value = self._store.value(key, default)
        try:
            return int(str(value))  # the file gives texts back, the running program numbers
        except ValueError:  # no number, or one of thousands of digits
            return default
