"""Dependencies point one way: cli -> render -> core, cli -> files -> core, all -> errors; the core is pure."""

import ast
import sys
from pathlib import Path

import pytest
from running import PACKAGE, REPOSITORY

MODULES = {".".join(path.relative_to(REPOSITORY).with_suffix("").parts): path for path in PACKAGE.rglob("*.py")}
IMPURE = {"os", "sys", "io", "pathlib", "random", "time", "secrets", "uuid", "socket", "subprocess", "shutil",
          "tempfile", "threading", "asyncio", "logging", "locale", "platform", "getpass"}  # fmt: skip
PURE = ("errors", "frozen", "version")
"""What everything may import."""


def tree(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text("utf-8"))


def imports(name: str) -> set[str]:
    found = set()
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports relatively"
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {module for module in found if module in MODULES or not module.startswith("kapcost.")}


def calls(name: str) -> set[str]:
    called = [node.func for node in ast.walk(tree(name)) if isinstance(node, ast.Call)]
    return {func.attr if isinstance(func, ast.Attribute) else ast.unparse(func) for func in called}


def inside(*packages: str) -> list[str]:
    return [name for name in MODULES if name.startswith(tuple(f"kapcost.{package}" for package in packages))]


def is_below(module: str, *packages: str) -> bool:
    return module.startswith(tuple(f"kapcost.{package}" for package in packages))


@pytest.mark.parametrize("name", inside("core"))
def test_the_core_imports_only_pure_modules_and_itself(name: str) -> None:
    for module in imports(name):
        first = module.split(".")[0]
        pure = first in sys.stdlib_module_names and first not in IMPURE
        assert pure or "." in module or is_below(module, "core", *PURE), module
        assert first == "kapcost" or pure, module
        assert first != "kapcost" or is_below(module, "core", *PURE), module


@pytest.mark.parametrize("name", inside("core"))
def test_the_core_asks_no_clock_and_prints_nothing(name: str) -> None:
    assert not calls(name) & {"now", "today", "utcnow", "print", "open", "input", "getenv"}


@pytest.mark.parametrize("name", inside("render"))
def test_render_knows_the_core_and_nothing_of_files_or_cli(name: str) -> None:
    ours = {module for module in imports(name) if module.startswith("kapcost.")}
    assert all(is_below(module, "core", "render", "reading", *PURE) for module in ours), ours


@pytest.mark.parametrize("name", sorted(set(MODULES) - set(inside("cli", "__main__"))))
def test_nothing_but_the_cli_imports_the_cli(name: str) -> None:
    assert not any(is_below(module, "cli") or module in ("typer", "click") for module in imports(name))


@pytest.mark.parametrize("name", sorted(set(MODULES) - {"kapcost.files", "kapcost.batch.files"}))
def test_only_files_opens_files(name: str) -> None:
    opening = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "mkstemp", "unlink", "replace_file"}
    own = {"write_text", "read_bytes"} if "kapcost.files" in imports(name) else set()  # kapcost.files' own
    dup2 = {"open"} if name == "kapcost.cli.streams" else set()  # os.open of the null device for a closed pipe
    assert not calls(name) & opening - own - dup2


@pytest.mark.parametrize("name", sorted(set(MODULES) - set(inside("cli", "__main__"))))
def test_only_the_cli_prints(name: str) -> None:
    assert "print" not in calls(name)
    assert "sys.stdout" not in MODULES[name].read_text("utf-8")


@pytest.mark.parametrize("name", PURE)
def test_what_all_others_may_import_imports_nothing_else_of_kapcost(name: str) -> None:
    ours = [module for module in imports(f"kapcost.{name}") if module.startswith("kapcost.")]
    assert all(is_below(module, *PURE) for module in ours), ours


@pytest.mark.parametrize("path", [*PACKAGE.rglob("*.py"), *(REPOSITORY / "tests").rglob("*.py")], ids=lambda p: p.name)
def test_no_file_is_longer_than_a_person_reads_at_once(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 220
