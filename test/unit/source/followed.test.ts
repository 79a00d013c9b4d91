import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { followedSteps, type FollowedScript } from '../../../src/source/followed';
import { atOnce } from '../../../src/source/slices';
import { ROOT } from '../house/files';

const TEXT =
  'const f = (x: number) => x;\n\nfunction g(y: number) {\n  return y * 2;\n}\n\nfunction h(z: number) {\n  return z;\n}\n';

function follow(text: string, previous?: FollowedScript): FollowedScript {
  return atOnce(followedSteps(text, 'typescript', previous));
}

/** The functions with the first word at their places. */
function shown({ text, functions }: FollowedScript): string {
  return functions.map(({ name, start }) => `${name} ${/^\w*/.exec(text.slice(start))![0]}`).join(', ');
}

describe('functions of a text that is being written', () => {
  it('are where their declarations begin', () => {
    assert.equal(shown(follow(TEXT)), 'f const, g function, h function');
  });

  it('stay while what is unfinished swallows them', () => {
    let script = follow(TEXT);
    for (const [at, add] of [
      ['const', '`'],
      ['const', '/* '],
      ['return y', 'const s = `'],
      ['const', 'const s = `\n'],
    ] as const) {
      script = follow(TEXT.replace(at, add + at), follow(TEXT));
      assert.equal(shown(script), 'f const, g function, h function', add);
    }
    const more = follow(script.text.replace('return z', 'return 2 * z'), script);
    assert.equal(shown(more), 'f const, g function, h function');
  });

  it('are gone where they were taken away, or the text is whole without them', () => {
    const script = follow(TEXT);
    assert.equal(shown(follow(TEXT.replace(/function g[^]*?}\n/, ''), script)), 'f const, h function');
    assert.equal(shown(follow(TEXT.replace(/function g[^]*?}\n/, '('), script)), 'f const, h function');
    assert.equal(shown(follow(`/* ${TEXT} */`, script)), '');
    assert.equal(shown(follow(TEXT.replace('z: number', 'z: string'), script)), 'f const, g function');
  });

  it('are followed in steps that are short, and few where little has changed', () => {
    const lines = readFileSync(path.join(ROOT, 'src', 'source', 'tables.ts'), 'utf8');
    const text = `${TEXT}${lines.repeat(Math.ceil(10_000 / lines.split('\n').length))}`;
    let longest = 0;
    const counted = (code: string, previous?: FollowedScript): [FollowedScript, number] => {
      const steps = followedSteps(code, 'typescript', previous);
      for (let count = 1; ; count++) {
        const start = performance.now();
        const step = steps.next();
        longest = Math.max(longest, performance.now() - start);
        if (step.done) return [step.value, count];
      }
    };
    const [script, whole] = counted(text);
    const at = text.length >> 1;
    const [changed, again] = counted(`${text.slice(0, at)} ${text.slice(at)}`, script);
    assert.equal(changed.functions.length, script.functions.length);
    assert.ok(again < whole / 10, `${again} of ${whole} steps`);
    assert.ok(longest < 500, `a step took ${longest} ms`); // a few milliseconds on an idle machine
  });
});
