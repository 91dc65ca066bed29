/** A name for an exported file: of letters, digits, dots, dashes and underscores alone, folders joined by dashes, without the .npy or .npz endings. */
export function exportName(parts: readonly string[], extension: string): string {
  const clean = parts.map((part) =>
    part
      .replace(/\.np[yz](?=::|$)/i, '')
      .replace(/[^\p{L}\p{N}._-]+/gu, '-')
      .replace(/^[-.]+|[-.]+$/g, ''),
  );
  return `${clean.filter((part) => part !== '').join('-vs-') || 'comparison'}.${extension}`;
}
