import { requireArrayHeaders } from '../../src/jobs/arrays/arrayHeaders';
import { sidesOfHeaders, type Sides } from '../../src/jobs/arrays/sidesOfHeaders';
import type { ArrayAddress } from '../../src/protocol/arrayAddress';

/** Arrays as samples x neurons, or neurons x samples where they are `transposed`, and what messages call them. */
export async function openSides(
  addresses: readonly ArrayAddress[],
  transposed: readonly boolean[],
): Promise<Sides & { names: string[] }> {
  const headers = await requireArrayHeaders(addresses);
  const ways = headers.map((header, i) => ({ header, transposed: transposed[i]! }));
  return { ...sidesOfHeaders(ways), names: headers.map(({ name }) => name) };
}
