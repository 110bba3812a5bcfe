"""`kapcost estimate`: what a course of treatment costs."""

from importlib import import_module

import typer
from rich.console import Console

from kapcost.cli import options
from kapcost.cli.asking import estimate_asked
from kapcost.cli.console import deliver, printed, tell
from kapcost.cli.options import DRAWN_SUFFIXES, DrawnFormat, format_for
from kapcost.core.answer import Estimate
from kapcost.core.budget import Verdict
from kapcost.errors import GateError, InputError, PriceListError, Problem
from kapcost.render.as_csv import csv_text
from kapcost.render.as_json import json_text
from kapcost.render.as_markdown import markdown
from kapcost.render.as_plain import plain
from kapcost.render.as_table import table
from kapcost.render.explanation import explanation

TEXTS = {
    DrawnFormat.PLAIN: plain,
    DrawnFormat.JSON: json_text,
    DrawnFormat.CSV: csv_text,
    DrawnFormat.MARKDOWN: markdown,
}

PICTURES = (DrawnFormat.HTML, DrawnFormat.SVG)
"""The forms whose modules are imported only where they are asked for; each has a function of its name."""


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
    package: options.PackageOption = None,
    discount: options.DiscountOption = None,
    health_plan: options.HealthPlanFile = None,
    start: options.Start = None,
    deposit: options.DepositOption = None,
    instalments: options.Instalments = None,
    loan: options.LoanOption = None,
    schedule: options.ScheduleOption = False,
    by_session: options.BySession = False,
    budget: options.Budget = None,
    fail_over_budget: options.FailOverBudget = False,
    as_of: options.AsOf = None,
    detail: options.Detail = False,
    explain: options.Explain = None,
    output_format: options.DrawnFormatOption = None,
    output: options.DrawnOutput = None,
    color: options.Color = None,
) -> None:
    """Estimate what a course of treatment costs, from least to most.

    [bold]kapcost estimate --state CA[/]
    [bold]kapcost estimate --dosing 3-6 --therapist 450 --budget 5000[/]

    Without options: the standard course of 6 dosing sessions at published prices.
    """
    form = format_for(output_format, output, DRAWN_SUFFIXES, DrawnFormat.TABLE)
    estimate, price_list = estimate_asked(context, course_file, prices)
    _check(estimate, form, explain=explain, strict=strict, fail_over_budget=fail_over_budget)
    for warning in estimate.warnings if form in (DrawnFormat.JSON, DrawnFormat.CSV) else ():
        tell(f"warning: {warning}")
    explained = None if explain is None else explanation(estimate, price_list, explain)
    deliver(lambda console: explained or _text(estimate, form, console, detail=detail), output, color=color)
    if fail_over_budget:
        _gate(estimate)


def _check(estimate: Estimate, form: DrawnFormat, *, explain: str | None, strict: bool, fail_over_budget: bool) -> None:
    """Refuse options that do not go together, and old prices if that was asked for."""
    if explain is not None and form not in (DrawnFormat.TABLE, DrawnFormat.PLAIN):
        raise InputError(Problem(key="--explain", found=f"--format {form}", expected="no form but plain text"))
    if fail_over_budget and estimate.budget is None:
        raise InputError(Problem(key="--fail-over-budget", found="no budget", expected="--budget AMOUNT"))
    if strict and estimate.warnings:
        stale = (warning.removesuffix(".") for warning in estimate.warnings)
        raise PriceListError(*(Problem(key="--strict", found=warning, expected="newer prices") for warning in stale))


def _text(estimate: Estimate, form: DrawnFormat, console: Console, *, detail: bool) -> str:
    if form in TEXTS:
        return TEXTS[form](estimate)
    if form in PICTURES:
        written: str = getattr(import_module(f"kapcost.render.as_{form}"), form)(estimate)
        return written
    bars = not console.is_dumb_terminal
    return printed(console, table(estimate, width=console.width, bars=bars, detail=detail))


def _gate(estimate: Estimate) -> None:
    """End with GateError unless the budget is kept for certain."""
    if estimate.budget is not None and estimate.budget.verdict is not Verdict.FITS:
        high = estimate.totals.estimate.high if estimate.complete else None
        found = f"a cost of up to {high}" if high is not None else "a cost whose highest is not known"
        raise GateError(Problem(key="--fail-over-budget", found=found, expected=f"at most {estimate.budget.amount}"))
