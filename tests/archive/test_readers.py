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
    make(tmp_path, b_txt=b"b", a_MD=b"a", c__a_txt=b"c/a", pic_png=b"\0", a__z_txt=b"a/z")
    make(tmp_path, README_md=b"about", c__readme_txt=b"about")
    make(tmp_path / ".git", x_txt=b"hidden")
    assert [document.text for document in read(tmp_path)] == ["a", "b", "a/z", "c/a"]


def test_reading_is_lazy(tmp_path: Path) -> None:
    make(tmp_path, a_txt=b"a", b_txt=b"b")
    documents = read(tmp_path)
    assert next(documents).text == "a"
    (tmp_path / "b.txt").write_bytes(b"later")
    assert next(documents).text == "later"


def test_failures_of_a_folder_come_after_the_last_document(tmp_path: Path) -> None:
    make(tmp_path, a_txt=b"", b_txt=b"good", c_txt=b"\0")
    documents = read(tmp_path)
    assert next(documents).text == "good"
    with pytest.raises(ExceptionGroup, match="2 not readable") as caught:
        next(documents)
    assert [
        Path(error.path).name for error in caught.value.exceptions if isinstance(error, UnreadableError)
    ] == [
        "a.txt",
        "c.txt",
    ]


def test_failures_go_to_on_error(tmp_path: Path) -> None:
    make(tmp_path, a_txt=b"", b_txt=b"good")
    failures: list[UnreadableError] = []
    assert [document.text for document in read(tmp_path, on_error=failures.append)] == ["good"]
    assert str(failures[0]) == f"{tmp_path / 'a.txt'}: the file is empty; remove it or fetch it again"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("none.txt", "no such file or folder; check the path"),
        ("news.pdf", r"this format is not supported; convert it to \.txt or \.md"),
        ("empty", r"no \.txt or \.md file in this folder"),
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
