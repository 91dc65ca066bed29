/** What happened while a training was followed. Plain JSON. */
export interface FollowEvent {
  /** Milliseconds since 1970. */
  at: number;
  /**
   * `began`: what is there at first; `came`, `rewritten`, `gone`: of checkpoints; `left-out`: layers that the selection does not have; `unreadable`: a file that
   * stays so; `computed`: a result; `waits`: there is none yet; `settled`: all layers of a model stay alike.
   */
  what: 'began' | 'came' | 'rewritten' | 'gone' | 'left-out' | 'unreadable' | 'computed' | 'waits' | 'settled';
  /** What happened, as people read it: no sentence, or a sentence with its full stop. */
  text: string;
  /** The checkpoints that it is about, where it is about some. */
  checkpoints?: { model: string; checkpoint: string }[] | undefined;
}
