import * as assert from 'node:assert/strict';
import type { Program } from '../../../src/kernels/kernels';
import { Pace } from '../../../src/kernels/webassembly/pace';

/** A machine whose time passes as programs run: how many ms with so many threads, at a time. */
class Machine {
  now = 0;
  asked = 0;
  /** With how many threads each run was done, and when it began. */
  readonly runs: { readonly threads: number; readonly at: number }[] = [];
  private readonly pace: Pace;

  constructor(private readonly available: number) {
    const most = () => {
      this.asked++;
      return this.available;
    };
    this.pace = new Pace(most, () => this.now);
  }

  program(cost: (threads: number, now: number) => number): Program {
    return this.pace.program(threads => {
      this.runs.push({ threads, at: this.now });
      this.now += cost(threads, this.now);
      return threads;
    });
  }

  /** Runs programs in turn until a time. @returns how often */
  runUntil(end: number, ...programs: readonly Program[]): number {
    let rounds = 0;
    for (; this.now < end; rounds++) for (const program of programs) program.run();
    return rounds;
  }

  /** The share of the runs from a time on that so many threads did. */
  share(threads: number, from: number, to = Infinity): number {
    const runs = this.runs.filter(({ at }) => at >= from && at < to);
    return runs.filter(run => run.threads === threads).length / runs.length;
  }
}

/** What takes one thread so long takes two a time that is this many times shorter. */
const scaled = (ms: number, gain: number) => (threads: number) => (threads === 1 ? ms : ms / gain);

describe('the pace', () => {
  it('uses more threads where they are faster', () => {
    for (const ms of [0.1, 0.4, 3, 20]) {
      const machine = new Machine(2);
      const rounds = machine.runUntil(10_000, machine.program(scaled(ms, 1.7)));
      assert.ok(rounds * ms > 1.6 * 10_000, `${ms} ms: ${(rounds * ms) / 10_000}`);
      assert.ok(machine.share(2, 2000) > 0.95);
    }
  });

  it('is hardly slower than one thread where more are slower', () => {
    for (const ms of [0.1, 0.4, 3, 20]) {
      for (const gain of [0.9, 0.7, 0.3]) {
        const machine = new Machine(2);
        const rounds = machine.runUntil(10_000, machine.program(scaled(ms, gain)));
        assert.ok(rounds * ms > 0.97 * 10_000, `${ms} ms, ${gain}: ${(rounds * ms) / 10_000}`);
      }
    }
  });

  it('ends a trial of threads that are far slower', () => {
    const machine = new Machine(4);
    machine.runUntil(
      2000,
      machine.program(threads => (threads === 1 ? 0.4 : threads === 2 ? 0.5 : 4)),
    );
    const four = machine.runs.filter(({ threads }) => threads === 4);
    const two = machine.runs.filter(({ threads }) => threads === 2);
    assert.ok(four.length * 4 < 0.5 * two.length * 0.5, `${four.length} and ${two.length} runs`);
    assert.ok(machine.share(1, 0) > 0.9);
  });

  it('loses little by trials that are won by chance', () => {
    for (const period of [70, 100, 150]) {
      const machine = new Machine(2);
      const isLucky = (now: number) => Math.floor(now / period) % 2 === 0;
      const program = machine.program((threads, now) => (threads === 1 ? 0.4 : isLucky(now) ? 0.3 : 1));
      const rounds = machine.runUntil(30_000, program);
      assert.ok(rounds * 0.4 > 0.985 * 30_000, `${period} ms: ${(rounds * 0.4) / 30_000}`);
    }
  });

  it('follows a load that comes and goes', () => {
    const machine = new Machine(2);
    const isLoaded = (now: number) => now > 4000 && now < 12_000;
    const program = machine.program((threads, now) => (threads === 1 ? 0.4 : isLoaded(now) ? 0.6 : 0.25));
    machine.runUntil(20_000, program);
    assert.ok(machine.share(2, 2000, 4000) > 0.9);
    assert.ok(machine.share(1, 4200, 12_000) > 0.9);
    assert.ok(machine.share(2, 17_000) > 0.9);
  });

  it('takes no notice of pauses', () => {
    const threads = [0, 5000].map(pause => {
      const machine = new Machine(2);
      const program = machine.program(scaled(0.5, 2));
      for (let burst = 0; burst < 30; burst++) {
        for (let i = 0; i < 200; i++) program.run();
        machine.now += pause;
      }
      return machine.runs.map(run => run.threads);
    });
    assert.equal(threads[1]!.join(''), threads[0]!.join(''));
  });

  it('leaves short programs to one thread, and most of them untimed', () => {
    const machine = new Machine(2);
    let looks = 0;
    const pace = new Pace(
      () => assert.fail(),
      () => {
        looks++;
        return machine.now;
      },
    );
    let slow = 5; // until its code is optimized
    const program = pace.program(threads => {
      assert.equal(threads, 1);
      machine.now += slow-- > 0 ? 5 : 0.05;
      return 7;
    });
    for (let i = 0; i < 100_000; i++) assert.equal(program.run(), 7);
    assert.ok(looks < 1000, String(looks));
  });

  it('finds how many of several threads are best', () => {
    const machine = new Machine(8);
    const costs: Readonly<Record<number, number>> = { 1: 4, 2: 2.2, 4: 1.3, 8: 1.6 };
    machine.runUntil(
      10_000,
      machine.program(threads => costs[threads]!),
    );
    assert.deepEqual(new Set(machine.runs.map(({ threads }) => threads)), new Set([1, 2, 4, 8]));
    assert.ok(machine.share(4, 3000) > 0.9);
    const odd = new Machine(6);
    odd.runUntil(1000, odd.program(scaled(1, 1)));
    assert.deepEqual(new Set(odd.runs.map(({ threads }) => threads)), new Set([1, 2, 4, 6]));
  });

  it('counts what programs that follow each other take in all', () => {
    const machine = new Machine(2);
    const [forward, backward] = [machine.program(scaled(2, 1.8)), machine.program(scaled(6, 0.8))];
    machine.runUntil(10_000, forward, backward); // 2 / 1.8 + 6 / 0.8 > 8
    assert.ok(machine.share(1, 2000) > 0.9);
    const other = new Machine(2);
    const programs = [other.program(scaled(6, 1.8)), other.program(scaled(2, 0.8)), other.program(scaled(0.01, 9))];
    other.runUntil(10_000, ...programs); // 6 / 1.8 + 2 / 0.8 < 8; the third is short
    assert.ok(Math.abs(other.share(2, 2000) - 2 / 3) < 0.05);
  });

  it('goes on with one thread until there are more', () => {
    let available = 1;
    let now = 0;
    const pace = new Pace(
      () => available,
      () => now,
    );
    const program = pace.program(threads => {
      now += 1 / threads;
      return threads;
    });
    while (now < 500) assert.equal(program.run(), 1);
    available = 2;
    while (now < 2000) program.run();
    assert.equal(program.run(), 2);
  });
});
