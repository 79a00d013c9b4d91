import * as assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { fastestBuild } from '../../../src/kernels/createEngine';
import { threadsFor } from '../../../src/kernels/threads';
import { ROOT } from '../house/files';
import { readRunRecord } from '../../../src/runs/runRecord';
import { temporaryFolder } from '../runs/temporaryFolder';
import { assertRefused, CLI, ENVIRONMENT, runNabla } from './nabla';

const SAMPLES = path.join(ROOT, 'samples');

interface Line {
  type: string;
  [key: string]: unknown;
}

interface Figures {
  loss: number | string;
  accuracy: number;
}

/** Runs are not written unless a test is about them. */
function train(args: string[], cwd = SAMPLES) {
  return runNabla(['train', '--no-run', ...args], { cwd });
}

function jsonLines(args: string[], exit = 0): Line[] {
  const { stdout, stderr, status } = train(['--json', ...args]);
  assert.equal(status, exit, stderr);
  assert.equal(stderr, '');
  return stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Line);
}

/** The losses of all metrics lines, checked to follow on one another. */
function lossesOf(lines: readonly Line[]): (number | string)[] {
  const losses: (number | string)[] = [];
  for (const line of lines.filter(({ type }) => type === 'metrics')) {
    assert.equal(line['firstStep'], losses.length + 1);
    losses.push(...(line['losses'] as (number | string)[]));
  }
  return losses;
}

