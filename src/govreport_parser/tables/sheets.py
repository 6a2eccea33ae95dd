"""The forms of 2019 and 2021: blocks of Article 20, and applications by applicant."""

from govreport_parser.tables.build import Builder
from govreport_parser.tables.columns import Columns, block_columns, matrix_columns
from govreport_parser.tables.lines import divide, emit, is_glued, matched_lines
from govreport_parser.tables.recover import OpenRow, row_placements, settle
from govreport_parser.tables.vocabulary import vocabulary

__all__ = ["build_block", "build_matrix"]


def build_matrix(builder: Builder) -> None:
    """Read applications: rows of outcomes by seven kinds of applicants."""
    index = builder.segment.index
    assert index is not None
    columns = matrix_columns(builder.segment, index)
    lines = matched_lines(builder, columns)
    whole = columns.whole(index)
    divide(lines, totalled=whole)
    full = {line.node.row.code: line.values for line in lines if not line.open}
    short = {line.node.row.code: line.values for line in lines if line.open and not is_glued(line)}
    # What a scraper dropped as repeated was no blank, and a total elsewhere tells no place: no placement is sought.
    sought = not builder.segment.deduplicated and whole
    found: dict[str, OpenRow] = (
        {code: (values, []) for code, values in short.items()}
        if not sought
        else row_placements(short, len(index.part.column), full.values())
    )
    identities = [
        (relation.whole, relation.parts) for relation in index.part.relation if relation.kind in {"balance", "sum"}
    ]
    if found and sought:
        settle(found, full, identities)
    for line in lines:
        specs = [None if column is None else line.node.specs[column] for column in columns.order]
        emit(builder, line, specs, found[line.node.row.code][1] if line.node.row.code in found else None)


def build_block(builder: Builder) -> None:
    """Read a block of Article 20: columns by their headers, rows by their labels."""
    index = builder.segment.index
    assert index is not None
    columns = block_columns(builder.segment, index, vocabulary())
    glued = any(len(row.values) == 1 and row.values[0].glued for row in builder.segment.rows)
    if glued and sorted(column or 0 for column in columns.order) != list(range(len(index.part.column))):
        # A header that was cut does not tell how many figures ran together.
        columns = Columns(list(range(len(index.part.column))))
    units = [None if column is None else columns.units.get(column) for column in columns.order]
    lines = matched_lines(builder, columns)
    divide(lines, totalled=False)
    for line in lines:
        specs = [
            None if column is None or column >= len(line.node.specs) else line.node.specs[column]
            for column in columns.order
        ]
        emit(builder, line, specs, None, units=units)
