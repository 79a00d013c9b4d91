import * as assert from 'node:assert/strict';
import type { GradientState, ShownGradient } from '../../../../src/editor/gradient/messages';
import { INITIAL_DESCENT } from '../../../../src/editor/gradient/descents';
import { World } from './world';

const reference = { uri: 'file:///f.ts', name: 'f', start: 0 };

const gradients = (states: readonly GradientState[]) =>
  states.filter((state): state is ShownGradient => state.kind === 'gradient');

describe('the session of the Gradient panel', () => {
  let world: World;

  beforeEach(() => (world = new World()));
  afterEach(() => world.session.dispose());

  const shown = () => {
    const state = world.states.at(-1);
    assert.ok(state?.kind === 'gradient');
    return state;
  };

  it('asks for the gradient, then for the plots, and shows each as it comes', async () => {
    await world.session.open(reference, '5');
    await world.idle();
    assert.deepEqual(world.requests, ['gradient 5 adaptive', 'plots 5 slice steps']);
    const states = gradients(world.states);
    assert.deepEqual(
      states.map(({ plots }) => Object.keys(plots ?? { none: 0 })),
      [['none'], ['slice', 'steps']],
    );
  });

  it('asks for no slice again while the point is moved, unless that leaves what is in sight', async () => {
    await world.session.open(reference, '5');
    await world.idle();
    world.forget();
    await world.session.movePoint([{ variable: 0, value: 6 }]);
    await world.idle();
    assert.deepEqual(world.requests, ['gradient 6 adaptive', 'plots 6 steps']);
    assert.equal(shown().plots!.slice!.at, 6);
    world.forget();
    await world.session.movePoint([{ variable: 0, value: 13 }]);
    await world.idle();
    assert.deepEqual(world.requests, ['gradient 13 adaptive', 'plots 13 slice steps']);
  });

  it('asks for no map again while both of its variables are moved', async () => {
    world.text = 'f(x: number[2])';
    await world.session.open(reference, '3, 4');
    await world.idle();
    world.forget();
    await world.session.movePoint([
      { variable: 0, value: 2 },
      { variable: 1, value: 1 },
    ]);
    await world.idle();
    assert.deepEqual(world.requests, ['gradient 2, 1 adaptive', 'plots 2, 1 slice steps']);
    assert.deepEqual(shown().plots!.map!.at, [2, 1]);
  });

  it('skips to the newest of the moves that come while it computes', async () => {
    await world.session.open(reference, '5');
    await world.idle();
    world.forget();
    const moves = [1, 2, 3, 4].map(value => world.session.movePoint([{ variable: 0, value }]));
    await Promise.all(moves);
    await world.idle();
    assert.deepEqual(
      world.requests.filter(each => each.startsWith('gradient')),
      ['gradient 1 adaptive', 'gradient 4 adaptive'],
    );
    assert.equal(shown().point, '4');
  });

  it('asks for nothing that is known when another variable is chosen, but for what is drawn of it', async () => {
    world.text = 'f(x: number[2])';
    await world.session.open(reference, '3, 4');
    await world.idle();
    world.forget();
    await world.session.choose(1);
    await world.idle();
    assert.deepEqual(world.requests, ['plots 3, 4 slice steps']);
    await world.session.choose(1);
    await world.idle();
    assert.equal(world.requests.length, 1);
  });

  it('goes down once for each optimizer, shows each as it comes, and only what was set anew again', async () => {
    await world.session.open(reference, '5');
    await world.idle();
    world.forget();
    const path = INITIAL_DESCENT.paths[0]!;
    const paths = [path, { ...path, optimizer: 'adam' as const }];
    await world.session.setDescent({ on: true, steps: 100, paths });
    await world.idle();
    assert.deepEqual(world.requests, ['descend 5 sgd 0.1', 'descend 5 adam 0.1']);
    assert.deepEqual(
      gradients(world.states).map(({ descent }) => descent!.results.length),
      [0, 1, 2],
    );
    world.forget();
    await world.session.setDescent({ on: true, steps: 100, paths: [path, { ...paths[1]!, learningRate: 0.3 }] });
    await world.idle();
    assert.deepEqual(world.requests, ['descend 5 adam 0.3']);
    // Until it is known the earlier one stays.
    assert.deepEqual(
      gradients(world.states).map(({ descent }) => descent!.results.map(({ learningRate }) => learningRate)),
      [
        [0.1, 0.1],
        [0.1, 0.3],
      ],
    );
    world.forget();
    await world.session.setDescent({ on: true, steps: 100, paths: [{ ...paths[1]!, learningRate: 0.3 }] });
    await world.idle();
    assert.deepEqual([world.requests, shown().descent!.results.length], [[], 1]);
    await world.session.setDescent({ on: false, steps: 100, paths });
    assert.deepEqual(shown().descent!.results, []);
  });

  it('shows what comes of an older text as such', async () => {
    let open = () => {};
    world.gate = new Promise(resolve => (open = resolve));
    const opened = world.session.open(reference, '5');
    await world.until(() => world.requests.length === 1);
    world.text = 'f(x: number) // edited';
    world.session.textChanged();
    open();
    await opened;
    assert.equal(shown().live.stale, true);
    await world.session.textIsQuiet();
    await world.idle();
    assert.equal(shown().live.stale, false);
    assert.equal(world.requests.filter(each => each.startsWith('gradient')).length, 2);
  });

  it('settles asked points at once, and moved ones when they are at rest', async () => {
    await world.session.open(reference, '5');
    assert.deepEqual(world.settled, ['5']);
    await world.session.movePoint([{ variable: 0, value: 6 }]);
    await world.session.movePoint([{ variable: 0, value: 7 }]);
    assert.deepEqual(world.settled, ['5']);
    await world.until(() => world.settled.length > 1);
    assert.deepEqual(world.settled, ['5', '7']);
  });

  it('keeps what is looked at, and runs nothing when it is restored', async () => {
    world.text = 'f(x: number[2])';
    await world.session.open(reference, '3, 4');
    await world.session.choose(1);
    await world.session.setMethod('central');
    await world.session.setDescent({ ...INITIAL_DESCENT, steps: 50 });
    await world.session.setLive(false);
    await world.until(() => JSON.stringify(world.memory.get('nabla.gradient.shown')).includes('"steps":50'));
    const restored = new World(world.memory);
    restored.text = world.text;
    restored.session.restore();
    assert.deepEqual(restored.states, [{ kind: 'waiting', name: 'f', file: 'f.ts', line: 1, point: '3, 4' }]);
    assert.deepEqual(restored.requests, []);
    await restored.session.recompute();
    await restored.idle();
    const state = restored.states.at(-1);
    assert.ok(state?.kind === 'gradient');
    assert.deepEqual([state.method, state.chosen, state.descent!.steps, state.live.on], ['central', 1, 50, false]);
    restored.session.dispose();
  });

  it('says that there is nothing to be restored', () => {
    for (const kept of [undefined, { version: 1, curve: 0 }, 'nonsense']) {
      const memory = new Map<string, unknown>([['nabla.gradient.shown', kept]]);
      const restored = new World(memory);
      restored.session.restore();
      assert.deepEqual(
        restored.states.map(({ kind }) => kind),
        ['unavailable'],
      );
      restored.session.dispose();
    }
  });

  it('refuses everything where there is nothing', async () => {
    for (const asked of [
      () => world.session.setPoint('1'),
      () => world.session.movePoint([{ variable: 0, value: 1 }]),
      () => world.session.setMethod('central'),
      () => world.session.recompute(),
      () => world.session.setDescent(INITIAL_DESCENT),
    ])
      await assert.rejects(Promise.resolve().then(asked), { code: 'gradient-not-restored' });
    await world.session.choose(0);
    world.session.pin();
    world.session.unpin('5');
    await world.session.goToPin('5');
    assert.deepEqual([world.requests, world.states], [[], []]);
  });

  it('runs nothing in a workspace that is not trusted', async () => {
    await world.session.open(reference, '5');
    await world.idle();
    world.forget();
    world.trusted = false;
    await assert.rejects(world.session.setPoint('6'), { code: 'untrusted' });
    await assert.rejects(world.session.movePoint([{ variable: 0, value: 7 }]), { code: 'untrusted' });
    world.session.textChanged();
    await world.session.textIsQuiet();
    assert.deepEqual(world.requests, []);
    assert.equal(shown().live.problem!.code, 'untrusted');
  });

  it('tells of a problem of the plots beside the number', async () => {
    world.failing = 'plots';
    await world.session.open(reference, '5');
    await world.idle();
    assert.deepEqual(shown().plots, { problem: { code: 'process-timeout', args: { seconds: 5 } } });
    world.failing = undefined;
    await world.session.recompute();
    await world.idle();
    assert.deepEqual(Object.keys(shown().plots!), ['slice', 'steps']);
  });

  it('breaks off what takes long for what is asked, and answers both', async () => {
    world.hanging = true;
    const first = world.session.open(reference, '5');
    await world.until(() => world.requests.length === 1);
    world.hanging = false;
    const second = world.session.open(reference, '6');
    await Promise.all([first, second]);
    assert.equal(world.brokenOff, 1);
    assert.equal(shown().point, '6');
  });

  it('moves nothing of a function while another one is being opened', async () => {
    await world.session.open(reference, '5');
    world.session.pin();
    await world.idle();
    world.forget();
    let open = () => {};
    world.gate = new Promise(resolve => (open = resolve));
    const other = world.session.open({ ...reference, name: 'g' }, '8');
    await world.until(() => world.requests.length === 1);
    await world.session.movePoint([{ variable: 0, value: 1 }]);
    await world.session.choose(0);
    await world.session.goToPin('5');
    world.gate = undefined;
    open();
    await other;
    await world.idle();
    assert.equal(shown().point, '8');
    assert.ok(
      world.requests.every(each => each.includes(' 8 ')),
      world.requests.join(),
    );
  });

  it('keeps the method that is chosen while a point is gone to, and goes to the last of several', async () => {
    await world.session.open(reference, '5');
    await world.idle();
    const points = ['6', '7', '8'].map(point => world.session.setPoint(point));
    const method = world.session.setMethod('central');
    await Promise.all([...points, method]);
    await world.idle();
    const { point, method: taken } = shown();
    assert.deepEqual([point, taken], ['8', 'central']);
  });

  it('goes back where the function cannot be run at the point it is moved to', async () => {
    await world.session.open(reference, '5');
    await world.idle();
    world.failing = 'gradient';
    await world.session.movePoint([{ variable: 0, value: 6 }]);
    assert.equal(shown().live.problem!.code, 'process-timeout');
    world.failing = undefined;
    world.forget();
    await world.session.setMethod('central');
    assert.equal(shown().point, '5');
  });

  it('does not run what failed for its plots, paths and pins again', async () => {
    await world.session.open(reference, '5');
    world.session.pin();
    await world.idle();
    world.forget();
    world.failing = 'gradient';
    await world.session.recompute();
    await world.idle();
    assert.deepEqual(world.requests, ['gradient 5 adaptive']);
  });

  it('follows a document to its new name, with pins and the last point', async () => {
    await world.session.open(reference, '5');
    world.session.pin();
    await world.idle();
    world.session.renamed(reference.uri, 'file:///other.ts');
    await world.session.setPoint('6');
    await world.idle();
    assert.equal(world.session.subject!.reference.uri, 'file:///other.ts');
    assert.deepEqual(
      shown().pins.map(({ point }) => point),
      ['5'],
    );
    assert.deepEqual(Object.keys(world.memory.get('nabla.gradient.pins') as object), [
      `file:///other.ts#${reference.name}`,
    ]);
    assert.deepEqual(world.memory.get('nabla.gradient.points'), { [`file:///other.ts#${reference.name}`]: '6' });
  });

  it('says that the errors over the steps are older while the point is moved', async () => {
    await world.session.open(reference, '5');
    await world.idle();
    world.forget();
    await world.session.movePoint([{ variable: 0, value: 6 }]);
    await world.idle();
    const older = world.states.map(state => state.kind === 'gradient' && state.plots?.olderSteps === true);
    assert.deepEqual([older[0], older.at(-1)], [true, false]);
  });

  it('logs faults of ours, and goes on', async () => {
    world.failing = 'fault';
    await assert.rejects(world.session.open(reference, '5'), /a fault/);
    world.failing = undefined;
    await world.session.setPoint('6');
    assert.equal(shown().point, '6');
  });

  it('leaves nothing behind when it is disposed of', async () => {
    const timers = () => process.getActiveResourcesInfo().filter(each => each === 'Timeout').length;
    await world.session.open(reference, '5');
    await world.idle();
    const before = timers();
    await world.session.movePoint([{ variable: 0, value: 6 }]);
    assert.ok(timers() > before);
    world.hanging = true;
    void world.session.setPoint('7');
    await world.until(() => world.requests.some(each => each.startsWith('gradient 7')));
    world.forget();
    world.session.dispose();
    await new Promise(resolve => setImmediate(resolve));
    assert.equal(timers(), before);
    assert.deepEqual([world.states, world.memory.get('nabla.gradient.shown')], [[], undefined]);
  });
});
