"""An office's phrases: what is misspelt is told with its line and a suggestion; any phrase ends soon."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from model import forms
from model.text.drafts import drafts
from model.text.phrase_check import proven
from model.text.phrases import PhraseError, phrases
from tests.support.samples import full_report

FORM = forms.load("2021")
NOUGHT = replace(full_report("2021"), cells=dict.fromkeys(FORM.cells, "0"))
HEAD = '[[phrases]]\npart = "overview"\nlabel = "自拟"\n'


def drafted(folder: Path, text: str, head: str = HEAD) -> list[str]:
    """What is drafted from a phrase whose sentence begins in the sixth line of its file."""
    own = folder / "起草句式.toml"
    own.write_text(f'# 一\n{head}text = """\n{text}\n"""\n', "utf-8")
    return [one.paragraph for one in drafts(FORM, NOUGHT, own)]


def told(folder: Path, text: str, head: str = HEAD) -> str:
    with pytest.raises(PhraseError) as caught:
        drafted(folder, text, head)
    return str(caught.value)


def test_the_program_s_own_phrases_are_proven():
    assert tuple(phrase for phrase, _ in proven()) == phrases()


NO_DATA = "没有数据名称"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('甲\n{{ figure("requests.recieved.total") }}', 7, "是否应为“requests.received.total”？"),
        ('{{ value("litigation.reviews.total") }}', 6, "是否应为“litigation.review.total”？"),
        ('{% if value("requests.carried_it.total") %}有{% endif %}', 6, "“requests.carried_in.total”？"),
        ('{{ listed([\n("甲", "requests.received.natural_persn", "件")]) }}', 7, NO_DATA),
        ('{{ listed([("甲", "requests.granted.total", "件", "requests.x")]) }}', 6, f"{NO_DATA}“requests.x”"),
        ("{{ yaer }}年", 6, "没有名称“yaer”，是否应为“year”？"),
        ("甲\n乙\n{{ orgen }}", 8, "没有名称“orgen”，是否应为“organ”？"),
        ("{{ requests.received.total }}件", 6, '表格里的数字要写成 figure("名称")。'),
        ('{{ valeu("requests.granted.total") }}', 6, "没有名称“valeu”，是否应为“value”？"),
        ("{% set shoudao = 1 %}{{ shuodao }}", 6, "是否应为“shoudao”？"),
        ("{{ 3|formt }}", 6, "不能用“formt”"),
        ("{{ 3", 6, "花括号里的写法有误"),
        ("{% if year %}", 6, "花括号里的写法有误"),
        ('{{ value("requests" + ".recieved") }}', 6, f"{NO_DATA}“requests.recieved”"),
        ('{{ listed([("甲", "requests" + ".x", "件")]) }}', 6, f"{NO_DATA}“requests.x”"),
        ('{{ value("disclosure.normative_documents.created") }}', 6, "请用 exists 写明"),
    ],
)
def test_misspelt_names_are_told_with_their_line_and_never_taken_for_0(tmp_path, text, line, said):
    problem = told(tmp_path, text)
    assert f"第 {line} 行" in problem
    assert said in problem


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ('part = "overveiw"\nlabel = "甲"\n', "第 3 行（甲）：没有part“overveiw”，是否应为“overview”？"),
        (
            'part = "other"\nlabel = "甲"\nfilled = ["requests.recieved.total"]\n',
            f"第 5 行（甲）：{NO_DATA}",
        ),
        (
            'part = "other"\nlabel = "甲"\nexists = [\n"requests.x",\n]\n',
            f"第 6 行（甲）：{NO_DATA}“requests.x”",
        ),
    ],
)
def test_misspelt_keys_are_told_with_their_line(tmp_path, key, said):
    assert said in told(tmp_path, "一句话。", f"[[phrases]]\n{key}")


def test_the_line_is_that_of_the_file_in_the_second_phrase_too(tmp_path):
    second = f'{HEAD}text = "{{{{ year }}}}年。"\n\n[[phrases]]\npart = "other"\nlabel = "乙"\n'
    assert "第 11 行（乙）" in told(tmp_path, "{{ yaer }}", second)


@pytest.mark.parametrize(
    "sum_",
    [
        '100 / value("requests.granted.total")',
        'value("requests.granted.total") / value("requests.refused.total")',
        '"%.1f" | format(100 * value("requests.granted.total") / value("requests.refused.total"))',
        '7 % value("requests.granted.total")',
        '7 // value("requests.granted.total")',
    ],
)
def test_a_division_by_nought_names_the_phrase_and_its_line(tmp_path, sum_):
    said = told(tmp_path, f"\n{{{{ {sum_} }}}}")
    assert "句式“自拟”第 7 行算不出来，多半是除数为 0" in said


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'x' * 10 ** 9 }}",
        "{{ 'x' * 1000000000 }}",
        "{{ [1] * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ 2 ** (10 ** 9) }}",
        "{% set a = value(2 ** (10 ** 9)) %}",
        "{{ '1e400' | float | int }}",
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "{{ " + "-" * 5000 + "1 }}",
        "{{ 1" + " + 1" * 20000 + " }}",
        "{% if 1 %}" * 500 + "x" + "{% endif %}" * 500,
        "{{ '%1000000000d' | format(1) }}",
        "{{ '%*d' | format(1000000000, 1) }}",
        "{{ '%1000000000d' % 1 }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% for a in [1] %}{% for b in [1] %}{% for c in [1] %}x{% endfor %}{% endfor %}{% endfor %}",
        "{% macro a() %}{{ a() }}{{ a() }}{% endmacro %}{{ a() }}",
        "{% set a = 'x' %}" + "{% set a = a + a %}" * 60 + "{{ a }}",
        "{% set a = 'x' %}" + "{% set a = a ~ a ~ a %}" * 60 + "{{ a }}",
        "{% set a = 'x' %}" + "{% set a = [a, a] | join %}" * 60 + "{{ a }}",
        "{% set a = 10 %}" + "{% set a = a * a %}" * 60 + "{{ a }}",
        "{% set a %}x{% endset %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 60,
        "{{ 'x'.ljust(1000000000) }}",
        "{{ 'x' | center(1000000000) }}",
        "{{ year.__class__ }}",
        "{{ lipsum() }}",
        "{% include 'a' %}",
    ],
)
def test_what_would_take_time_or_memory_without_end_is_told_at_once(tmp_path, text):
    before = time.process_time()
    said = told(tmp_path, text)
    assert "自拟" in said
    assert time.process_time() - before < 5


def test_what_sentences_need_works(tmp_path):
    text = """{% set share = 100 * value("requests.granted.total") / 3 %}
{% for name in ["甲", "乙"] %}{{ name ~ "组" }}{{ "" if loop.last else "、" }}{% endfor %}
{{ "%.1f%%" | format(share) }}{{ share | round(1) }}{{ ["一", "二"] | join("，") }}"""
    assert drafted(tmp_path, text) == ["甲组、乙组0.0%0.0一，二"]


def test_a_file_without_end_is_refused(tmp_path):
    own = tmp_path / "起草句式.toml"
    own.write_bytes(b"#" * 3_000_000)
    with pytest.raises(PhraseError, match="太大"):
        phrases(own)
