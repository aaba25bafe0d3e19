"""What people would use instead, each wired as well as a competent user would in an hour.

A module a rival. It imports its library and ``handmade``, nothing of ours, so that start-up and memory are the
library's own, and has:

``TITLE``     what it is called in the table
``PACKAGES``  what has to be installed, as pip knows it
``FIELDS``    the fields of ``laomo_extract.evaluate`` that it can fill; it is scored on these alone
``OFFSETS``   whether the library says where its findings stand (else the wiring looks for the words)
``load()``    a function of a text, its date of publication and its home (as in the gold, or None) that gives
              records by the names of a gold file, each with its ``span``; loading is part of the start-up
"""

NAMES = ("ours", "glued", "jionlp_", "cpca_", "lac", "jieba_", "dateparser_", "spacy_")
