/** Says on standard error what is being done, so that standard output holds the tables alone. */
export function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}
