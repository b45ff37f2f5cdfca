"""The trace that tells an engineer how a sentence was read."""

import pytest

from model.reading.__main__ import main


def test_every_step_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    text = "我局收到申请81件（含上年结转2件），其中自然人80件，占98.8%，同比增长5%；未发生行政复议。"
    assert main([text, "--form", "2021", "--organ", "云岭区民政局"]) == 0
    printed = capsys.readouterr().out
    for step in ("tokens", "clauses", "scopes", "grounding", "relations"):
        assert f"\n  {step}\n" in printed
    for line in (
        "收到/verb 申请/topic <81件>",
        "label: 我局收到申请  ",
        "meanings: requests.received.total  ",
        "also: requests.to_handle.total",
        "how: risen  subjects: requests.to_handle.natural_person | requests.received.natural_person |",
        "zero: litigation.review.total",
    ):
        assert line in printed


def test_what_is_not_known_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    main(["我局去年收到申请甲乙81件。"])
    printed = capsys.readouterr().out
    assert "甲乙/unknown" in printed
    assert "other_time" in printed
    assert "not known" in printed


def test_a_sentence_that_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    main(["工作稳步推进。"])
    assert capsys.readouterr().out.endswith("  relations\n    nothing\n")
