/** A path is gone along in at most so long, and at so much a step. */
const LONGEST_MS = 2000;
const STEP_MS = 50;

/** How much of the descent is shown: all of it, or ever more while the way down is played. */
export class Playback {
  private duration = 0;
  private started: number | undefined;
  private isWaiting = false;

  /** @param draw asks for the page to be drawn at the next animation frame */
  constructor(private readonly draw: () => void) {}

  /** Plays so many steps, now or as soon as there is a path. */
  start(steps: number, hasPath: boolean): void {
    if (prefersNoMotion()) return;
    this.duration = Math.min(LONGEST_MS, STEP_MS * steps);
    this.started = performance.now();
    this.isWaiting = !hasPath;
  }

  stop(): void {
    this.started = undefined;
    this.isWaiting = false;
  }

  /** @param hasPath whether there is something to show now */
  ready(hasPath: boolean): void {
    if (!this.isWaiting || !hasPath) return;
    this.isWaiting = false;
    this.started = performance.now();
  }

  /** The part of all steps that is to be drawn now, from 0 to 1. */
  gone(): number {
    if (this.started === undefined) return 1;
    if (this.isWaiting) return 0;
    const part = (performance.now() - this.started) / this.duration;
    if (part >= 1) this.stop();
    else this.draw();
    return Math.min(part, 1);
  }
}

function prefersNoMotion(): boolean {
  return (
    document.body.classList.contains('vscode-reduce-motion') || matchMedia('(prefers-reduced-motion: reduce)').matches
  );
}
