/**
 * A remark on several scores. `byScore`: what it says of some of them alone, by their names in documents, where that is something else than
 * `message`; null where it is not about the score at all.
 */
export interface RemarkByScore {
  message: string;
  byScore?: Readonly<Record<string, string | null>> | undefined;
}

/** What a remark says of one score; null where it is about others. */
export function saidOf({ message, byScore }: RemarkByScore, score: string): string | null {
  const own = byScore?.[score];
  return own === undefined ? message : own;
}

/** What remarks say of one score alone. */
export function noticesOf<Remark extends RemarkByScore>(remarks: readonly Remark[], score: string): Remark[] {
  return remarks.flatMap((remark) => {
    const message = saidOf(remark, score);
    if (message === null) return [];
    const own = { ...remark, message };
    delete own.byScore;
    return [own];
  });
}
