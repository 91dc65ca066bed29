/** What happened while a training was followed. Plain JSON. */
export interface FollowEvent {
  /** Milliseconds since 1970. */
  at: number;
  /**
   * `began`: what is there at first; `came`, `rewritten`, `gone`: of checkpoints; `left-out`: layers that the selection does not have; `unreadable`: a file that
   * stays so; `computed`: a result; `waits`: there is none yet; `settled`: all layers of a model stay alike.
   */
  what: FollowWhat;
  /** What happened, as people read it: no sentence, or a sentence with its full stop. */
  text: string;
  /** The model that has settled. */
  model?: string | undefined;
}

export const followWhats = [
  'began',
  'came',
  'rewritten',
  'gone',
  'left-out',
  'unreadable',
  'computed',
  'waits',
  'settled',
] as const;
export type FollowWhat = (typeof followWhats)[number];

/** Seconds between two looks of a page at what it follows. */
export const pageLookSeconds = 5;

/** What a page knows of the training that it follows, or has followed. */
export interface FollowState {
  on: boolean;
  /** What happened, the oldest first; of much the last. */
  events: FollowEvent[];
  /** Models of which was told that they have settled: it is told once. */
  told: string[];
}

/** Before anything was followed. */
export const neverFollowed: FollowState = { on: false, events: [], told: [] };

/** Events that a page keeps. */
export const mostEvents = 200;
