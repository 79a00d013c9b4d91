import * as assert from 'node:assert/strict';
import { readArrays } from '../../../src/source/arrays';

/** Each array found as `name shape: values`, each problem as its code. */
function read(text: string): string[] {
  const { arrays, problems } = readArrays(text);
  const found = arrays.map(({ name, shape, data }) => `${name ?? '-'} ${shape.join('×')}: ${[...data].join(' ')}`);
  return [...found, ...problems.map(({ code }) => code)];
}

function expectAll(cases: readonly (readonly [string, ...string[]])[]): void {
  for (const [text, ...expected] of cases) assert.deepEqual(read(text), expected, text);
}

describe('forms of arrays', () => {
  it('are those of constructors that keep the numbers', () => {
    expectAll([
      ['y = np.asarray([0.1, 0.9], dtype=np.float32)', 'y 2: 0.1 0.9'],
      ['y = torch.tensor([1., 2.], requires_grad=True, device="cpu")', 'y 2: 1 2'],
      ['t = tf.constant([1, 0], tf.float32)', 't 2: 1 0'],
      ['x = jnp.array([[1, 2], [3, 4]])', 'x 2×2: 1 2 3 4'],
      ['t = np.array([1, 0], dtype=np.int64)', 't 2: 1 0'],
      ['const y = Float64Array.from([1, 2]);', 'y 2: 1 2'],
      ['const y = Float64Array.of(1, 2) ;', 'y 2: 1 2'],
      ['const y = Object.freeze(new Float32Array([0.5, 1]));', 'y 2: 0.5 1'],
      ['const y = [1, 2] satisfies number[]; const t = [3, 4] as readonly number[];', 'y 2: 1 2', 't 2: 3 4'],
      ['y = np.array((0.1, 0.9))', 'y 2: 0.1 0.9'],
      ['y <- c(0.1, 0.9)', 'y 2: 0.1 0.9'],
      ['loss(y=[1, 2], t=[0, 1])', 'y 2: 1 2', 't 2: 0 1'],
      ['def f(y=[1, 2]): pass', 'y 2: 1 2'],
      ['print(np.array([1, 2]))', '- 2: 1 2'],
      ['expect(f(x)).toEqual([1, 2]);', '- 2: 1 2'],
    ]);
  });

  it('are tuples where they are assigned or all there is', () => {
    expectAll([
      ['y = (0.1, 0.9)', 'y 2: 0.1 0.9'],
      ['y = ((1, 2), (3, 4))  # rows', 'y 2×2: 1 2 3 4'],
      ['y = [(1, 2), (3, 4)]', 'y 2×2: 1 2 3 4'],
      ['(1, 2)', '- 2: 1 2'],
      ['f(1, 2)'],
      ['y = (1, 2)[0]'],
      ['y = (0.5)'],
      ['const y = (1, 2);'], // the last of two numbers in JavaScript
      ['if (1, 2): pass'],
    ]);
  });

  it('are what NumPy, PyTorch, TensorFlow and R print', () => {
    expectAll([
      ['[[0.1  0.05]\n [0.6  0.  ]]', '- 2×2: 0.1 0.05 0.6 0'],
      ['[-0.1 -0.2  0.3\n  4. ]', '- 4: -0.1 -0.2 0.3 4'],
      ['[-0.1 -0.2]', '- 2: -0.1 -0.2'],
      ['y [nan inf 1.e-3]', '- 3: NaN Infinity 0.001'],
      ['tensor([[0.1, 0.9],\n        [0.8, 0.2]], grad_fn=<SoftmaxBackward0>)', '- 2×2: 0.1 0.9 0.8 0.2'],
      ['tf.Tensor([0.1 0.9], shape=(2,), dtype=float32)', '- 2: 0.1 0.9'],
      ['array([1., 2.], dtype=float32)', '- 2: 1 2'],
      ['[1] 0.1 0.5\n[3] 0.6', '- 3: 0.1 0.5 0.6'],
    ]);
  });

  it('are matrices of MATLAB and Julia', () => {
    expectAll([
      ['m = [1 2; 3 4];', 'm 2×2: 1 2 3 4'],
      ['m = [1, 2; 3, 4]', 'm 2×2: 1 2 3 4'],
      ['v = [1; 2; 3]', 'v 3: 1 2 3'],
      ['v = [1 2 3] % a comment', 'v 3: 1 2 3'],
      ['v = [1 2 3] / 2', 'computed-array'],
      ['m = [1 2; 3]', 'ragged'],
      ["m = [1 2; 3 4]'", 'computed-array'],
    ]);
  });

  it('are not what is computed from them', () => {
    const computed = [
      '1 - np.array([1, 2])',
      '-[1, 2]',
      '2 ** np.array([1, 2])',
      'y = np.array([1, 2], dtype=float) / 6',
      'y = softmax([1, 2, 3])',
      'y = np.array([1, 2]) // 2',
      'Math.max(...[1, 2])',
      'y = np.array([1.5, 2], dtype=int)',
      'new Int32Array([1.5])',
      'new Uint8Array([300])',
      'y = np.zeros([2, 3])',
      'x.reshape([2, 3])',
      '([1, 2] as number[]).map(f)',
      'y = tf.tensor2d([1, 2, 3, 4], [2, 2])',
      '(np.array([1, 2])\n / 6)',
      'y = (1\n  - np.array([1, 2]))',
      '1.0e-03 *\n [1 2]',
      'y = torch.tensor([1, 2], requires_grad=True).log()',
      'Array.from([1, 2], f)',
      'y = np.array([1, 2], ndmin=2)',
      '[1, 2]?.map(f)',
      'y = np.array([1, 2]) \\\n / 6',
      'y = softmax(np.array([1, 2]))',
      'y = clip([1, 2], 0, 1)',
      'f(x).concat([1, 2])',
      'y = [1, 2] if a else [3, 4]',
      'const y = a ? [1, 2] : [3, 4];',
      'const y = a ?? [1, 2];',
    ];
    for (const text of computed) {
      const { arrays, problems } = readArrays(text);
      assert.deepEqual(arrays, [], text);
      assert.equal(problems[0]?.code, 'computed-array', text);
    }
  });

  it('tells the whole of what is computed', () => {
    const text = 'y = softmax(np.array([1, 2], dtype=float)) / 2';
    const { start, end } = readArrays(text).problems[0]!.args;
    assert.equal(text.slice(Number(start), Number(end)), 'softmax(np.array([1, 2], dtype=float))');
  });

  it('are refused with a sentence where they are doubtful or incomplete', () => {
    expectAll([
      ['y = [1 -2]', 'ambiguous-blanks'],
      ['y = [1 2, 3]', 'mixed-separators'],
      ['[[1, 2]\n [3, 4]]', 'missing-comma'],
      ['y = [1, 2)', 'mismatched-bracket'],
      ['y = [0.1 0.2 ... 0.9]', 'elided-array'],
      ['[[1, 2, ..., 3],\n ...,\n [4, 5, ..., 6]]', 'elided-array'],
      ['y = [1, 010]', 'not-a-number'],
      ['[...[1, 2], 3]', 'not-a-number'],
      ['y = [1, true]', 'not-a-number'],
    ]);
  });

  it('are no links, references, bullets or docstrings', () => {
    expectAll([
      ['[1](https://example.org)'],
      ['"""\n[1, 2]\n"""'],
      ['- [0.1, 0.9]\n- [0, 1]', '- 2: 0.1 0.9', '- 2: 0 1'],
      ['**Predictions**\n[1, 2]', '- 2: 1 2'],
      ['/* y - */ [1, 2]', '- 2: 1 2'],
      ['>>> [1, 2]', '- 2: 1 2'],
    ]);
  });

  it('are not taken for the rows of an array that is not finished', () => {
    expectAll([
      ['const y = half([[0, 2];', 'unclosed-array'],
      ['const y = half([[0, 2];\nconst t = [1, 2];', 't 2: 1 2', 'unclosed-array'],
      ['y = [[1, 2], [3, 4]\nt = [0, 1]', 't 2: 0 1', 'unclosed-array'],
      ['y = [[1, 2], [3, 4];', 'unclosed-array'],
      [`const y = [[1, 2], [3, 4]\n${'const z = f(a + b)\n'.repeat(20)}const t = [0, 1];`, 't 2: 0 1', 'not-a-number'],
      ['[see 1, 2 and [3, 4]', '- 2: 3 4'],
    ]);
  });

  it('are not what is chosen with logical operators', () => {
    expectAll([
      ['const y = a && [1, 2];', 'computed-array'],
      ['const y = [1, 2] || b;', 'computed-array'],
      ['const y = a ?? [1, 2];', 'computed-array'],
    ]);
  });

  it('are columns where rows of a single number have names', () => {
    expectAll([
      ['2024-01-02,3\n2024-01-03,4', '- 2: 3 4'],
      ['y: 0.1\nz: 0.2', '- 2: 0.1 0.2'],
      ['y: 0.1, 0.2\nt: 0, 1', 'y 2: 0.1 0.2', 't 2: 0 1'],
    ]);
  });

  it('are initializers of C, C++, Java, C# and Go', () => {
    expectAll([
      ['double y[] = {0.1, 0.9};', 'y 2: 0.1 0.9'],
      ['const float y[2] = { 0.1f, -9e-1F };', 'y 2: 0.1 -0.9'],
      ['std::vector<double> y = {0.1, 0.9}, t = {0, 1};', 'y 2: 0.1 0.9', 't 2: 0 1'],
      ['std::vector<double> y{0.1, 0.9};', 'y 2: 0.1 0.9'],
      ['double[] y = new double[] {0.1, 0.9};', 'y 2: 0.1 0.9'],
      ['var y = new[] { 0.1, 0.9 };', 'y 2: 0.1 0.9'],
      ['y := []float64{0.1, 0.9}', 'y 2: 0.1 0.9'],
      ['var y = [2]float64{0.1, 0.9}', 'y 2: 0.1 0.9'],
      ['return []float64{0.1, 0.9}', '- 2: 0.1 0.9'],
      ['double y[2][2] = {{1, 2}, {3, 4}};', 'y 2×2: 1 2 3 4'],
      ['double y[] = {1, 2}; // two', 'y 2: 1 2'],
      ['double y[] = {1, oops};', 'not-a-number'],
      ['double y[][2] = {{1, 2}, {3}};', 'ragged'],
    ]);
  });

  it('are not braces of anything else', () => {
    expectAll([
      ['const y = { 1: 0.5, 2: 0.7 };'],
      ['y = {1: 0.5, 2: 0.7}'],
      ['<rect width={100} height={50} />'],
      ['const f = () => { 1; };'],
      ['if (x) { 1, 2 }'],
      ['const y = { a: [1, 2], b: [3, 4] };', 'a 2: 1 2', 'b 2: 3 4'],
      ['x_{1, 2}'],
      ['const s = { ...[1, 2] };', 'computed-array'],
    ]);
  });
});
