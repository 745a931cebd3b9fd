// Why something that could be done to code is not offered.

export class Refusal {
  /** A sentence. */
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}
