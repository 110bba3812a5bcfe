"""`kapcost estimate`: what a course of treatment costs."""

import typer
from rich.console import Console

from kapcost.cli import options
from kapcost.cli.asking import estimate_asked
from kapcost.cli.console import file_console, printed, stdout_console, tell, write
from kapcost.cli.options import Format, format_for
from kapcost.core.answer import Estimate
from kapcost.core.budget import Verdict
from kapcost.errors import GateError, InputError, PriceListError, Problem
from kapcost.files import STANDARD_STREAM, write_text
from kapcost.render.as_csv import csv_text
from kapcost.render.as_json import json_text
from kapcost.render.as_markdown import markdown
from kapcost.render.as_plain import plain
from kapcost.render.as_table import table
from kapcost.render.explanation import explanation

TEXTS = {Format.PLAIN: plain, Format.JSON: json_text, Format.CSV: csv_text, Format.MARKDOWN: markdown}


def command(
    context: typer.Context,
    course_file: options.CourseFile = None,
    *,
    setting: options.Setting = None,
    course: options.Course = None,
    tier: options.Tier = None,
    state: options.State = None,
    metro: options.Metro = None,
    consultation: options.Consultation = None,
    preparation: options.Preparation = None,
    dosing: options.Dosing = None,
    integration: options.Integration = None,
    ongoing: options.Ongoing = None,
    review: options.Review = None,
    booster: options.Booster = None,
    dosing_hours: options.DosingHours = None,
    therapist: options.Therapist = None,
    ketamine: options.Ketamine = None,
    facility: options.Facility = None,
    monitoring: options.Monitoring = None,
    talk: options.Talk = None,
    intake: options.Intake = None,
    medical: options.Medical = None,
    all_in: options.AllIn = None,
    prices: options.PriceListFile = None,
    strict: options.Strict = False,
    discount: options.DiscountOption = None,
    budget: options.Budget = None,
    fail_over_budget: options.FailOverBudget = False,
    as_of: options.AsOf = None,
    detail: options.Detail = False,
    explain: options.Explain = None,
    output_format: options.FormatOption = None,
    output: options.Output = None,
    color: options.Color = None,
) -> None:
    """Estimate what a course of treatment costs, from least to most.

    [bold]kapcost estimate --state CA[/]
    [bold]kapcost estimate --dosing 3-6 --therapist 450 --budget 5000[/]

    Without options: the standard course of 6 dosing sessions at published prices.
    """
    form = format_for(output_format, output)
    estimate, price_list = estimate_asked(context, course_file, prices)
    if fail_over_budget and estimate.budget is None:
        raise InputError(Problem(key="--fail-over-budget", found="no budget", expected="--budget AMOUNT"))
    if strict and estimate.warnings:
        raise PriceListError(
            *(Problem(found=warning, expected="prices checked since") for warning in estimate.warnings)
        )
    if explain is not None:
        write(explanation(estimate, price_list, explain))
        return
    _deliver(estimate, form, output, color=color, detail=detail)
    if fail_over_budget:
        _gate(estimate)


def _deliver(estimate: Estimate, form: Format, output: str | None, *, color: bool | None, detail: bool) -> None:
    """Write the estimate to a file, whole or not at all, or print it; warnings go to standard error."""
    for warning in estimate.warnings:
        tell(f"warning: {warning}")
    if output is None or output == STANDARD_STREAM:
        write(_text(estimate, form, stdout_console(color=color), detail=detail))
    else:
        write_text(output, _text(estimate, form, file_console(), detail=detail))


def _text(estimate: Estimate, form: Format, console: Console, *, detail: bool) -> str:
    if form in TEXTS:
        return TEXTS[form](estimate)
    bars = console.encoding.startswith("utf")
    return printed(console, table(estimate, width=console.width, bars=bars, detail=detail))


def _gate(estimate: Estimate) -> None:
    """End with GateError unless the budget is kept for certain."""
    if estimate.budget is not None and estimate.budget.verdict is not Verdict.FITS:
        high = estimate.totals.estimate.high if estimate.complete else None
        found = f"a cost of up to {high}" if high is not None else "a cost whose highest is not known"
        raise GateError(Problem(key="--fail-over-budget", found=found, expected=f"at most {estimate.budget.amount}"))
