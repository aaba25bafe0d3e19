"""Records for the eye, as HTML: the page of a store, of a few bulletins, of one in a notebook.

=============  ======================================================================================
page           one self-contained file for a store: pictures, tables, texts with their values
archive        the data of that page; ``figures`` says what is added up
tiles          divisions as tiles of one size
records        bulletins without scripts: ``laomo extract --format html``, notebooks
marks          the values of an item at their places
highlight      text with marks → pieces → HTML; for any page that shows a text with its values
frame          templates, words, files
=============  ======================================================================================
"""

from __future__ import annotations

from laomo_extract.report.page import report_page
from laomo_extract.report.records import bulletins_page, notebook_html

__all__ = ["bulletins_page", "notebook_html", "report_page"]
