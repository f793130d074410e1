"""The commands: a row each, with what it does, where it runs, what it takes and an example."""

from __future__ import annotations

from dataclasses import dataclass

from derive.cli import options as take
from derive.cli.options import Addition


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command; `run` is the module and the function that answer it, imported when asked.

    What it may take of time and memory (`allows`) holds for all of it, or for `each` of its papers
    or questions, and then it sees to that itself.
    """

    name: str
    does: str
    run: str
    takes: tuple[Addition, ...]
    example: str
    each: bool = False
    allows: Addition = take.allowance


OTHERWISE: tuple[Addition, ...] = (take.sizes, take.figures, take.rows)
ASKING: tuple[Addition, ...] = (take.paper, take.given, *OTHERWISE, take.match)
ANSWERING: tuple[Addition, ...] = (take.answer, take.output)

COMMANDS = (
    Command(
        name="list",
        does="show the catalogue, or the papers that a word occurs in",
        run="derive.cli.listing:list_papers",
        takes=(take.part, *ANSWERING),
        example="derive list gpt",
    ),
    Command(
        name="init",
        does="write a commented spec to start from: a family, a paper's file, or a config.json",
        run="derive.cli.starting:init",
        takes=(take.start, take.answer, take.replacing),
        example="derive init --from llama my-model.toml",
    ),
    Command(
        name="show",
        does="show one paper's components, assumptions and claims",
        run="derive.cli.showing:show",
        takes=(
            take.paper,
            take.source,
            *OTHERWISE,
            *ANSWERING,
        ),
        example="derive show sutskever2014",
    ),
    Command(
        name="count",
        does="count the parameters, component by component; no printed number is needed",
        run="derive.cli.counting:count",
        takes=(
            take.paper,
            take.given,
            take.sizes,
            take.rows,
            take.answer_or_csv,
            take.output,
        ),
        example="derive count gpt2 --row '12 layers' --set L=12..48:12",
    ),
    Command(
        name="ask",
        does="ask in one line, without a file: choices stand in braces",
        run="derive.cli.asking:ask",
        takes=(
            take.question,
            take.given,
            take.figures,
            take.match,
            take.top,
            take.answer_or_csv,
            take.output,
        ),
        example='derive ask "d*{0|V} + 12*L*d**2" V=50257 d=768 L=12 --claim 124M',
    ),
    Command(
        name="solve",
        does="find every assumption set that gives the claims",
        run="derive.cli.solving:solve_paper",
        takes=(
            *ASKING,
            take.top,
            *ANSWERING,
        ),
        example="derive solve sutskever2014 --printed --given gate_bias=one",
    ),
    Command(
        name="explain",
        does="explain one assumption set: the sum behind each claim, what is missed and by how "
        "much",
        run="derive.cli.explaining:explain_set",
        takes=(
            take.paper,
            take.given,
            *OTHERWISE,
            take.reading,
            take.match,
            *ANSWERING,
        ),
        example="derive explain sutskever2014 --given gate_bias=one",
    ),
    Command(
        name="compare",
        does="compare two readings: one formula, equal by accident, equal in print, or different",
        run="derive.cli.explaining:compare",
        takes=(
            take.paper,
            take.two_readings,
            take.given,
            *OTHERWISE,
            take.match,
            take.top,
            *ANSWERING,
        ),
        example="derive compare sutskever2014 1 3",
    ),
    Command(
        name="next",
        does="name what to ask the authors, to tell the readings apart",
        run="derive.cli.explaining:next_number",
        takes=(
            *ASKING,
            take.hypothetical,
            take.top,
            *ANSWERING,
        ),
        example="derive next gpt2",
    ),
    Command(
        name="reconcile",
        does="explain a printed figure and a measured count of one model together",
        run="derive.cli.explaining:reconcile_counts",
        takes=(
            take.paper,
            take.two_numbers,
            take.sizes,
            take.rows,
            take.few,
            *ANSWERING,
        ),
        example="derive reconcile gpt2 --row '12 layers' --printed 117M --count 124439808",
    ),
    Command(
        name="latex",
        does="write the derivation of a reading for a paper",
        run="derive.cli.latex:write",
        takes=(
            take.paper,
            take.given,
            *OTHERWISE,
            take.reading,
            take.match,
            take.form,
            take.latex,
            take.output,
        ),
        example="derive latex sutskever2014 --standalone -o count.tex",
    ),
    Command(
        name="explore",
        does="try assumptions in the terminal and see what remains",
        run="derive.cli.exploring:explore_paper",
        takes=(
            *ASKING,
            take.lines,
            take.json,
        ),
        example="derive explore sutskever2014",
        each=True,
    ),
    Command(
        name="check",
        does="say whether every claim is met by the assumption set that a file declares",
        run="derive.cli.checking:check",
        takes=(
            take.files,
            *OTHERWISE,
            *ANSWERING,
        ),
        example="derive check ./our-paper.toml",
    ),
    Command(
        name="components",
        does="show the library of layers, or one of them: formula, arguments, source",
        run="derive.cli.components:show_components",
        takes=(
            take.component,
            *ANSWERING,
        ),
        example="derive components gqa",
    ),
    Command(
        name="conventions",
        does="show the library of ready-made assumptions",
        run="derive.cli.conventions:show_conventions",
        takes=(
            take.name,
            *ANSWERING,
        ),
        example="derive conventions lstm.bias",
    ),
    Command(
        name="survey",
        does="solve a folder of specs side by side, one JSON line a paper",
        run="derive.cli.surveying:survey_folder",
        takes=(
            take.survey,
            take.match,
            take.json,
        ),
        example="derive survey ./specs",
        each=True,
        allows=take.paper_allowance,
    ),
)
