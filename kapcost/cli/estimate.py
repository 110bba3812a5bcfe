"""`kapcost estimate`: what a course of treatment costs."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from kapcost.cli import options
from kapcost.cli.asking import estimate_asked
from kapcost.cli.delivery import deliver
from kapcost.cli.options import DRAWN_SUFFIXES, DrawnFormat, format_for
from kapcost.cli.streams import tell
from kapcost.core.answer import Estimate
from kapcost.core.budget import Verdict
from kapcost.core.price_list import PriceList
from kapcost.errors import GateError, InputError, PriceListError, Problem

if TYPE_CHECKING:
    from rich.console import Console


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
    for warning in estimate.warnings if form is DrawnFormat.CSV else ():
        tell(f"warning: {warning}")
    text = _text(estimate, form, detail=detail) if explain is None else _explained(estimate, price_list, explain)
    deliver(text, output, color=color)
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


def _text(  # noqa: PLR0911 - one for each form
    estimate: Estimate, form: DrawnFormat, *, detail: bool
) -> "str | Callable[[Console], str]":
    """Return an estimate in a form; only what writes that form is imported."""
    match form:
        case DrawnFormat.JSON:
            from kapcost.render.as_json import json_text

            return json_text(estimate)
        case DrawnFormat.CSV:
            from kapcost.render.as_csv import csv_text

            return csv_text(estimate)
        case DrawnFormat.MARKDOWN:
            from kapcost.render.as_markdown import markdown

            return markdown(estimate)
        case DrawnFormat.PLAIN:
            from kapcost.render.as_plain import plain

            return plain(estimate)
        case DrawnFormat.HTML:
            from kapcost.render.as_html import html

            return html(estimate)
        case DrawnFormat.SVG:
            from kapcost.render.as_svg import svg

            return svg(estimate)
        case DrawnFormat.TABLE:
            return lambda console: table_text(estimate, console, detail=detail)


def table_text(estimate: Estimate, console: "Console", *, detail: bool = False) -> str:
    """Return the table of an estimate as a console shows it."""
    from kapcost.cli.console import printed
    from kapcost.render.as_table import table

    bars = not console.is_dumb_terminal
    return printed(console, table(estimate, width=console.width, bars=bars, detail=detail))


def _explained(estimate: Estimate, price_list: PriceList, line: str) -> str:
    from kapcost.render.explanation import explanation

    return explanation(estimate, price_list, line)


def _gate(estimate: Estimate) -> None:
    """End with GateError unless the budget is kept for certain."""
    if estimate.budget is not None and estimate.budget.verdict is not Verdict.FITS:
        high = estimate.totals.estimate.high if estimate.complete else None
        found = f"a cost of up to {high}" if high is not None else "a cost whose highest is not known"
        raise GateError(Problem(key="--fail-over-budget", found=found, expected=f"at most {estimate.budget.amount}"))
