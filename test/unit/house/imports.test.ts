import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import * as ts from 'typescript';
import { filesBelow, readText } from './files';

/** The rooms from the ground up: a file imports from its own room and from lower floors only. */
const FLOORS: readonly (readonly string[])[] = [
  ['numerics'],
  ['series', 'formats', 'words'],
  ['kernels', 'data', 'source', 'runs'],
  ['training'],
  ['processes'],
  ['editor'],
  ['extension', 'cli'],
];

/** What pages may use of src besides the message types. */
const ROOMS_OF_PAGES = ['series', 'words', 'numerics'];

interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every import of a file, dynamic ones and types included; relative ones as paths of the project. */
function importsOf(file: string): Import[] {
  const info = ts.preProcessFile(readText(file), true, true);
  return info.importedFiles.map(({ fileName }) => ({
    from: file,
    to: fileName.startsWith('.') ? path.posix.join(path.posix.dirname(file), fileName) : fileName,
  }));
}

/** The room of a path in src: its folder, or the name of a file directly in src. */
function roomOf(file: string): string | undefined {
  return /^src\/([^/.]+)/.exec(file)?.[1];
}

function floorOf(file: string): number {
  const room = roomOf(file);
  const floor = FLOORS.findIndex(rooms => rooms.includes(room ?? ''));
  assert.notEqual(floor, -1, `${file} is in no room of the house`);
  return floor;
}

const source = filesBelow('src', '.ts').flatMap(importsOf);
const pages = filesBelow('webview', '.ts').flatMap(importsOf);

function expectNone(wrong: readonly Import[]): void {
  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} imports ${to}`),
    [],
  );
}

describe('the house', () => {
  it('has no import that runs up or across', () => {
    const inside = source.filter(({ to }) => to.startsWith('src/'));
    assert.ok(inside.length > 20);
    expectNone(inside.filter(({ from, to }) => roomOf(from) !== roomOf(to) && floorOf(to) >= floorOf(from)));
    expectNone(source.filter(({ to }) => to.startsWith('webview/') || to.startsWith('test/')));
  });

  it('has mathematics that imports nothing outside itself', () => {
    expectNone(source.filter(({ from, to }) => roomOf(from) === 'numerics' && roomOf(to) !== 'numerics'));
  });

  it('knows vscode in the editor room and the entry only', () => {
    const allowed = ['editor', 'extension'];
    expectNone(source.filter(({ from, to }) => to === 'vscode' && !allowed.includes(roomOf(from)!)));
  });

  it('has pages that import rooms of words and numbers and message types only', () => {
    const messageTypes = /^src\/editor\/(webviewProtocol|[a-z]+\/messages)$/;
    const fromSource = pages.filter(({ to }) => to.startsWith('src/'));
    assert.ok(fromSource.length > 5);
    expectNone(fromSource.filter(({ to }) => !ROOMS_OF_PAGES.includes(roomOf(to)!) && !messageTypes.test(to)));
    expectNone(pages.filter(({ to }) => to === 'vscode' || to.startsWith('node:')));
  });

  it('has an entry that only composes', () => {
    assert.ok(readText('src/extension.ts').split('\n').length <= 60);
  });
});
