#!/usr/bin/python3
"""The rules of the house, as checks over the source tree.

    checks.py CHECK --root DIR [--build DIR]

prints one line a breach, `file:line: what is wrong`, and exits 1 when there is one. Each check is a
function below, with its rule as its docstring; tests/structure/checks_test.py breaks each of them.
"""
import argparse
import functools
import pathlib
import re
import subprocess
import sys

ROOMS = ["base", "pattern", "source", "model", "spec", "analyze", "template", "render", "output", "cli"]
ROOT = pathlib.Path()
BUILD = pathlib.Path()


@functools.lru_cache(maxsize=None)
def tracked():
    """The files of the repository, with what is not added yet, as paths relative to its root."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard"],
        capture_output=True, text=True)
    if listed.returncode:  # an unpacked archive, or a repository of someone else
        paths = (path.relative_to(ROOT) for path in ROOT.rglob("*"))
        names = [str(path) for path in paths if not re.match(r"build|out|\.git", path.parts[0])]
    else:
        names = listed.stdout.splitlines()
    return [name for name in sorted(set(names)) if (ROOT / name).is_file()]


def files(*folders, suffixes=(".c", ".h", ".def")):
    """Tracked sources below the folders (all when none), generated ones left out."""
    for path in tracked():
        generated = path.startswith("generated/") or "/expected/" in path
        below = not folders or any(path.startswith(folder + "/") for folder in folders)
        if below and not generated and path.endswith(suffixes):
            yield path


def generator_files():
    """The sources of the program itself: not those of tools/, which help to build it."""
    return (path for path in files("generator") if not path.startswith("generator/tools/"))


@functools.lru_cache(maxsize=None)
def read(path):
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")


def blank(match):
    """The text of a match with all but its line feeds replaced by blanks."""
    return re.sub(r"[^\n]", " ", match.group())


TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def without_comments(text):
    return TOKEN.sub(lambda m: blank(m) if m.group()[0] == "/" else m.group(), text)


def code_only(text):
    """Without comments and without the text of literals."""
    return TOKEN.sub(blank, text)


def literals(text):
    """The string literals of C source, with their offsets."""
    return [(m.start(), m.group()) for m in TOKEN.finditer(text) if m.group()[0] == '"']


def place(path, text, offset):
    return f"{path}:{text.count(chr(10), 0, offset) + 1}"


def room_of(path):
    """The room of a file of the generator; the files at its top stand above all of them."""
    parts = path.split("/")
    return parts[1] if len(parts) > 2 else None


def check_includes():
    """Each room sees only the rooms before it; template/ sees only base/ (DESIGN, section 2)."""
    for path in generator_files():
        text = read(path)
        room = room_of(path)
        if room and room not in ROOMS:
            yield f"{path}:1: {room}/ is not one of the rooms {' '.join(ROOMS)}"
            continue
        for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*"([^"]*)"', text, re.M):
            target = match.group(1).split("/")[0]
            at = place(path, text, match.start())
            if "/" not in match.group(1):
                if room:
                    yield f'{at}: includes "{match.group(1)}" without its room'
                continue
            if target == "swage" or not room:
                continue
            if target not in ROOMS:
                yield f'{at}: includes "{match.group(1)}", which is in no room'
            elif ROOMS.index(target) > ROOMS.index(room):
                yield f"{at}: {room}/ includes {target}/, which stands after it"
            elif room == "template" and target not in ("base", "template"):
                yield f"{at}: template/ includes {target}/, and may see only base/"


def check_formats():
    """Nothing after spec/ includes spec/ or knows the name of a spec format."""
    formats = re.compile(r"openapi|swagger|json_?schema|\bnative\b|\$ref|\byaml_|<yaml\.h>", re.I)
    for path in generator_files():
        room = room_of(path)
        if not room or room == "cli" or ROOMS.index(room) <= ROOMS.index("spec"):
            continue
        text = without_comments(read(path))
        for match in re.finditer(r'#\s*include\s*"spec/', text):
            yield f"{place(path, text, match.start())}: {room}/ includes spec/"
        for match in formats.finditer(text):
            yield f"{place(path, text, match.start())}: {room}/ names a spec format: {match.group()}"


def check_languages():
    """No word of an output language or of an API stands in C: they are facts of templates/."""
    words = re.compile(
        r"c_?sharp|c#|\btype_?script|\bjava_?script|\bruby\b|\bgolang\b|\bkotlin\b|\.net\b"
        r"|stack_?one|connect_?session|pet_?store|\bhris\b|origin_?owner", re.I)
    emitted = re.compile(
        r"#include|\btypedef\b|\bstruct [a-z%]|\bu?int(?:8|16|32|64)_t\b|swage_str\b|offsetof"
        r"|```|\]\(|\|\s?-|[;{]\\n")
    for path in generator_files():
        text = read(path)
        for match in words.finditer(text):
            yield f"{place(path, text, match.start())}: a word of an output: {match.group()}"
        for offset, literal in literals(text):
            before = text.rfind("\n", 0, offset) + 1
            if re.match(r"\s*#\s*include", text[before:offset]):
                continue
            match = emitted.search(literal)
            if match:
                yield f"{place(path, text, offset)}: text that belongs in a template: {literal}"


# Where the generator may speak: the command line, and the one place where memory ran out.
SPEAKERS = re.compile(r"generator/(cli/.*|main\.c|base/memory\.c)$")


def check_output():
    """No function of the generator prints: results and diagnostics go through cli/."""
    prints = re.compile(r"\b(?:v?printf|puts|putchar|perror|psignal|v?dprintf)\s*\(|\bstd(?:out|err)\b"
                        r"|\bSTD(?:OUT|ERR)_FILENO\b|\bwrite\s*\(\s*[12]\s*,")
    for path in generator_files():
        if SPEAKERS.match(path):
            continue
        text = code_only(read(path))
        for match in prints.finditer(text):
            yield f"{place(path, text, match.start())}: writes to the terminal: {match.group().strip()}"


def check_libc_only():
    """The runtime includes headers of C11 and its own; portability.h those of the processor, too."""
    standard = {
        "assert", "complex", "ctype", "errno", "fenv", "float", "inttypes", "iso646", "limits",
        "math", "stdalign", "stdarg", "stdatomic", "stdbool", "stddef", "stdint", "stdio", "stdlib",
        "stdnoreturn", "string", "tgmath", "time", "uchar", "wchar", "wctype"}
    for path in files("runtime"):
        text = read(path)
        for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]*)[>"]', text, re.M):
            name = match.group(2)
            own = name.startswith("swage/") or (
                match.group(1) == '"' and "/" not in name.removeprefix("../").removesuffix("/portability.h"))
            if path.endswith("/portability.h") and name.endswith(("intrin.h", "arm_neon.h")):
                continue
            if not own and name.removesuffix(".h") not in standard:
                yield f"{place(path, text, match.start())}: the runtime includes {name}"


def check_length():
    """A file has at most 600 lines; a function over 60 is a flat switch or table."""
    for path in files():
        text = code_only(read(path))
        count = text.count("\n")
        if count > 600:
            yield f"{path}:{count}: has {count} lines, and 600 is the limit"
        for match in re.finditer(r"^[A-Za-z_][^;{}#]*\)\s*\{\n(.*?)^\}$", text, re.M | re.S):
            lines = match.group(1).count("\n")
            if lines > 60 and "switch (" not in match.group(1):
                yield f"{place(path, text, match.start())}: a function of {lines} lines"


def check_conditionals():
    """No #if outside portability.h, but for include guards and C++."""
    for path in files("generator", "runtime"):
        if path.endswith("/portability.h"):
            continue
        text = without_comments(read(path))
        for match in re.finditer(r"^[ \t]*#[ \t]*(if.*)$", text, re.M):
            condition = match.group(1).strip()
            guard = condition.startswith("ifndef ") and path.endswith(".h") and re.match(
                r"\s*#define " + re.escape(condition[7:]) + r"\s", text[match.end():])
            if not guard and condition != "ifdef __cplusplus":
                yield f"{place(path, text, match.start())}: #{condition}"


