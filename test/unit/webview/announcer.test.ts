import * as assert from 'node:assert/strict';
import { Announcer } from '../../../webview/shared/announcer';

/** An announcer in a page without a browser: time passes when told. */
function openAnnouncer() {
  const timers: (() => void)[] = [];
  const element = { textContent: '', setAttribute: () => undefined };
  Object.assign(globalThis, {
    window: { setTimeout: (callback: () => void) => timers.push(callback) },
    document: { createElement: () => element },
  });
  return { announcer: new Announcer(), element, pass: () => timers.shift()?.() };
}

describe('what is announced', () => {
  after(() => {
    Reflect.deleteProperty(globalThis, 'window');
    Reflect.deleteProperty(globalThis, 'document');
  });

  it('is the newest of each thing, at most so often', () => {
    const { announcer, element, pass } = openAnnouncer();
    announcer.say('f(1) = 1', 'gradient');
    assert.equal(element.textContent, 'f(1) = 1');
    announcer.say('f(2) = 4', 'gradient');
    announcer.say('SGD ends at 0', 'descent');
    announcer.say('f(3) = 9', 'gradient');
    assert.equal(element.textContent, 'f(1) = 1');
    pass();
    assert.equal(element.textContent, 'f(3) = 9. SGD ends at 0');
    pass();
    assert.equal(element.textContent, 'f(3) = 9. SGD ends at 0');
    announcer.say('at rest');
    assert.equal(element.textContent, 'at rest');
  });
});
