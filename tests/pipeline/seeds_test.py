"""The model pages of the SDK languages, against real ones: the same to the byte."""
import support

SEEDS = support.CORPUS.parent / "seeds"
# page of the seeds: (spec, target, file that it comes out as)
PAGES = {
    "csharp-ConnectSessionTokenAuthLink.md": (
        "csharp.yaml", "markdown-csharp", "Components/ConnectSessionTokenAuthLink.md"),
    "typescript-ConnectSessionToken.md": (
        "compact.yaml", "markdown-typescript", "shared/connectsessiontoken.md"),
    "typescript-ConnectSessionTokenAuthLink.md": (
        "typescript.yaml", "markdown-typescript", "shared/connectsessiontokenauthlink.md"),
    "ruby-ConnectSessionCreate.md": (
        "compact.yaml", "markdown-ruby", "shared/connectsessioncreate.md"),
    "ruby-ConnectSessionTokenAuthLink.md": (
        "ruby.yaml", "markdown-ruby", "shared/connectsessiontokenauthlink.md"),
}


class Seeds(support.Folder):
    def test_every_page_is_known(self):
        support.need(SEEDS)
        self.assertEqual(sorted(PAGES), sorted(path.name for path in SEEDS.iterdir()))

    def test_pages_are_identical(self):
        support.need(SEEDS)
        for page, (spec, target, file) in PAGES.items():
            with self.subTest(page=page):
                out = self.folder / page
                support.generate(support.SOURCE / "specs/seeds" / spec, "--target", target,
                                 "-o", out)
                made = out / "stackone" / target / file
                self.assertEqual(made.read_bytes(), (SEEDS / page).read_bytes())


if __name__ == "__main__":
    support.unittest.main()