def check_marks():
    """Nothing is left for later in a comment."""
    marks = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX|HA" r"CK)\b")
    for path in tracked():
        generated = path.startswith("generated/") or "/expected/" in path
        if generated or not path.endswith(
                (".c", ".h", ".def", ".py", ".cmake", ".txt", ".j2", ".yaml", ".md", ".in")):
            continue
        text = read(path)
        for match in marks.finditer(text):
            yield f"{place(path, text, match.start())}: {match.group()}"


def check_links():
    """Every link of a page to a file of the repository leads to one, and every page is linked."""
    pages = [path for path in tracked() if path.endswith(".md") and not re.match(
        r"generated/|.*/expected/|templates/", path)]
    linked = set()
    for path in pages:
        text = re.sub(r"^```.*?^```$", blank, read(path), flags=re.M | re.S)
        for match in re.finditer(r"\]\(([^)\s#]+)(?:#[^)]*)?\)", text):
            if re.match(r"[a-z]+:", match.group(1)):
                continue
            target = (ROOT / path).parent / match.group(1)
            if target.exists():
                linked.add(str(target.resolve().relative_to(ROOT.resolve())))
            else:
                yield f"{place(path, text, match.start())}: no such file: {match.group(1)}"
    for path in pages:
        if path.startswith("docs/") and path != "docs/README.md" and path not in linked:
            yield f"{path}:1: no page links to it; docs/README.md lists the pages"


def check_globals():
    """Neither the runtime nor the generator has a global that can change."""
    for path in ("runtime/libswage.a", "generator/libswage_rooms.a"):
        for symbol, kind, section in symbols(path):
            if kind in ("OBJECT", "TLS") and is_mutable(section):
                yield f"{path}: {symbol} is a global that can change, in {section}"


