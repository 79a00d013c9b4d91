import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Problem } from '../../../src/numerics/problem';
import { EventFile } from '../../../src/runs/eventFile';
import { checkUnused, makeRunFolder, newRunFolder, newRunId, runJsonOf } from '../../../src/runs/runFolder';
import { readRunRecord, writeRunRecord, type RunRecord } from '../../../src/runs/runRecord';
import { writeWhole } from '../../../src/runs/writing';
import { readEvents } from '../formats/eventReader';
import { temporaryFolder } from './temporaryFolder';

const RECORD: RunRecord = {
  version: 1,
  config: { training: { epochs: 3 } },
  folder: '..',
  seed: 1,
  status: 'running',
  versions: { nabla: '0.1.0', node: '20.0.0' },
  started: '2026-01-02T03:04:05.000Z',
  summary: { trainSamples: 3 },
  steps: 12,
  epochs: 1,
  metrics: { epoch: 1, step: 12, train: { loss: NaN, score: null }, test: { loss: Infinity, score: 0.5 } },
  learningRates: [{ step: 5, learningRate: 0.01 }],
  resumed: [],
};

function problemOf(act: () => unknown): Problem {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return error;
  }
  return assert.fail('no problem');
}

describe('a run on disk', () => {
  const root = temporaryFolder();

  it('has an id of its local time and four digits', () => {
    assert.match(newRunId(new Date(2026, 0, 2, 3, 4, 5)), /^20260102-030405-[0-9a-f]{4}$/);
    const ids = new Set(Array.from({ length: 20 }, () => newRunId(new Date(0))));
    assert.ok(ids.size > 10);
  });

  it('is kept out of version control, but only below .nabla', () => {
    const run = newRunFolder(root());
    makeRunFolder(run);
    assert.equal(path.dirname(run), path.join(root(), '.nabla', 'runs'));
    assert.equal(fs.readFileSync(path.join(root(), '.nabla', '.gitignore'), 'utf8'), '*\n');
    makeRunFolder(path.join(root(), 'mine', 'deeper', 'run'));
    assert.deepEqual(fs.readdirSync(path.join(root(), 'mine')), ['deeper']);
  });

  it('takes a folder that is empty or not there, and no other', () => {
    checkUnused(path.join(root(), 'none'));
    fs.mkdirSync(path.join(root(), 'empty'));
    checkUnused(path.join(root(), 'empty'));
    fs.writeFileSync(path.join(root(), 'empty', 'x'), '');
    for (const used of ['empty', path.join('empty', 'x')])
      assert.equal(problemOf(() => checkUnused(path.join(root(), used))).code, 'run-folder-used');
  });

  it('is not begun where another has begun meanwhile, or where no folder can be made', () => {
    const run = path.join(root(), 'run');
    makeRunFolder(run);
    writeRunRecord(run, RECORD);
    assert.equal(problemOf(() => makeRunFolder(run)).code, 'run-folder-used');
    if (fs.existsSync('/proc')) assert.equal(problemOf(() => makeRunFolder('/proc/run')).code, 'run-write');
  });

  it('says of itself what comes back, infinities included', () => {
    writeRunRecord(root(), RECORD);
    assert.deepEqual(readRunRecord(root()), RECORD);
    assert.deepEqual(fs.readdirSync(root()), ['run.json']); // nothing temporary is left
  });

  it('that is none, or of another version, is told', () => {
    assert.equal(problemOf(() => readRunRecord(root())).code, 'no-run');
    fs.writeFileSync(runJsonOf(root()), '{ "version": 1,');
    const { code, args } = problemOf(() => readRunRecord(root()));
    assert.deepEqual([code, args['source']], ['json-syntax', runJsonOf(root())]);
    fs.writeFileSync(runJsonOf(root()), JSON.stringify({ ...RECORD, version: 2 }));
    assert.deepEqual(problemOf(() => readRunRecord(root())).args, {
      file: runJsonOf(root()),
      key: 'version',
      found: '2',
    });
  });

  it('keeps a file as it was where the new one cannot be written', () => {
    const file = path.join(root(), 'file');
    writeWhole(file, 'old');
    fs.mkdirSync(`${file}.tmp`);
    const { code, args } = problemOf(() => writeWhole(file, 'new'));
    assert.deepEqual([code, args], ['run-write', { file, reason: 'EISDIR' }]);
    assert.equal(fs.readFileSync(file, 'utf8'), 'old');
  });

  it('has event files in the order of their names, none over another', () => {
    for (const restart of [undefined, 8, 12]) {
      const events = EventFile.create(root(), restart, 1_700_000_000.5);
      events.add(1_700_000_001, (restart ?? 1) + 1, { 'loss/batch': 0.1 });
      events.flush();
      events.close();
    }
    const names = fs.readdirSync(root()).sort();
    assert.deepEqual(
      names.map(name => /^events\.out\.tfevents\.(\d+)\.[\w-]+\.nabla$/.exec(name)?.[1]),
      ['1700000000', '1700000001', '1700000002'],
    );
    const events = names.map(name => readEvents(fs.readFileSync(path.join(root(), name))));
    assert.deepEqual(
      events.map(each => each.map(({ version, sessionStatus, step }) => version ?? [sessionStatus, step])),
      [
        ['brain.Event:2', [undefined, 2]],
        ['brain.Event:2', [1, 8], [undefined, 9]],
        ['brain.Event:2', [1, 12], [undefined, 13]],
      ],
    );
    assert.equal(events[0]![1]!.scalars.get('loss/batch'), Math.fround(0.1));
  });
});
