"""A short look with spoilt and with wild inputs; ``python -m tests.fuzz.run`` takes a long one."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.guard import Escaped, guarded, watch
from tests.fuzz.run import made
from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS

SAMPLES = Path(__file__).parent / "samples"
SLOW = ("doc", "pdf", "template", "template_document", "template_text", "document")


@pytest.mark.parametrize("name", TARGETS)
def test_spoilt_inputs_end_well(name: str) -> None:
    for number in range(6 if name in SLOW else 30):
        guarded(TARGETS[name], made(name, number))


@pytest.mark.parametrize("name", [name for name in TARGETS if name not in SLOW])
@settings(
    max_examples=15,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    deadline=None,
)
@given(data=st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)))
def test_wild_inputs_end_well(name: str, data: bytes) -> None:
    guarded(TARGETS[name], data)


@pytest.mark.parametrize("name", TARGETS)
def test_good_inputs_and_earlier_crashers_end_well(name: str) -> None:
    for data in seeds(name):
        guarded(TARGETS[name], data)


def test_every_sample_belongs_to_a_target() -> None:
    assert {file.name.partition("-")[0] for file in SAMPLES.iterdir()} <= TARGETS.keys()


def test_the_watch_sees_what_reaches_outside(tmp_path: Path) -> None:
    def reach(_data: bytes) -> None:
        Path("/etc/hostname").read_bytes()

    with pytest.raises(Escaped):
        guarded(reach, b"")
    assert not watch().on
    (tmp_path / "inside").write_text("x")
    guarded(lambda _: (tmp_path / "inside").unlink(), b"")
