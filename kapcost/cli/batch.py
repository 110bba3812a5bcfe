"""`kapcost batch`: one estimate for each row of a file."""

from contextlib import closing
from pathlib import PurePath
from typing import Any, BinaryIO

from kapcost.batch.estimating import Estimating
from kapcost.batch.files import names_of, opened
from kapcost.batch.reading import SUFFIXES, rows_of
from kapcost.batch.results import Results
from kapcost.batch.rows import Form, Rows
from kapcost.batch.running import blocks_of, parts_of
from kapcost.batch.steps import Step
from kapcost.cli import batch_options as own
from kapcost.cli import options
from kapcost.cli.asking import check_files, check_outputs, date_asked
from kapcost.cli.failure import is_json, tell_note
from kapcost.cli.options import format_for
from kapcost.cli.progress import progress
from kapcost.cli.streams import tell, tell_as_it_is, write
from kapcost.core.provenance import identity
from kapcost.core.request import Request
from kapcost.course_file import with_values
from kapcost.errors import InputError, Problem, RejectedError
from kapcost.files import STANDARD_STREAM, read_toml
from kapcost.price_list_file import load_price_list
from kapcost.reading import read_value
from kapcost.version import VERSION


def command(
    file: own.RowsFile,
    *,
    base: own.BaseCourse = None,
    input_format: own.InputFormat = None,
    prices: options.PriceListFile = None,
    as_of: options.AsOf = None,
    detail: options.Detail = False,
    output_format: own.RecordFormat = None,
    output: own.RecordFile = None,
    rejects: own.Rejects = None,
    jobs: own.Jobs = 1,
    resume: own.Resume = False,
) -> None:
    """Estimate each row of a CSV or JSONL file by itself.

    [bold]kapcost batch rows.csv -o estimates.csv --rejects rejects.csv[/]
    [bold]kapcost batch rows.jsonl --base course.toml --detail --jobs 4[/]

    Columns, or keys, are id and the dotted names of a course file, such as state,
    sessions.dosing, prices.talk and discounts (with ; between several).
    """
    output = None if output == STANDARD_STREAM else output
    form = format_for(output_format, output, SUFFIXES, Form.JSONL)
    check_files({"the rows": file, "the base course": base, "the price list": prices})
    _check_outputs(output, rejects, file, base, prices)
    if detail and form is Form.CSV:
        raise InputError(Problem(key="--detail", found="CSV, whose rows are flat", expected="--format jsonl"))
    if resume and output is None:
        raise InputError(Problem(key="--resume", found="standard output", expected="--output FILE"))
    asked = _base(base, as_of)
    price_list = load_price_list(prices, metros=True)
    with opened(file) as stream:
        rows = rows_of(stream, file, input_format)
        estimating = Estimating(base=asked, price_list=price_list, output=form, detail=detail,
                                rejects=_form_of(rejects, rows), told_as_json=is_json(),
                                columns=rows.columns, delimiter=rows.delimiter)  # fmt: skip
        with Results(output, rejects, _settings(estimating, rows), resume=resume) as results:
            _estimate(stream, rows, estimating, results, jobs)
    if results.done.rejected:
        raise RejectedError(_last_word(results.done, rejects))


def _check_outputs(output: str | None, rejects: str | None, *inputs: str | None) -> None:
    """Refuse to write two things to one file, or over what is read."""
    if rejects == STANDARD_STREAM:
        expected = "the name of a file; without --rejects, the reasons go to standard error"
        raise InputError(Problem(key="--rejects", found="standard output", expected=expected))
    written = {"--output": output, "--rejects": rejects}
    check_outputs({option: names_of(name) for option, name in written.items() if name is not None}, inputs)


def _base(file: str | None, as_of: str | None) -> dict[str, Any]:
    """Return the tables of the base course; InputError with what is wrong of its form in every row."""
    tables = read_toml(file) if file else {}
    try:
        read_value(Request, tables)
    except InputError as error:
        raise InputError(*(problem.at(file=file or "") for problem in error.problems)) from None
    dated = {"as_of": date_asked(as_of)}
    return with_values(tables, dated) if as_of else {**dated, **tables}


def _form_of(rejects: str | None, rows: Rows) -> Form | None:
    """Return the form of the rejected rows: as the name of their file says, else that of the input."""
    return None if rejects is None else SUFFIXES.get(PurePath(rejects).suffix.lower(), rows.form)


def _settings(estimating: Estimating, rows: Rows) -> dict[str, Any]:
    """Return what must be the same when a batch is carried on."""
    base = {**estimating.base}
    return {
        "kapcost": VERSION,
        "--as-of": str(base.pop("as_of")),
        "base course": identity(base),
        "price list": estimating.price_list.sha256,
        "form of the input": rows.form,
        "columns": ", ".join(rows.columns),
        "--detail": "given" if estimating.detail else "not given",
        "--format": estimating.output,
        "--rejects": estimating.rejects or "not given",
    }


def _estimate(stream: BinaryIO, rows: Rows, estimating: Estimating, results: Results, jobs: int) -> None:
    """Write an estimate, or a reason, for each row; after an interruption, say how to carry on."""
    results.begin(estimating)
    try:
        if results.output is None:
            write(estimating.output_header)
        with (
            closing(blocks_of(parts_of(rows, results.done), estimating, jobs)) as blocks,
            progress(stream, beside_output=results.output is None) as advance,
        ):
            for block in blocks:
                if results.output is None:
                    write(block.output)
                results.add(block)
                if estimating.rejects is None:
                    _tell_reasons(block.rejects, as_json=estimating.told_as_json)
                advance(block.rows)
        results.finish()
    except (KeyboardInterrupt, InputError):
        if results.output and results.done.rows and not results.done.finished:
            tell_note(f"{results.done.rows:,} rows are done; the same command with --resume carries on")
        raise


def _tell_reasons(lines: str, *, as_json: bool) -> None:
    if as_json:
        tell_as_it_is(lines)
        return
    for line in lines.splitlines():
        tell(line)


def _last_word(done: Step, rejects: str | None) -> Problem:
    """Return what is said of rejected rows: their numbers, and never what stands in them."""
    more = done.rejected - len(done.first_rejected)
    numbers = ", ".join(map(str, done.first_rejected)) + (f" and {more:,} more" if more else "")
    found = f"{done.rejected:,} of {done.rows:,} rows rejected (row {numbers})"
    return Problem(file=rejects or "", found=found, expected="none")
