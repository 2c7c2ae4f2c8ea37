"""What was measured on: the machine, the compilers and the libraries."""
import platform
import re
import subprocess


def first_line(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return done.stdout.splitlines()[0].strip()
    except (OSError, subprocess.CalledProcessError, IndexError):
        return ""


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        info = dict(re.findall(r"^(model name|cpu family|model|stepping)\s*: (.*)$", file.read(),
                               re.MULTILINE))
    return (f"{info.get('model name', platform.machine())} (family {info.get('cpu family')}, model "
            f"{info.get('model')}, stepping {info.get('stepping')})")


def version(package):
    return first_line("dpkg-query", "-W", "-f", "${Version}\n", package)


def machine():
    """A paragraph for the page."""
    libraries = [("cJSON", "libcjson-dev"), ("Jansson", "libjansson-dev"),
                 ("RapidJSON", "rapidjson-dev"), ("simdjson", "libsimdjson-dev"),
                 ("serde_json", "librust-serde-json-dev"), ("serde", "librust-serde-dev")]
    found = [f"{name} {version(package)}" for name, package in libraries if version(package)]
    return (f"Measured on {processor()}, Linux {platform.release().split('-')[0]}, with "
            f"{first_line('gcc', '--version')} and {first_line('/usr/bin/rustc', '--version')}; "
            f"of Debian's packages: {', '.join(found)}.\n")
