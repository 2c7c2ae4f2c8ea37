#!/usr/bin/python3
"""Builds a consumer project from an installed swage, and sees what each change of a spec rebuilds.

    consumer_test.py --build DIR --generator NAME
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).parent
OPTIONS = argparse.Namespace(build=None, generator="Ninja")


def run(*command, **options):
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode:
        raise AssertionError(f"{command} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout


class ConsumerTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.prefix = cls.folder / "prefix"
        run("cmake", "--install", OPTIONS.build, "--prefix", cls.prefix)

    def setUp(self):
        """A fresh copy of the project, in a folder with a blank in its name, configured and built."""
        self.home = self.folder / f"a consumer {self._testMethodName}"
        shutil.copytree(HERE / "project", self.home)
        (self.home / "templates").mkdir(exist_ok=True)
        self.out = self.home / "build"
        run("cmake", "-G", OPTIONS.generator, "-S", self.home, "-B", self.out,
            f"-DCMAKE_PREFIX_PATH={self.prefix}")
        self.build()

    def build(self):
        return run("cmake", "--build", self.out)

    def change(self, name, old, new):
        path = self.home / name
        text = path.read_text(encoding="utf-8")
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def objects(self):
        """When each object of the project was last built, by the name of its source."""
        return {path.name.removesuffix(".o"): path.stat().st_mtime_ns
                for path in self.out.rglob("*.c.o") if "CompilerId" not in str(path)}

    def rebuilt(self):
        before = self.objects()
        self.build()
        after = self.objects()
        return sorted(name for name in after if after[name] != before.get(name))

    def test_program_runs(self):
        self.assertEqual(run(self.out / "consumer"), '{"name":"Ada","age":36}\n')

    def test_build_again_does_nothing(self):
        self.assertEqual(self.rebuilt(), [])

    def test_touched_spec_rebuilds_nothing(self):
        os.utime(self.home / "specs/shop.yaml")
        self.assertEqual(self.rebuilt(), [])
        if OPTIONS.generator == "Ninja":
            self.assertIn("no work to do", self.build())

    def test_changed_field_rebuilds_its_model(self):
        self.change("specs/shop.yaml", "id: {type: string,", "id: {type: int64,")
        self.assertEqual(self.rebuilt(), ["order.c"])

    def test_changed_model_rebuilds_who_includes_it(self):
        self.change("specs/shop.yaml", "age: int32", "age: int64")
        self.assertEqual(self.rebuilt(), ["customer.c", "main.c"])
        self.assertEqual(run(self.out / "consumer"), '{"name":"Ada","age":36}\n')

    def test_changed_include_rebuilds_its_model_and_what_embeds_it(self):
        self.change("specs/common.yaml", "amount: {type: int64,", "amount: {type: uint64,")
        self.assertEqual(self.rebuilt(), ["money.c", "order.c"])

    def test_added_model_appears(self):
        self.change("specs/shop.yaml", "models:", "models:\n  Basket: {fields: {size: int32}}")
        self.change("main.c", "#include <shop/customer.h>",
                    "#include <shop/basket.h>\n#include <shop/customer.h>")
        self.change("main.c", "    swage_arena_init",
                    "    if (shop_basket_equal(&(shop_basket){0}, &(shop_basket){0}))\n"
                    '        puts("basket");\n    swage_arena_init')
        self.assertEqual(self.rebuilt(), ["basket.c", "main.c"])
        self.assertIn("basket\n", run(self.out / "consumer"))

    def test_removed_model_goes(self):
        self.change("specs/shop.yaml", "  Order:", "  Purchase:")
        self.assertEqual(self.rebuilt(), ["purchase.c"])
        self.assertEqual(list(self.out.rglob("order.[ch]")), [])

    def test_removed_file_is_made_again(self):
        next(self.out.rglob("order.c")).unlink()
        next(self.out.rglob("customer.h")).unlink()
        self.build()
        self.assertEqual(run(self.out / "consumer"), '{"name":"Ada","age":36}\n')

    def test_plugin_of_a_unity_build(self):
        with (self.home / "CMakeLists.txt").open("a", encoding="utf-8") as file:
            file.write("add_library(plugin MODULE main.c)\ntarget_link_libraries(plugin PRIVATE shop_models)\n")
        run("cmake", "-DCMAKE_UNITY_BUILD=ON", self.out)
        self.build()

    def test_project_without_c(self):
        self.change("CMakeLists.txt", "LANGUAGES C", "LANGUAGES CXX")
        with self.assertRaises(AssertionError) as failure:
            run("cmake", "-G", OPTIONS.generator, "-S", self.home, "-B", self.home / "other",
                f"-DCMAKE_PREFIX_PATH={self.prefix}")
        self.assertIn("models are C", str(failure.exception))

    def test_broken_spec_fails_and_says_where(self):
        self.change("specs/shop.yaml", "age: int32", "age: int33")
        with self.assertRaises(AssertionError) as failure:
            self.build()
        self.assertRegex(str(failure.exception), r"shop\.yaml:14:\d+: error: ")
        self.change("specs/shop.yaml", "age: int33", "age: int64")
        self.assertEqual(self.rebuilt(), ["customer.c", "main.c"])

    def test_changed_template_generates_again(self):
        run(self.prefix / "bin/swage", "templates", "export", "-o", self.folder / "exported")
        template = self.folder / "exported/c/type.c.j2"
        overlay = self.home / "templates/c" / template.name
        overlay.parent.mkdir()
        overlay.write_bytes(template.read_bytes())
        self.assertEqual(self.rebuilt(), [])
        with overlay.open("a", encoding="utf-8") as file:
            file.write("/* of the house */\n")
        self.assertEqual(self.rebuilt(), ["customer.c", "money.c", "order.c"])

    def test_pkg_config(self):
        """The pkg-config file is enough to compile and link a program."""
        flags = run("pkg-config", "--define-prefix", "--cflags", "--libs", "swage",
                    env={**os.environ, "PKG_CONFIG_PATH": str(
                        next(self.prefix.rglob("pkgconfig")))}).split()
        source = self.home / "version.c"
        source.write_text("#include <swage/version.h>\n#include <stdio.h>\n"
                          "int main(void) { return puts(swage_version()) < 0; }\n")
        run("gcc", source, "-o", self.home / "version", *flags)
        library = next(self.prefix.rglob("libswage.so")).parent
        version = run(self.home / "version", env={"LD_LIBRARY_PATH": str(library)})
        self.assertRegex(version, r"^\d+\.\d+\.\d+\n$")

    def by_hand(self, language, name):
        """The project with the page's file of that language; the environment that it is built in."""
        page = (HERE.parents[1] / "docs/cmake.md").read_text(encoding="utf-8")
        (self.home / name).write_text(re.search(f"^```{language}\n(.*?)^```$", page, re.M | re.S)[1],
                                      encoding="utf-8")
        library = next(self.prefix.rglob("libswage.so")).parent
        return {**os.environ, "PATH": f"{self.prefix}/bin:{os.environ['PATH']}",
                "PKG_CONFIG_PATH": str(library / "pkgconfig"), "LD_LIBRARY_PATH": str(library)}

    def check_by_hand(self, environment, build, folder, program):
        def step():
            return run(*build, cwd=self.home, env=environment)

        step()
        self.assertIn("36", run(program, cwd=self.home, env=environment))
        self.assertRegex(step(), "up to date|no work to do")
        self.change("specs/common.yaml", "amount: {type: int64,", "amount: {type: uint64,")
        text = step()
        self.assertRegex(text, "money[.]c")
        self.assertNotRegex(text, re.compile("customer[.]c'?$", re.M))
        self.change("specs/shop.yaml", "  Order:", "  Purchase:")
        self.assertRegex(step(), "purchase[.]c")
        self.assertEqual(list((self.home / folder).rglob("order.[ch]")), [])
        self.change("specs/shop.yaml", "age: int32", "age: int33")
        with self.assertRaisesRegex(AssertionError, "there is no type `int33`"):
            step()

    def test_make(self):
        environment = self.by_hand("make", "Makefile")
        self.check_by_hand(environment, ["make", "-j4"], "models", "./shop")

    @unittest.skipIf(not shutil.which("meson") and not os.environ.get("CI"), "there is no meson")
    def test_meson(self):
        environment = self.by_hand("meson", "meson.build")
        run("meson", "setup", "by-meson", cwd=self.home, env=environment)
        self.check_by_hand(environment, ["ninja", "-v", "-C", "by-meson"], "by-meson/models",
                           "by-meson/shop")

    def test_man_page_and_completions_are_installed(self):
        share = self.prefix / "share"
        self.assertIn(".TH SWAGE", (share / "man/man1/swage.1").read_text(encoding="utf-8"))
        for name in ("bash-completion/completions/swage", "zsh/site-functions/_swage",
                     "fish/vendor_completions.d/swage.fish"):
            self.assertIn("list-outputs", (share / name).read_text(encoding="utf-8"), name)

    def test_bash_completes(self):
        script = self.prefix / "share/bash-completion/completions/swage"
        ask = (f"source '{script}'; COMP_WORDS=(swage check --list); COMP_CWORD=2; _swage;"
               " echo ${COMPREPLY[@]}; COMP_WORDS=(swage comp); COMP_CWORD=1; _swage;"
               " echo ${COMPREPLY[@]}")
        self.assertEqual(run("bash", "-c", ask), "--list-outputs\ncompletion\n")

    def test_prefix_can_be_moved(self):
        for path in self.prefix.rglob("*"):
            if path.is_file() and (path.suffix in (".cmake", ".pc") or path.parent.name == "man1"):
                self.assertNotIn(str(self.prefix), path.read_text(encoding="utf-8"), path)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--generator", default="Ninja")
    OPTIONS, rest = parser.parse_known_args()
    unittest.main(argv=[sys.argv[0], *rest])
