import type * as vscode from 'vscode';

/** What has answered, and took so many milliseconds, leaves the rest to the next round if there is one. */
const FRAME_MS = 30;

/**
 * So long, in milliseconds, something newer waits before what is under way is broken off, which ends a process: what a
 * person asks for, and where a point is moved only, as that comes again and again.
 */
const PATIENCE_MS = { urgent: 250, usual: 1500 } as const;

interface Asker {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** What is wanted next, and who waits for it. */
interface Next<Wish> {
  readonly wish: Wish;
  readonly askers: readonly Asker[];
}

/**
 * Carries out wishes in rounds, one at a time. What is wished for during a round is carried out in the next one, and only
 * the newest of it: a point that is dragged asks more often than can be answered.
 */
export class Rounds<Wish> implements vscode.Disposable {
  private next: Next<Wish> | undefined;
  private current: Round | undefined;
  private disposed = false;

  /**
   * @param failed hears of what goes wrong after those who asked were answered
   * @param merged what takes the place of a wish that waits and a newer one
   */
  constructor(
    private readonly carryOut: (wish: Wish, round: Round) => Promise<void>,
    private readonly failed: (error: unknown) => void,
    private readonly merged: (before: Wish, now: Wish) => Wish = (_before, now) => now,
  ) {}

  /**
   * Has a wish carried out after the round that is on; resolves when it, or something newer, is answered.
   *
   * @param isUrgent whether it breaks off what takes long, even before that has answered
   * @throws what its round throws before it has answered
   */
  ask(wish: Wish, isUrgent: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.disposed) return resolve();
      const wanted = this.next ? this.merged(this.next.wish, wish) : wish;
      this.next = { wish: wanted, askers: [...(this.next?.askers ?? []), { resolve, reject }] };
      if (this.current) this.current.somethingWaits(isUrgent);
      else void this.run();
    });
  }

  /** Breaks off what is under way; nobody is answered any more but that it is over. */
  dispose(): void {
    this.disposed = true;
    for (const { resolve } of this.next?.askers ?? []) resolve();
    this.next = undefined;
    this.current?.breakOff();
  }

  private async run(): Promise<void> {
    while (this.next) {
      const { wish, askers } = this.next;
      this.next = undefined;
      const round = (this.current = new Round(askers));
      try {
        await this.carryOut(wish, round);
        round.answer();
      } catch (error) {
        if (round.signal.aborted) this.passOn(round);
        else if (!round.reject(error)) this.failed(error);
      }
      round.end();
      this.current = undefined;
    }
  }

  /** Those who asked for what was broken off are answered by what took its place. */
  private passOn(round: Round): void {
    if (this.next) this.next = { ...this.next, askers: [...round.unanswered(), ...this.next.askers] };
    else round.answer();
  }
}

/** The carrying out of a wish. */
export class Round {
  private readonly controller = new AbortController();
  private readonly started = performance.now();
  private askers: readonly Asker[];
  private hasAnswered = false;
  private waits = false;
  private patience = Infinity;
  private timer: NodeJS.Timeout | undefined;

  constructor(askers: readonly Asker[]) {
    this.askers = askers;
  }

  /** Comes when it is broken off. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Whether the rest of it had better be left to the next round. */
  get isLate(): boolean {
    return this.signal.aborted || (this.waits && performance.now() - this.started > FRAME_MS);
  }

  /** What matters most is done: those who asked are told, and what follows may be broken off. */
  answer(): void {
    this.hasAnswered = true;
    for (const { resolve } of this.unanswered()) resolve();
    if (this.waits) this.somethingWaits(false);
  }

  /** @returns whether somebody was still to be told */
  reject(error: unknown): boolean {
    const askers = this.unanswered();
    for (const { reject } of askers) reject(error);
    return askers.length > 0;
  }

  /** Those who were not told yet; they are told by others. */
  unanswered(): readonly Asker[] {
    const { askers } = this;
    this.askers = [];
    return askers;
  }

  somethingWaits(isUrgent: boolean): void {
    this.waits = true;
    if (isUrgent) this.breakOffAfter(PATIENCE_MS.urgent);
    else if (this.hasAnswered) this.breakOffAfter(PATIENCE_MS.usual);
  }

  breakOff(): void {
    this.controller.abort();
  }

  /** The shortest of all times that were asked for counts. */
  private breakOffAfter(milliseconds: number): void {
    if (milliseconds >= this.patience) return;
    this.patience = milliseconds;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.breakOff(), milliseconds);
  }

  end(): void {
    clearTimeout(this.timer);
  }
}
