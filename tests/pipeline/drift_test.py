"""generated/ is what the specs give, and has nothing else."""
import support

# The folder of generated/ that each spec's output stands in, and the targets it is made for.
import sys

sys.path.insert(0, str(support.SOURCE / "script"))
import checked_in  # noqa: E402


class Drift(support.Folder):
    def test_check_finds_nothing(self):
        for spec, out, targets in checked_in.OUTPUTS:
            with self.subTest(spec=spec):
                done = support.run([support.SWAGE, "check", spec, "-o", out, "--target", targets],
                                   cwd=support.SOURCE)
                self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)

    def test_each_spec_is_listed(self):
        specs = {str(path.relative_to(support.SOURCE))
                 for path in (support.SOURCE / "specs").rglob("*")
                 if path.suffix in (".yaml", ".json")}
        self.assertEqual(specs, {spec for spec, _, _ in checked_in.OUTPUTS})


if __name__ == "__main__":
    support.unittest.main()
