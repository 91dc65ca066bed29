import { piece } from '../../facts/python/piece';

/** `check(found, tolerance, relative)`: prints what was shown beside what was recomputed, and fails where they differ. */
export const checkPiece = piece(String.raw`
def check(found, tolerance, relative=False):
    """Print the numbers that CCA Lens showed beside those recomputed here; fail where they differ by more.

    Of a list its first value is printed, and the largest difference. Relative: to the largest number of a list.
    """
    print(f"{'':34}{'shown':>20}{'recomputed':>20}{'difference':>12}")
    wrong = []
    for name, value in found.items():
        shown, again = (np.asarray(numbers, dtype=float).ravel() for numbers in (SHOWN[name], value))
        label = name if shown.size == 1 else f"{name} ({shown.size})"
        if shown.size != again.size:
            wrong.append(f"{name}: {shown.size} numbers shown, {again.size} recomputed")
            continue
        empty = np.isnan(shown) & np.isnan(again)
        difference = np.max(np.where(empty, 0, np.abs(shown - again)), initial=0)
        first = (shown[0], again[0]) if shown.size else (np.nan, np.nan)
        print(f"{label:34}{first[0]:20.13g}{first[1]:20.13g}{difference:12.1e}")
        limit = tolerance * np.max(np.abs(shown), initial=0) if relative else tolerance
        if not difference <= limit:
            wrong.append(f"{name}: differs by {difference:.1e}, more than {limit:.1e}")
    assert not wrong, "; ".join(wrong)
`);
