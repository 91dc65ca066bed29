import type { Disposable } from 'vscode';
import type { FromInline, InlineState } from '../../protocol/inline';
import type { ArrayAddress } from '../../protocol/worker';
import type { LensParts } from '../services';

/** What an inline panel shows of the array that it follows: the pair with the pinned reference, and its row of the layer matrix. */
export class SimilarityFeed implements Disposable {
  private subject: ArrayAddress | undefined;

  /** @param show is given every state, at once and after each change. */
  constructor(
    private readonly parts: LensParts,
    private readonly show: (state: InlineState) => void,
  ) {}

  /** Goes over to another array, or to none; what was computed for the one before is cancelled. */
  follow(subject: ArrayAddress | undefined): void {
    this.subject = subject;
    const reference = this.parts.services.reference.address;
    this.show({
      status: 'inline',
      subject: this.subject && { address: this.subject, name: this.subject.path },
      reference: reference && { address: reference, name: reference.path },
      recent: [],
    });
  }

  /** Does what the panel asks for. */
  receive(_message: FromInline): void {}

  dispose(): void {}
}
