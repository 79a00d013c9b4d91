import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { followedSteps, nameOf, type FollowedScript } from '../../../src/source/followed';
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

  describe('and derivatives among them', () => {
    const PAIR = 'const f = (x: number) => x ** 2;\n\nfunction fPrime(x: number) {\n  return 2 * x;\n}\n';
    const pairs = ({ text, derivatives }: FollowedScript) =>
      derivatives.map(({ name, start, of, functionStart = -1, problem }) =>
        [
          /^\w*/.exec(text.slice(start))![0],
          name,
          of,
          text.slice(functionStart, functionStart + 7),
          problem?.code,
        ].join(' '),
      );
    const SHOWN = ['function fPrime f const f '];

    it('are where both declarations begin', () => {
      assert.deepEqual(pairs(follow(PAIR)), SHOWN);
      assert.deepEqual(pairs(follow('/** @gradientOf g */\nconst df = (x: number) => x;\n')), [
        'const df g  unknown-function',
      ]);
    });

    it('stay while either is unfinished, and are gone with it', () => {
      const script = follow(PAIR);
      for (const [from, to] of [
        ['function', 'const s = `\nfunction'],
        ['const f', 'const s = `\nconst f'],
        ['(x: number) =>', '(x: number =>'],
        ['fPrime(x: number)', 'fPrime(x: '],
      ] as const)
        assert.deepEqual(pairs(follow(PAIR.replace(from, to), script)), SHOWN, to);
      assert.deepEqual(pairs(follow(PAIR.replace('fPrime', 'slope'), script)), []);
      assert.deepEqual(pairs(follow(PAIR.replace('const f', 'const g'), script)), []);
    });

    it('do not lose the function of a comment while that is unfinished', () => {
      const tagged = PAIR.replace('function', '/** @gradientOf f */\nfunction').replace('fPrime', 'slope');
      const shown = ['function slope f const f '];
      assert.deepEqual(pairs(follow(tagged)), shown);
      const broken = follow(tagged.replace('(x: number) =>', '(x: number =>'), follow(tagged));
      assert.deepEqual(pairs(broken), shown);
      assert.deepEqual(pairs(follow(tagged.replace('const f', 'const g'), broken)), [
        'function slope f  unknown-function',
      ]);
    });
  });

  it('have names at places of their own', () => {
    const named = (text: string, name: string, start = 0) => {
      const place = nameOf(text, { name, start });
      return `${place.start} ${text.slice(place.start, place.end)}`;
    };
    assert.equal(named('export function f(f: number) {}', 'f'), '16 f');
    assert.equal(named('const f = 1, $d = x => x;', '$d', 13), '13 $d');
    assert.equal(named('class Loss { static mse(y) {} }', 'Loss.mse', 13), '20 mse');
    assert.equal(named('export default x => x;', 'default'), '7 default');
    assert.equal(named('const g = x => x;', 'f'), '0 ');
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
