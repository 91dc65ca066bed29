/** Rows of the kernels' blocks; leaves are whole blocks, so that no block is ever cut in two. */
const blockRows = 256;
/** A leaf that is much shorter costs more in merging its sums than in summing. */
const shortestLeaf = 2048;

/**
 * The fixed cuts of `rows` rows into at most eight leaves, [0, .., rows]: sums are taken leaf by leaf and merged in a fixed tree, whatever the
 * number of workers. Wide sides have fewer leaves, since each worker holds several sums of width^2.
 */
export function leafCuts(rows: number, width: number): number[] {
  let leaves = width <= 1024 ? 8 : width <= 2048 ? 4 : 2;
  while (leaves > 1 && rows < leaves * shortestLeaf) leaves /= 2;
  const size = Math.max(blockRows, Math.ceil(rows / leaves / blockRows) * blockRows);
  const cuts = [0];
  for (let at = 0; at < rows;) cuts.push((at = Math.min(rows, at + size)));
  return cuts;
}
