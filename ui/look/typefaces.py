"""The typefaces of GB/T 9704, and what stands in for one that a computer does not have."""

from collections.abc import Iterable
from enum import Enum
from functools import cache

from PySide6.QtCore import QByteArray, QDataStream, QIODevice
from PySide6.QtGui import QFont, QFontDatabase


class Face(Enum):
    """A typeface by its role on the page: the official names first, then names of the same face."""

    FANG = (
        "仿宋_GB2312",
        "FangSong_GB2312",
        "仿宋",
        "FangSong",
        "方正仿宋_GBK",
        "华文仿宋",
        "STFangsong",
        "FandolFang",
    )
    KAI = ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "华文楷体", "STKaiti", "FandolKai")
    HEI = ("黑体", "SimHei", "方正黑体_GBK", "华文黑体", "STHeiti", "FandolHei")
    SONG = ("宋体", "SimSun", "方正书宋_GBK", "华文宋体", "STSong", "FandolSong")
    TITLE = (
        "方正小标宋简体",
        "FZXiaoBiaoSong-B05S",
        "方正小标宋_GBK",
        "FZXiaoBiaoSong-B05",
        "华文中宋",
        "STZhongsong",
    )


_SUBSTITUTES = {
    Face.FANG: ("Noto Serif CJK SC", "Source Han Serif SC"),
    Face.KAI: ("AR PL KaitiM GB", "AR PL UKai CN", "Noto Serif CJK SC", "Source Han Serif SC"),
    Face.HEI: ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei", "Microsoft YaHei"),
    Face.SONG: ("Noto Serif CJK SC", "Source Han Serif SC"),
    Face.TITLE: ("SimSun", "宋体", "FandolSong", "Noto Serif CJK SC", "Source Han Serif SC"),
}
_HEAVY = (Face.TITLE,)  # stand-ins of this face are set bold: the face itself is


@cache  # asking takes a millisecond, and a page asks hundreds of times
def installed(face: Face) -> str | None:
    """Return the name under which this computer has a face, or None."""
    return _first(face.value)


def font(face: Face, pixels: int) -> QFont:
    """Return a face in a size, or the nearest that this computer has.

    The official names stay in the list for systems that map them to a face of another name.
    """
    made = QFont()
    found = installed(face)
    if found is not None:
        made.setFamilies([found])
    else:
        made.setFamilies([*face.value, *_SUBSTITUTES[face]])
        made.setBold(face in _HEAVY)
    made.setPixelSize(pixels)
    # Among Latin words Noto CJK has digits of other shapes; a PDF cannot say what they are.
    made.setFeature(_tag("locl"), 0)
    return made


@cache
def _tag(name: str) -> QFont.Tag:
    """Return the tag of a feature of OpenType. PySide6 6.8.0, which aarch64 has, cannot make one."""
    return QFont.Tag(name) if hasattr(QFont.Tag, "fromString") else tag_read(name)


def tag_read(name: str) -> QFont.Tag:
    """Return a tag as a font hands it out that was read from a stream with it.

    There, a font ends with the list of its features and that of its axes, each led by its length.
    """
    written, lists = QByteArray(), bytes(8)
    stream = QDataStream(written, QIODevice.OpenModeFlag.WriteOnly)
    stream << QFont()
    whole = bytes(written.data()).removesuffix(lists) + b"\0\0\0\1" + name.encode() + lists
    read = QFont()
    stream = QDataStream(QByteArray(whole))
    stream >> read
    return read.featureTags()[0]


def _first(names: Iterable[str]) -> str | None:
    return next((name for name in names if QFontDatabase.hasFamily(name)), None)
