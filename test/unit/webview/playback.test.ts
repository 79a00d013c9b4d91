import * as assert from 'node:assert/strict';
import { Playback } from '../../../webview/gradient/playback';

/** A page without a browser, whose clock is set by hand. */
function openPage({ reduced = false, className = '' } = {}) {
  let now = 1000;
  let drawings = 0;
  Object.assign(globalThis, {
    document: { body: { classList: { contains: (name: string) => name === className } } },
    matchMedia: () => ({ matches: reduced }),
  });
  Object.defineProperty(globalThis, 'performance', { configurable: true, value: { now: () => now } });
  const playback = new Playback(() => drawings++);
  return { playback, pass: (milliseconds: number) => (now += milliseconds), drawings: () => drawings };
}

describe('the way down', () => {
  const { performance } = globalThis;

  after(() => {
    Object.defineProperty(globalThis, 'performance', { configurable: true, value: performance });
    for (const name of ['document', 'matchMedia']) Reflect.deleteProperty(globalThis, name);
  });

  it('is all there unless it is played', () => {
    assert.equal(openPage().playback.gone(), 1);
  });

  it('is gone step by step, in two seconds at most', () => {
    const { playback, pass, drawings } = openPage();
    playback.start(1000, true);
    assert.equal(playback.gone(), 0);
    pass(500);
    assert.equal(playback.gone(), 0.25);
    assert.equal(drawings(), 2);
    pass(1500);
    assert.deepEqual([playback.gone(), drawings()], [1, 2]);
  });

  it('begins when there is a path', () => {
    const { playback, pass } = openPage();
    playback.start(10, false); // half a second
    pass(300);
    playback.ready(false);
    pass(300);
    assert.equal(playback.gone(), 0);
    playback.ready(true);
    assert.equal(playback.gone(), 0);
    pass(250);
    assert.equal(playback.gone(), 0.5);
    playback.ready(true); // the same path once more
    assert.equal(playback.gone(), 0.5);
  });

  it('is shown at once where a slider changes it', () => {
    const { playback } = openPage();
    playback.start(10, true);
    playback.stop();
    assert.equal(playback.gone(), 1);
  });

  it('is shown at once where motion is unwanted', () => {
    for (const wish of [{ reduced: true }, { className: 'vscode-reduce-motion' }]) {
      const { playback } = openPage(wish);
      playback.start(10, true);
      assert.equal(playback.gone(), 1);
    }
  });
});
