import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { GRADIENT_CHECKS } from '../../src/editor/checks/ids';

/** What a run told of a test. */
export interface Told {
  readonly label: string;
  readonly state: 'passed' | 'failed' | 'errored' | 'skipped';
  readonly messages: readonly vscode.TestMessage[];
  readonly duration?: number | undefined;
}

/** A run of tests, as it was told to VS Code. */
export interface Run {
  readonly request: vscode.TestRunRequest;
  readonly told: Told[];
  output: string;
  ended: boolean;
}

export const runs: Run[] = [];

let controller: vscode.TestController | undefined;
let profile: vscode.TestRunProfile | undefined;
/** The items whose results were declared outdated. */
export const outdated: vscode.TestItem[] = [];

/** The controller of the gradient checks, and its only profile; there from activation on. */
export function gradientChecks(): { controller: vscode.TestController; profile: vscode.TestRunProfile } {
  assert.ok(controller && profile, 'the extension has made its tests');
  return { controller, profile };
}

/** Listens to what the extension says to VS Code about its tests: this module is loaded before it is activated. */
function listen(): void {
  const create = vscode.tests.createTestController;
  vscode.tests.createTestController = (id, label) => {
    const created = create(id, label);
    if (id !== GRADIENT_CHECKS) return created;
    controller = created;
    const [run, makeProfile, invalidate] = [
      created.createTestRun.bind(created),
      created.createRunProfile.bind(created),
      created.invalidateTestResults.bind(created),
    ];
    created.createRunProfile = (...args) => (profile = makeProfile(...args));
    created.createTestRun = (request, ...args) => recorded(request, run(request, ...args));
    created.invalidateTestResults = items => {
      outdated.push(...(items === undefined ? [] : 'id' in items ? [items] : items));
      invalidate(items);
    };
    return created;
  };
}

function recorded(request: vscode.TestRunRequest, run: vscode.TestRun): vscode.TestRun {
  const record: Run = { request, told: [], output: '', ended: false };
  runs.push(record);
  const tell = (state: Told['state'], { label }: vscode.TestItem, given: unknown, duration?: number) => {
    const messages = given === undefined ? [] : ([given].flat() as vscode.TestMessage[]);
    record.told.push({ label, state, messages, duration });
  };
  return Object.assign(Object.create(run) as vscode.TestRun, {
    passed: (item: vscode.TestItem, duration?: number) => {
      tell('passed', item, undefined, duration);
      run.passed(item, duration);
    },
    failed: (item: vscode.TestItem, message: vscode.TestMessage, duration?: number) => {
      tell('failed', item, message, duration);
      run.failed(item, message, duration);
    },
    errored: (item: vscode.TestItem, message: vscode.TestMessage, duration?: number) => {
      tell('errored', item, message, duration);
      run.errored(item, message, duration);
    },
    skipped: (item: vscode.TestItem) => {
      tell('skipped', item, undefined);
      run.skipped(item);
    },
    appendOutput: (text: string, location?: vscode.Location, item?: vscode.TestItem) => {
      record.output += text;
      run.appendOutput(text, location, item);
    },
    end: () => {
      record.ended = true;
      run.end();
    },
  });
}

listen();
