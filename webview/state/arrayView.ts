import type { AxisRoles } from './arrayRoles';

/** The parts of the viewer. */
const arrayParts = ['table', 'neurons', 'spectrum', 'image'] as const;

/** One of {@link arrayParts}. */
type ArrayPartName = (typeof arrayParts)[number];

/** How a person looks at a file; it survives hiding the viewer and a reload of the window. */
export interface ArrayView {
  /** The member that is shown; empty for a file of one array. */
  member: string;
  part: ArrayPartName;
  roles?: AxisRoles | undefined;
  heat: boolean;
  /** The first row and column in sight. */
  place: [number, number];
  /** The last place that was gone to because somebody asked for it, by its number. */
  gone?: number | undefined;
}

/** How a file is looked at first. */
export const firstView: ArrayView = { member: '', part: 'table', heat: false, place: [0, 0] };

/** What was kept, as far as it is understood: it may come from another version. */
export function readView(kept: unknown): ArrayView {
  if (typeof kept !== 'object' || kept === null) return firstView;
  const { member, part, roles, heat, place, gone } = kept as Partial<ArrayView>;
  const isPlace =
    Array.isArray(place) && place.length === 2 && place.every((value) => Number.isFinite(value) && value >= 0);
  return {
    member: typeof member === 'string' ? member : '',
    part: arrayParts.find((name) => name === part) ?? 'table',
    ...(typeof roles === 'object' && roles !== null ? { roles } : {}),
    heat: heat === true,
    place: isPlace ? place : [0, 0],
    ...(typeof gone === 'number' ? { gone } : {}),
  };
}
