"""From rows to what is written of them: a record for each that can be estimated, a reason for each other."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from kapcost.batch.asking import check_separators, id_of, values_of
from kapcost.batch.recent import Recent
from kapcost.batch.rows import OWN_COLUMNS, Form, Row
from kapcost.batch.telling import told, without_values
from kapcost.core.price_list import PriceList
from kapcost.core.summary import summary
from kapcost.course_file import answer, answer_in_short, with_values
from kapcost.errors import InputError, Problem, caught
from kapcost.frozen import frozen
from kapcost.render.as_record import COLUMNS, detail_json, head_csv, head_json, rejected_json, summary_csv, summary_json
from kapcost.render.cells import csv_line


@frozen
class Part:
    """Some rows that follow each other; `digest` is that of everything read up to the last of them."""

    rows: tuple[Row, ...]
    digest: str


@frozen
class Block:
    """What is written of a part: records, rejected rows, and the numbers of these."""

    rows: int
    """The number of the last row."""
    digest: str
    output: str
    rejects: str
    rejected: tuple[int, ...]


@frozen
class Estimating:
    """How every row is estimated and written: over what course, at what prices, in what forms.

    `rejects` None tells of rejected rows what is expected of them, in text or as JSON, and
    nothing that stands in them. `columns` and `delimiter` are those of the input, and of rejects in CSV.
    """

    base: Mapping[str, Any]
    price_list: PriceList
    output: Form
    detail: bool
    rejects: Form | None
    told_as_json: bool = False
    columns: tuple[str, ...]
    delimiter: str
    recent: Recent = field(default_factory=Recent)

    @property
    def output_header(self) -> str:
        """What stands above all records."""
        return csv_line(COLUMNS) if self.output is Form.CSV else ""

    @property
    def rejects_header(self) -> str:
        """What stands above all rejected rows."""
        return csv_line(self._reject_columns, self.delimiter) if self.rejects is Form.CSV else ""

    @property
    def _reject_columns(self) -> tuple[str, ...]:
        return (*(column for column in self.columns if column not in OWN_COLUMNS), *OWN_COLUMNS)

    def block(self, part: Part) -> Block:
        """Return what is written of a part; no row of it keeps another from being estimated."""
        output, rejects, rejected = [], [], []
        for row in part.rows:
            try:
                output.append(self._record(row))
            except InputError as error:
                problems = error.problems
                if self.rejects is None and not row.problem:
                    problems = without_values(problems, self.columns)
            except Exception as error:  # noqa: BLE001 - a bug that one row brings to light must not stop the others
                expected = "an estimate; please report this bug"
                problems = (Problem(found=f"a {type(error).__name__} in kapcost", expected=expected),)
            else:
                continue
            rejects.append(self._reject(row, problems))
            rejected.append(row.number)
        return Block(rows=part.rows[-1].number, digest=part.digest, output="".join(output), rejects="".join(rejects),
                     rejected=tuple(rejected))  # fmt: skip

    def _record(self, row: Row) -> str:
        if row.problem:
            raise InputError(row.problem)
        problems: list[Problem] = []
        name = None
        with caught(problems):
            name = id_of(row.values)
        if self.delimiter == ";":
            with caught(problems):
                check_separators(row.values)
        with caught(problems):
            values = values_of(row.values)
            asked = repr(values)
            said = self.recent.get(asked)
            if said is None:
                said = self._said(values, row.number, name)
                self.recent.keep(asked, said)
        if problems:
            raise InputError(*problems)
        head = head_csv if self.output is Form.CSV else head_json
        return head(row.number, name) + said

    def _said(self, values: Mapping[str, Any], row: int, name: str | int | None) -> str:
        """Return what follows the head of a record, the same for all rows of the same values."""
        tables = with_values(self.base, values)
        if self.detail:
            return detail_json(answer(tables, self.price_list))
        short = summary(answer_in_short(tables, self.price_list), row=row, name=name)
        return summary_csv(short) if self.output is Form.CSV else summary_json(short)

    def _reject(self, row: Row, problems: tuple[Problem, ...]) -> str:
        if self.rejects is None:
            return told(row.number, problems, as_json=self.told_as_json)
        is_text = row.problem is not None or (self.rejects is Form.CSV and not self.columns)
        text = row.raw.decode(errors="replace").rstrip("\r\n") if is_text else None
        cells = {} if is_text else row.values  # of what was taken apart wrongly, none may be an input again
        values = {**cells, "row": row.number, "error": " ".join(map(str, problems)), "text": text}
        if self.rejects is Form.CSV:
            return csv_line((values.get(column) for column in self._reject_columns), self.delimiter)
        return rejected_json(values)