describe('nabla train', function () {
  this.timeout(30_000);

  it('trains a configuration, its paths relative to the file', () => {
    const { stdout, stderr, status } = train(['samples/digits.nabla.json', '--set', 'training.epochs=2'], ROOT);
    assert.equal(stderr, '');
    assert.equal(status, 0);
    const lines = stdout.trimEnd().split('\n');
    assert.match(
      lines[0]!,
      /^1438 samples to train on, 359 to test on; 64 features, 10 classes, 3760 parameters; kernels in \w+/,
    );
    assert.match(lines[1]!, /^Epoch 1\/2: loss \d.*, accuracy 0\.\d+; test loss \d/);
    assert.match(lines[2]!, /^Epoch 2\/2: /);
    assert.match(lines[3]!, /^Finished after 30 steps, \d+ steps\/s: loss \d.*, accuracy 0\.\d+; test loss /);
    assert.equal(lines.length, 4);
  });

  it('gives JSON lines: start, losses, epochs, end', () => {
    const lines = jsonLines(['iris.nabla.json', '--set=training.epochs=3', '--set', 'training.seed=5']);
    const [start, ...rest] = lines;
    assert.equal(start!.type, 'start');
    assert.deepEqual([start!['trainSamples'], start!['stepsPerEpoch'], start!['epochs']], [120, 12, 3]);
    assert.deepEqual([start!['kernels'], start!['threads']], [fastestBuild(false), threadsFor()]);
    assert.equal((start!['config'] as { training: { seed: number } }).training.seed, 5);
    const losses = lossesOf(lines);
    assert.equal(losses.length, 36);
    assert.ok(losses.every(loss => loss === Math.fround(loss as number)));
    const epochs = lines.filter(({ type }) => type === 'epoch');
    assert.deepEqual(
      epochs.map(line => [line['epoch'], line['step']]),
      [[1, 12], [2, 24], [3, 36]], // prettier-ignore
    );
    const end = rest.at(-1)!;
    assert.deepEqual(
      { ...end, stepsPerSecond: 0 },
      {
        type: 'end',
        status: 'finished',
        train: epochs[2]!['train'],
        test: epochs[2]!['test'],
        steps: 36,
        epochs: 3,
        stepsPerSecond: 0,
      },
    );
    assert.ok((end['stepsPerSecond'] as number) > 0);
  });

  it('trains the default configuration where none is given, with values set inside it', () => {
    const settings = [
      'training.epochs=1',
      'data.source.samples=50',
      'model.layers.1.units=3',
      'training.batchSize=full',
    ];
    const lines = jsonLines(settings.flatMap(setting => ['--set', setting]));
    const parameters = 2 * 16 + 16 + 16 * 3 + 3 + 3 * 2 + 2;
    assert.deepEqual([lines[0]!['trainSamples'], lines[0]!['parameters']], [40, parameters]);
    assert.equal(lines.at(-1)!['steps'], 1);
  });

  it('takes another generator without what belonged to the one before', () => {
    const settings = ['data.source.generator=sine', 'training.schedule.name=cosine', 'training.epochs=1'];
    const lines = jsonLines(settings.flatMap(setting => ['--set', setting]));
    assert.deepEqual([lines[0]!['score'], lines[0]!['trainSamples']], ['r2', 160]);
    assert.deepEqual(Object.keys(lines.at(-1)!['test'] as object), ['loss', 'r2']);
  });

  it('ends with 1 where it diverges, and says where', () => {
    const settings = [
      'model.layers=[{"units":8,"activation":"relu"},{"units":8,"activation":"identity"}]',
      'training.optimizer={"name":"sgd","learningRate":1e5}',
    ].flatMap(setting => ['--set', setting]);
    const lines = jsonLines(settings, 1);
    const end = lines.at(-1)!;
    const { step, parameter, layer } = end['divergence'] as { step: number; parameter: string; layer: number };
    assert.deepEqual([end['status'], end['steps']], ['diverged', lossesOf(lines).length]);
    assert.ok(Math.abs(step - (end['steps'] as number)) <= 1);
    const { stdout, status } = train(settings);
    assert.equal(status, 1);
    assert.match(stdout, new RegExp(`The training diverged: at step ${step}.* 100000 .*\n$`));
    if (parameter !== undefined) assert.ok(stdout.includes(`${parameter}`) && stdout.includes(`layer ${layer}`));
  });

  it('stopped by Ctrl+C, prints the end and exits with 130', async () => {
    const child = spawn(process.execPath, [CLI, 'train', '--no-run', '--json', '--set', 'training.epochs=1000000'], {
      env: ENVIRONMENT,
    });
    const lines: Line[] = [];
    const reader = createInterface({ input: child.stdout });
    reader.on('line', line => {
      lines.push(JSON.parse(line) as Line);
      if (lines.length === 5) child.kill('SIGINT');
    });
    const [[code]] = (await Promise.all([once(child, 'exit'), once(reader, 'close')])) as [[number], unknown];
    assert.equal(code, 130);
    const end = lines.at(-1)!;
    assert.deepEqual([end.type, end['status'], end['steps']], ['end', 'stopped', lossesOf(lines).length]);
    assert.equal(typeof (end['test'] as Figures).accuracy, 'number');
  });

  it('stops when nobody reads any more', async () => {
    const child = spawn(process.execPath, [CLI, 'train', '--no-run', '--json', '--set', 'training.epochs=1000000'], {
      env: ENVIRONMENT,
    });
    let errors = '';
    child.stderr.on('data', text => (errors += String(text)));
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = (await once(child, 'exit')) as [number];
    assert.deepEqual([code, errors], [130, '']);
  });

  it('answers wrong input with one sentence, a code and exit code 2', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nabla-train-'));
    const write = (name: string, text: string): string => {
      fs.writeFileSync(path.join(folder, name), text);
      return path.join(folder, name);
    };
    const broken = write('broken.nabla.json', '{\n  "training": { "epochs": 3, }\n}');
    const wrong = write('wrong.nabla.json', '{ "training": { "epochs": "many" } }');
    const gone = write('gone.nabla.json', '{ "data": { "source": "../none.csv" } }');
    const cell = write('cell.nabla.json', '{ "data": { "source": "cell.csv" } }');
    write('cell.csv', 'x,c\n1,a\ntwo,b\n3,a\n');
    const empty = write('empty.nabla.json', '{ "data": { "source": "empty.npy" } }');
    write('empty.npy', '');
    const cases: [string[], string, string | RegExp][] = [
      [['none.nabla.json'], 'config', /^none\.nabla\.json does not exist\. /],
      [['data'], 'config', /^data cannot be read \(EISDIR\)\. /],
      [[broken], 'config', `${broken} is no JSON: "}" does not belong in line 2, column 30.`],
      [[wrong], 'config', `${wrong}: training.epochs is "many"; expected a number.`],
      [[gone], 'data', /^\.\.\/none\.csv does not exist\. /],
      [[cell], 'data', /^cell\.csv, line 3: "two" in column x is not a number, /],
      [[empty], 'data', /^empty\.npy/],
      [
        ['--set', 'data.source={"generator":"sine"}', '--set', 'training.loss=crossEntropy'],
        'config',
        /^training\.loss is crossEntropy/,
      ],
      [['--set', 'model.module=none.ts'], 'module', /^none\.ts does not exist\. /],
      [['--set', 'training.epoch=3'], 'config', /^--set training\.epoch=3: there is no key training\.epoch\. /],
      [['--set', 'epochs'], 'option', /^--set is "epochs"; /],
      [['--set', '__proto__.x=1'], 'config', /there is no key|an object/],
      [['--set'], 'option', /^--set needs a value/],
      [['--sets'], 'option', /^There is no option "--sets"\. /],
      [['--threads', '0'], 'option', '--threads is "0"; it takes a whole number from 1 to 8.'],
      [['--threads', '2', '--compare-gradients'], 'option', /^--threads and --compare-gradients cannot be given /],
      [['a.json', 'b.json'], 'option', /^There is no option "b\.json"\. /],
    ];
    try {
      for (const [args, code, message] of cases) {
        const { stdout, stderr, status } = train(['--json', ...args]);
        assert.deepEqual([status, stderr], [2, ''], args.join(' '));
        const { error } = JSON.parse(stdout) as { error: { code: string; message: string } };
        assert.equal(error.code, code, error.message);
        if (typeof message === 'string') assert.equal(error.message, message);
        else assert.match(error.message, message);
      }
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
    const { stdout, stderr, status } = train(['--set', 'training.epochs=0']);
    assert.deepEqual([stdout, status], ['', 2]);
    assert.match(stderr, /^--set training\.epochs=0: training\.epochs is 0; expected a number of at least 1\.\n$/);
  });

  it('explains itself, in Korean too', () => {
    assert.match(
      train(['--help']).stdout,
      /^nabla train \[CONFIG\.nabla\.json\] \[--set key\.path=value\]… \[--out RUNDIR\]/,
    );
    assert.match(train(['--set', 'training.epochs=1', '--lang', 'ko']).stdout, /^학습 샘플 240개.*\n에폭 1\/1: 손실 /);
  });
});

