"""No style attribute anywhere: the content security policy of our pages refuses them without a word on the page."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STUDIO = ROOT / "frontend/studio/src"
LETTERS = ROOT / "accounts/templates/account/email"
"""Mail programs know no sheets and no policy."""
TEMPLATES = [
    path
    for folder in ("accounts/templates", "frontend/templates", "projects", "generation", "quality", "keys")
    for path in sorted((ROOT / folder).rglob("*.html"))
    if LETTERS not in path.parents
]
COMPONENTS = sorted(STUDIO.rglob("*.svelte"))
SCRIPTS = sorted([*STUDIO.rglob("*.ts"), *(ROOT / "frontend/static").rglob("*.js")])
ATTRIBUTE = re.compile(r"""(?<![\w:.-])style\s*=\s*["'{]""")
SET_AS_TEXT = re.compile(r"""setAttribute\(\s*["'`]style|\{@html|\.innerHTML\s*=|insertAdjacentHTML|<style(?!>)""")
INLINE = re.compile(r"<style|\son[a-z]+\s*=|<script(?![^>]*\bsrc=)", re.I)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", COMPONENTS, ids=name)
def test_a_component_sets_properties_and_no_style_attribute(path: Path) -> None:
    """`style:width={...}` goes through the CSSOM, which the policy lets through; `style="..."` would not be applied."""
    text = path.read_text(encoding="utf-8")
    assert not ATTRIBUTE.search(text.partition("<style>")[0])
    assert not SET_AS_TEXT.search(text)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_has_no_style_attribute_sheet_or_script_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not ATTRIBUTE.search(text)
    assert not INLINE.search(text)


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_writes_no_style_attribute_and_no_raw_html(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not SET_AS_TEXT.search(text)
    assert not re.search(r"\beval\(|new Function\(", text)


def test_the_built_studio_has_none_either() -> None:
    """What Vite makes of all this: the markup of components lies in it as text."""
    built = sorted((ROOT / "frontend/dist/assets").glob("*.js"))
    if not built:
        pytest.skip("the studio has not been built; ./dailies test builds it first")
    for path in built:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<[a-z][^<>`]*\sstyle=", text), path.name
        assert not re.search(r"\beval\(|new Function\(", text), path.name


def test_the_search_knows_what_it_looks_for() -> None:
    assert ATTRIBUTE.search('<p style="color: red">')
    assert ATTRIBUTE.search("<p class=a style={look}>")
    assert not ATTRIBUTE.search("<i style:width={wide}>")
    assert INLINE.search('<p onclick="go()">')
    assert INLINE.search("<script>go()</script>")
