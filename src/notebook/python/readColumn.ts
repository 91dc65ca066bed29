import { piece } from '../../facts/python/piece';

/** `read_column(path, column)`: a column of a table of text, or a text with a value a line. */
export const readColumnPiece = piece(`
import csv
import io


def read_column(path, column=None):
    """A column of a table of text, or a text with a value a line: whole numbers, else numbers, else texts."""
    text = (ROOT / path).read_text(encoding="utf-8-sig")
    if path.lower().endswith(".txt"):
        values = [line.strip() for line in text.strip().splitlines()]
    else:
        first = text.lstrip().splitlines()[0]
        table = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\\t|", key=first.count))
        rows = [[value.strip() for value in row] for row in table]
        names, *rows = [row for row in rows if any(row)]
        if column in names:
            at = names.index(column)
        else:  # without a name it is called by its place, "column 2"
            at = int(column.split()[-1]) - 1 if column else 0
            if column and names[at] != "":
                rows.insert(0, names)
        values = [row[at] for row in rows]
    for dtype in np.int64, np.float64:
        try:
            return np.array(values).astype(dtype)
        except ValueError:
            pass
    return np.array(values)
`);