describe('the run of nabla train', function () {
  this.timeout(60_000);
  const root = temporaryFolder();
  const nabla = (...args: string[]) => runNabla(['train', ...args], { cwd: root() });
  const SHORT = ['--set', 'training.epochs=4', '--set', 'data.source.samples=50'];
  const checkpoint = (run: string) => fs.readFileSync(path.join(root(), run, 'checkpoint.safetensors'));

  it('is in .nabla/runs, and where it is told to be', () => {
    const [first, second] = [nabla('--json', ...SHORT), nabla(...SHORT, '--out', 'mine')];
    assert.deepEqual([first.status, second.status], [0, 0], first.stderr + second.stderr);
    const { run } = JSON.parse(first.stdout.trimEnd().split('\n').at(-1)!) as { run: string };
    assert.match(run, /^\.nabla[/\\]runs[/\\]\d{8}-\d{6}-[0-9a-f]{4}$/);
    assert.match(second.stdout, /\nRun: mine\n/);
    for (const each of [run, 'mine']) {
      const record = readRunRecord(path.join(root(), each));
      assert.deepEqual([record.status, record.steps, record.epochs], ['finished', 16, 4]);
    }
    assert.deepEqual(checkpoint(run), checkpoint('mine'));
    const { stdout, status } = nabla('--json', '--out', 'mine');
    const { error } = JSON.parse(stdout) as { error: { code: string; message: string } };
    assert.deepEqual([status, error.code], [2, 'run']);
    assert.match(error.message, /mine is there already\. A new run needs a folder that is empty or not there yet\.$/);
  });

  for (const [signal, expected] of [
    ['SIGINT', 130],
    ['SIGKILL', null],
  ] as const)
    it(`goes on after ${signal} to the same bits`, async () => {
      // A process whose parent is killed notices within a second: the training takes longer.
      const layers = '[{"units":300,"activation":"tanh"},{"units":300,"activation":"tanh"}]';
      const settings = ['training.epochs=400', 'training.batchSize=20', `model.layers=${layers}`].flatMap(setting => [
        '--set',
        setting,
      ]);
      const child = spawn(process.execPath, [CLI, 'train', '--json', '--out', 'broken', ...settings], {
        env: ENVIRONMENT,
        cwd: root(),
      });
      let lines = 0;
      createInterface({ input: child.stdout }).on('line', () => {
        if (++lines === 3) child.kill(signal);
      });
      const [code] = (await once(child, 'exit')) as [number | null];
      assert.equal(code, expected);
      const { steps } = readRunRecord(path.join(root(), 'broken'));
      assert.ok(steps < 400 * 12);
      assert.equal(nabla('--out', 'whole', ...settings).status, 0);
      const { stdout, stderr, status } = nabla('--resume', 'broken', '--json');
      assert.equal(status, 0, stderr + stdout);
      assert.deepEqual(checkpoint('broken'), checkpoint('whole'));
    });

  it('that is deleted while it is written is told, and not offered to go on with', async () => {
    const child = spawn(process.execPath, [CLI, 'train', '--out', 'gone', '--set', 'training.epochs=1000000'], {
      env: ENVIRONMENT,
      cwd: root(),
    });
    const printed = { out: '', error: '' };
    child.stderr.on('data', text => (printed.error += String(text)));
    createInterface({ input: child.stdout }).on('line', line => {
      printed.out += `${line}\n`;
      if (line.startsWith('Epoch 1/')) fs.rmSync(path.join(root(), 'gone'), { recursive: true });
    });
    const [code] = (await once(child, 'close')) as [number];
    assert.equal(code, 1);
    assert.match(printed.error, /gone.*: the folder of the run is gone\. .*\n$/);
    assert.match(printed.out, /\nFailed after \d+ steps, .*\n$/);
  });

  it('may be given more epochs, and says what else is asked of it', () => {
    assert.equal(nabla(...SHORT, '--out', 'run').status, 0);
    assert.match(
      nabla('--resume', 'run', '--set', 'training.epochs=5').stdout,
      /\nEpoch 5\/5: .*\nFinished after 20 steps/,
    );
    assertRefused(
      (...args) => nabla(...args),
      [
        [['--resume', 'run'], 'run', /has finished after 5 epochs\. For more of them add --set training\.epochs=10\.$/],
        [['--resume', 'none'], 'run', /^none holds no run\. /],
        [['--resume', 'run', '--set', 'training.seed=2'], 'option', /keeps its configuration; only training\.epochs, /],
        [['--resume', 'run', '--out', 'x'], 'option', /^--resume and --out cannot be given together\. /],
        [['--resume='], 'option', /^--resume needs a value/],
        [['--no-run', '--out', 'x'], 'option', /^--out and --no-run cannot be given together\. /],
      ],
    );
  });

  it('is not needed to compare gradients', () => {
    const { stdout, status } = nabla('--compare-gradients', '--json');
    assert.equal(status, 0);
    const { gradients } = JSON.parse(stdout) as { gradients: { parameter: string; largest: number }[] };
    assert.deepEqual(
      gradients.map(each => each.parameter),
      ['W1', 'b1', 'W2', 'b2', 'W3', 'b3'],
    );
    assert.ok(gradients.every(({ largest }) => largest < 1e-5));
    assert.match(nabla('--compare-gradients', '--lang', 'ko').stdout, /^매개변수 .*\nW1 /);
    assert.deepEqual(fs.readdirSync(root()), []);
  });
});
