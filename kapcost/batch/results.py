"""The outputs of a batch: whole or not there, and after whatever end carried on where it came to."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from types import TracebackType
from typing import Any, Self

from kapcost.batch.estimating import Block, Estimating
from kapcost.batch.files import PROGRESS, Growing
from kapcost.batch.steps import Step
from kapcost.errors import InputError, Problem, quoted
from kapcost.reading import adapter, read_value

Settings = Mapping[str, Any]
"""What must be the same when a batch is carried on, in plain JSON."""


class Results:
    """The files of records and of rejected rows; None is written by somebody else, and not carried on.

    Beside the file of records, FILE.progress records the settings and then, after each block,
    how far both files have grown. Whatever stands beyond that is cut off and written again, so
    that it matters at no moment when a batch is ended.
    """

    def __init__(self, output: str | None, rejects: str | None, settings: Settings, *, resume: bool) -> None:
        self.output = Growing(output) if output else None
        self.rejects = Growing(rejects) if rejects else None
        self._journal = Growing(output, suffix=PROGRESS) if output else None
        self._settings = settings
        self.done = self._recorded(self._journal, resume=resume) if self._journal else Step()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave of an unfinished batch what is recorded, and nothing at all if there is nothing to carry on."""
        keep = self._journal is not None and self.done.rows > 0
        journal = [(self._journal, self._journal.size)] if self._journal else []
        for file, size in (*self._files(), *journal):
            with suppress(InputError):
                if keep:
                    file.cut(size)
                    file.close()
                else:
                    file.discard()

    def begin(self, estimating: Estimating) -> None:
        """Open the files where they are carried on, or begin them with their headers."""
        if self.done.finished:
            return
        self._open()
        if self.done == Step():
            self._append(estimating.output_header, estimating.rejects_header)
            self._record(replace(self.done, output=_size(self.output), rejects=_size(self.rejects)))

    def add(self, block: Block) -> None:
        """Write a block, and record that it is written."""
        self._append(block.output, block.rejects)
        sizes = {"output": _size(self.output), "rejects": _size(self.rejects)}
        self._record(self.done.after(block.rows, block.digest, block.rejected, **sizes))

    def finish(self) -> None:
        """Give the files their names; a batch that was ended while this was done ends here once more."""
        for file, _ in self._files():
            file.sync()
        if not self.done.finished:
            self._record(replace(self.done, finished=True))
        for file, _ in self._files():
            file.finish()

    def _files(self) -> Iterator[tuple[Growing, int]]:
        """Yield the files, each with the size that is recorded."""
        for file, size in ((self.output, self.done.output), (self.rejects, self.done.rejects)):
            if file:
                yield file, size

    def _open(self) -> None:
        if self._journal:
            whole, newline, _ = self._journal.text().rpartition("\n")
            is_new = self.done == Step()
            self._journal.grow_from(0 if is_new else len((whole + newline).encode()))
            if is_new:
                self._journal.append(json.dumps(self._settings) + "\n")
        for file, size in self._files():
            file.grow_from(size)

    def _append(self, output: str, rejects: str) -> None:
        if self.output:
            self.output.append(output)
        if self.rejects:
            self.rejects.append(rejects)

    def _record(self, step: Step) -> None:
        """Record a step; it counts as done first, so that no interruption cuts off what is recorded."""
        self.done = step
        if self._journal:
            self._journal.append(adapter(Step).dump_json(step).decode() + "\n")

    def _recorded(self, journal: Growing, *, resume: bool) -> Step:
        """Return the last step that was recorded, and keep other batches from recording any."""
        journal.hold()
        try:
            return self._last_step(journal, resume=resume)
        except InputError:
            journal.close()
            raise

    def _last_step(self, journal: Growing, *, resume: bool) -> Step:
        """Return the last step that was recorded; InputError if it is not asked for, or was of another batch."""
        lines = journal.text().split("\n")[:-1]
        if len(lines) < 2:  # nothing was written yet
            return Step()
        try:
            settings, last = read_value(dict[str, Any], json.loads(lines[0])), read_value(Step, json.loads(lines[-1]))
        except ValueError:
            expected = "what a batch recorded; without it, all begins anew"
            raise InputError(Problem(file=str(journal.growing), found="something else", expected=expected)) from None
        if resume:
            self._check(settings)
        elif last.finished or not last.rows:
            return Step()
        else:
            found = f"a batch that was ended after {last.rows:,} rows"
            raise InputError(Problem(file=str(journal.growing), found=found, expected="--resume, or that file removed"))
        return last

    def _check(self, before: Settings) -> None:
        problems = [
            Problem(key="--resume", found=f"{name} {quoted(now)}", expected=f"{quoted(before.get(name))} as before")
            for name, now in self._settings.items()
            if before.get(name) != now
        ]
        if problems:
            raise InputError(*problems)


def _size(file: Growing | None) -> int:
    return file.size if file else 0
