import type { FromArray, WindowMessage } from '../../src/protocol/arrayMessages';
import type { WindowOutcome } from '../../src/protocol/window';
import type { ArrayPart } from './arrayRoles';

/** Why there is no answer. */
export class WindowFailure extends Error {
  constructor(readonly told: { code: string; message: string }) {
    super(told.message);
  }
}

/** Asks the host for parts of the array, each answered by a promise. */
export interface WindowClient {
  /** @throws WindowFailure */
  ask(part: ArrayPart, texts: boolean, onProgress?: (fraction: number) => void): Promise<WindowOutcome>;
  /** Takes in what the host says. */
  hear(message: WindowMessage): void;
}

interface Pending {
  resolve(outcome: WindowOutcome): void;
  reject(failure: WindowFailure): void;
  onProgress: ((fraction: number) => void) | undefined;
}

/** A client that has asked for nothing. */
export function windowClient(send: (message: FromArray) => void): WindowClient {
  const pending = new Map<number, Pending>();
  let last = 0;
  return {
    ask(part, texts, onProgress) {
      const id = ++last;
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject, onProgress });
        send({ type: 'window', id, ...part, texts });
      });
    },
    hear(message) {
      const asked = pending.get(message.id);
      if (!asked) return;
      if (message.status === 'loading') return asked.onProgress?.(message.fraction);
      pending.delete(message.id);
      if (message.status === 'done') asked.resolve(message.outcome);
      else asked.reject(new WindowFailure(message.error));
    },
  };
}
