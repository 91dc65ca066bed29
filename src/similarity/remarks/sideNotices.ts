import { roundingNotice } from './pairNotices';
import type { Notice } from '../../facts/reportParts';
import type { SideFactors } from '../routes/sideFactors';

/** Neurons that a sentence names by their places. */
const listed = 12;

/** What the factors of a side have to say of it, whatever it is compared with: neurons that add nothing, and directions of rounding. */
export function sideNotices(side: SideFactors): Notice[] {
  return [...droppedNotice(side), ...roundingNotice(side)];
}

function droppedNotice(side: SideFactors): Notice[] {
  const notices: string[] = [];
  for (const [indices, one, several] of [
    [side.constant, 'is constant', 'are constant'],
    [side.dependent, 'is a linear combination of earlier ones', 'are linear combinations of earlier ones'],
  ] as const) {
    if (indices.length === 0) continue;
    const list = indices.slice(0, listed).join(', ') + (indices.length > listed ? ', …' : '');
    notices.push(`${indices.length} of ${side.neurons} neurons ${indices.length === 1 ? one : several} (${list})`);
  }
  if (notices.length === 0) return [];
  const alone = side.constant.length + side.dependent.length === 1;
  return [
    {
      code: 'neurons-dropped',
      message: `${side.name}: ${notices.join('; ')}; ${alone ? 'it adds' : 'they add'} nothing to the representation.`,
      where: { neuron: side.constant[0] ?? side.dependent[0] },
    },
  ];
}
