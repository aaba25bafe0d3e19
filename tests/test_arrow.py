"""Arrow types derived from the records hold every field of them."""

from __future__ import annotations

import json
from decimal import Decimal

import pyarrow
import pytest

from laomo_extract.arrow import arrow_type, arrow_value
from laomo_extract.records import Bulletin, Document, Fund, Goods
from tests.make import full


def test_a_full_bulletin_comes_back_as_it_was() -> None:
    type_ = arrow_type(Bulletin)
    array = pyarrow.array([arrow_value(full())], type_)
    array.validate(full=True)
    fields = array[0].as_py()
    fields["origins"] = dict(fields["origins"])
    for item in fields["items"]:
        for fact in item["own"]:
            fact["data"] = json.loads(fact["data"])
    assert Bulletin.model_validate(fields) == full()
    assert [field.name for field in type_] == list(Bulletin.model_fields)


@pytest.mark.parametrize(
    ("model", "field", "type_", "nullable"),
    [
        (Fund, "amount", "decimal128(38, 8)", False),
        (Fund, "amount_max", "decimal128(38, 8)", True),
        (Fund, "basis", "string", False),
        (Fund, "approx", "string", True),
        (Fund, "part_of", "int64", True),
        (Goods, "value", "decimal128(38, 8)", False),
        (Document, "encoding_certainty", "double", True),
    ],
)
def test_the_types_are_those_of_the_annotations(model: type, field: str, type_: str, nullable: bool) -> None:
    annotation = model.model_fields[field].annotation  # type: ignore[attr-defined]
    assert str(arrow_type(annotation)) == type_
    assert arrow_type(model).field(field).nullable is nullable


def test_an_amount_that_does_not_fit_is_refused_and_not_rounded() -> None:
    with pytest.raises(pyarrow.ArrowInvalid):
        pyarrow.array([Decimal("0.123456789")], arrow_type(Decimal))
    assert (
        json.dumps(str(pyarrow.array([Decimal("186000")], arrow_type(Decimal))[0].as_py()))
        == '"186000.00000000"'
    )
