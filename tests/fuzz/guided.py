"""Fuzzes one reader, guided by the code it reaches: ``python -m tests.fuzz.guided TARGET [-runs=N]``.

Needs atheris (``pip install .[proof]``; Linux). Half of the inputs are spoilt by our own rules, half by
libFuzzer's; the arguments after the target are libFuzzer's. Crashers and corpus are kept in ``build/fuzz``.
"""

import random
import sys

import atheris

with atheris.instrument_imports(include=["model", "intake", "export"]):
    from tests.fuzz.guard import guarded
    from tests.fuzz.run import KEPT
    from tests.fuzz.seeds import seeds
    from tests.fuzz.targets import TARGETS

from tests.fuzz.spoil import spoil


def main() -> None:
    """Fuzz until libFuzzer's arguments say that it is enough."""
    name = sys.argv[1]
    target, good = TARGETS[name], seeds(name)
    corpus = KEPT / f"corpus-{name}"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(good):
        (corpus / f"good-{number}").write_bytes(data)

    def change(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if chance.random() < 0.5:
            return atheris.Mutate(data, most)
        return spoil(data, chance, chance.choice(good))[:most]

    limits = ["-timeout=10", "-rss_limit_mb=500", "-max_len=200000", f"-artifact_prefix={KEPT}/{name}-"]
    atheris.Setup(
        [sys.argv[0], *limits, *sys.argv[2:], str(corpus)],
        lambda data: guarded(target, data),
        custom_mutator=change,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
