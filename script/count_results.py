#!/usr/bin/python3
"""Prints how many tests of a ctest result file (JUnit) passed, failed and were skipped.

A test that could not be run, for its program is missing, has failed. Why a test was skipped goes to
stderr; without a result file the run as a whole counts as one failure.
"""
import os
import sys
import xml.etree.ElementTree


def main(path):
    passed = failed = skipped = 0
    if not os.path.exists(path):
        print(0, 1, 0)
        return
    for case in xml.etree.ElementTree.parse(path).iter("testcase"):
        skip = case.find("skipped")
        if case.get("status") == "run":
            passed += 1
        elif skip is not None and skip.get("message", "").startswith("SKIP_"):
            skipped += 1
            output = case.findtext("system-out") or ""
            reasons = [line for line in output.splitlines() if "skipped" in line]
            print(f"{case.get('name')}: {reasons[0] if reasons else 'skipped'}", file=sys.stderr)
        else:
            failed += 1
    print(passed, failed, skipped)


main(sys.argv[1])