def is_mutable(section):
    return section == "*COM*" or (section.startswith((".data", ".bss", ".tdata", ".tbss"))
                                  and not section.startswith(".data.rel.ro"))


def symbols(library):
    """Symbols of a library as (name, type, section); an undefined one has the section *UND*."""
    listed = subprocess.run(["nm", "-f", "sysv", str(BUILD / library)], check=True,
                            capture_output=True, text=True).stdout
    for line in listed.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 7 and cells[0] != "Name":
            yield cells[0], cells[3], cells[6] or "*UND*"


def check_static():
    """What other files can call is declared in a header; all else is static."""
    headers = "".join(read(path) for path in files("generator", "runtime", suffixes=(".h",)))
    declared = set(re.findall(r"\w+", code_only(headers)))
    for path in ("runtime/libswage.a", "generator/libswage_rooms.a"):
        for symbol in exported(path):
            if symbol not in declared:
                yield f"{path}: {symbol} is not static, and no header declares it"


def check_calls():
    """The runtime never ends the process, prints, or depends on the locale."""
    banned = re.compile(
        r"(abort|_?exit|_Exit|quick_exit|raise|__assert_fail|v?f?printf|__v?f?printf_chk|puts"
        r"|fputs|fputc|fwrite|putchar|perror|stdout|stderr|strto[dfl]|strtold|strtoull?|strtoll"
        r"|atof|atoi|atol|setlocale|localeconv|v?sprintf|v?sscanf"
        r"|tolower|toupper|is(alpha|digit|alnum|space|upper|lower)|__ctype_b_loc|strtok|localtime|gmtime"
        r"|getenv|setjmp|longjmp|_setjmp)$")
    for name, _, section in symbols("runtime/libswage.a"):
        if section == "*UND*" and banned.match(name):
            yield f"runtime/libswage.a: calls {name}"
    for path in files("runtime"):
        text = read(path)
        for offset, literal in literals(text):
            if re.search(r"%[-+ #0-9.*]*[lL]?[aAeEfFgG]", literal.replace("%%", "")):
                yield f"{place(path, text, offset)}: depends on the locale: {literal}"


def check_prefix():
    """Every symbol that the runtime's libraries export starts with swage_."""
    for path, options in (("runtime/libswage.a", []), ("runtime/libswage.so", ["-D"])):
        for symbol in exported(path, *options):
            if not symbol.startswith("swage_"):
                yield f"{path}: exports {symbol}"


def exported(library, *options):
    """The symbols that a library defines for others."""
    listed = subprocess.run(["nm", "-g", "--defined-only", *options, str(BUILD / library)],
                            check=True, capture_output=True, text=True).stdout
    lines = (line.split() for line in listed.splitlines())
    return [cells[2] for cells in lines if len(cells) == 3]


def check_format():
    """clang-format has nothing to change."""
    names = list(files(suffixes=(".c", ".h")))
    run = subprocess.run(["clang-format", "--dry-run", *names], cwd=ROOT, capture_output=True,
                         text=True)
    for line in run.stderr.splitlines():
        if "warning:" in line or "error:" in line:
            yield line.split(" [")[0]


def check_cppcheck():
    """cppcheck finds nothing that cppcheck.txt does not excuse."""
    command = ["cppcheck", "--enable=warning,style,performance,portability", "--inline-suppr",
               "--std=c11", "--quiet", "-j2", "--template={file}:{line}: {message} [{id}]",
               f"--suppressions-list={pathlib.Path(__file__).parent / 'cppcheck.txt'}",
               "-D_GNU_SOURCE", '-DSWAGE_VERSION="0"', "-Igenerator", "-Iruntime/include",
               *(f for f in ("generator", "runtime", "bench") if (ROOT / f).is_dir())]
    if BUILD != pathlib.Path():
        cache = BUILD / "cppcheck"
        cache.mkdir(parents=True, exist_ok=True)
        command.append(f"--cppcheck-build-dir={cache.resolve()}")
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    yield from (line for line in run.stderr.splitlines() if "[" in line)
    if run.returncode:
        yield f"cppcheck ended with {run.returncode}: {run.stdout}"


CHECKS = {name.removeprefix("check_"): function for name, function in list(globals().items())
          if name.startswith("check_")}


def main():
    global ROOT, BUILD
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("check", choices=CHECKS)
    parser.add_argument("--root", type=pathlib.Path, required=True)
    parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path())
    arguments = parser.parse_args()
    ROOT, BUILD = arguments.root, arguments.build
    check = CHECKS[arguments.check]
    breaches = list(check())
    for breach in breaches:
        print(breach)
    if breaches:
        print(f"{len(breaches)} breach(es) of the rule: {check.__doc__.splitlines()[0]}")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
