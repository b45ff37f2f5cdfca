"""Draws the program's icon in the sizes that desktops ask for, from ``resources/icons/nianbao.svg``.

A maintainer's tool, run when the drawing changes: the results are kept in the project.
"""

from host import PROJECT, need, run

SIZES = (16, 24, 32, 48, 64, 128, 256)


def main() -> None:
    """Write ``nianbao-SIZE.png`` and ``nianbao.ico`` beside the drawing."""
    need("librsvg2-bin", "icoutils")
    folder = PROJECT / "resources" / "icons"
    made = []
    for size in SIZES:
        target = folder / f"nianbao-{size}.png"
        run("rsvg-convert", "-w", str(size), "-h", str(size), "-o", target, folder / "nianbao.svg")
        made.append(target)
    # The largest goes in as PNG: as a bitmap it alone would take 270 kB.
    run("icotool", "-c", "-o", folder / "nianbao.ico", *made[:-1], "-r", made[-1])


if __name__ == "__main__":
    main()
