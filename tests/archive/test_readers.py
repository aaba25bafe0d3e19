from __future__ import annotations

import os
from pathlib import Path

import pytest

from laomo_extract.archive import UnreadableError, read


def make(folder: Path, **files: bytes) -> Path:
    for name, data in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def test_a_file_gets_what_is_known_of_it(tmp_path: Path) -> None:
    make(tmp_path, b1_txt="市总工会\r\n慰问劳模".encode())
    (document,) = read(tmp_path / "b1.txt", published="2024-08-30", home="500000")
    assert document.text == "市总工会\r\n慰问劳模"
    assert document.source == str(tmp_path / "b1.txt")
    assert (document.published, document.home) == ("2024-08-30", "500000")


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    make(tmp_path, **{name: name.encode() for name in ("乙_txt", "甲_MD", "丙__甲_txt", "甲__己_txt")})
    make(tmp_path, README_md=b"about", 丙__readme_txt=b"about", 乙_json=b"{}", style_css=b"p {}")
    make(tmp_path / ".git", x_txt=b"hidden")
    make(tmp_path / "页_files", x_txt=b"hidden")
    make(tmp_path, 页_html="<p>页面</p>".encode())
    assert [document.text for document in read(tmp_path)] == [
        "乙_txt",
        "甲_MD",
        "页面",
        "丙__甲_txt",
        "甲__己_txt",
    ]


def test_reading_is_lazy(tmp_path: Path) -> None:
    make(tmp_path, a_txt="甲".encode(), b_txt="乙".encode())
    documents = read(tmp_path)
    assert next(documents).text == "甲"
    (tmp_path / "b.txt").write_bytes("后来".encode())
    assert next(documents).text == "后来"


def test_failures_of_a_folder_come_after_the_last_document(tmp_path: Path) -> None:
    make(tmp_path, a_txt=b"", b_txt="劳模".encode(), c_txt=b"\0")
    documents = read(tmp_path)
    assert next(documents).text == "劳模"
    with pytest.raises(ExceptionGroup, match="2 not readable") as caught:
        next(documents)
    assert [
        Path(error.path).name for error in caught.value.exceptions if isinstance(error, UnreadableError)
    ] == [
        "a.txt",
        "c.txt",
    ]


def test_failures_go_to_on_error(tmp_path: Path) -> None:
    make(tmp_path, a_txt=b"", b_txt="劳模".encode())
    failures: list[UnreadableError] = []
    assert [document.text for document in read(tmp_path, on_error=failures.append)] == ["劳模"]
    assert str(failures[0]) == f"{tmp_path / 'a.txt'}: the file is empty; remove it or fetch it again [LM103]"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("none.txt", "no such file or folder; check the path"),
        ("news.pdf", "damaged, not readable as PDF; open it"),
        ("empty", "nothing in this folder is a document; check the path"),
        ("binary.txt", "a binary file"),
    ],
)
def test_a_path_that_cannot_be_read_is_named(tmp_path: Path, name: str, reason: str) -> None:
    make(tmp_path, news_pdf=b"%PDF", binary_txt=b"\0\0")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableError, match=f"{name}: {reason}"):
        list(read(tmp_path / name))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    make(tmp_path, a_txt=b"a")
    (tmp_path / "a.txt").chmod(0)
    with pytest.raises(UnreadableError, match="no permission"):
        list(read(tmp_path / "a.txt"))
