import * as assert from 'node:assert/strict';
import { getL10nJson } from '@vscode/l10n-dev';
import { hasSentence } from '../../../src/words/sentences';
import { filesBelow, readJson, readText } from './files';

const LANGUAGES = ['ko'];

type Bundle = Record<string, string>;

/** The `{…}` of a message. */
function placeholders(message: string): string[] {
  return [...message.matchAll(/\{\w+\}/g)].map(([placeholder]) => placeholder).sort();
}

async function messagesInSource(): Promise<Bundle> {
  const files = [...filesBelow('src', '.ts'), ...filesBelow('webview', '.ts')];
  const contents = files.map(file => ({ extension: '.ts' as const, contents: readText(file) }));
  return (await getL10nJson(contents)) as Bundle;
}

describe('languages', function () {
  this.timeout(60_000); // every source file is read for its messages
  let messages: Bundle;

  before(async () => {
    messages = await messagesInSource();
    assert.ok(Object.keys(messages).length > 50);
  });

  for (const language of LANGUAGES) {
    it(`${language} has every message, and no other`, () => {
      const bundle = readJson<Bundle>(`l10n/bundle.l10n.${language}.json`);
      assert.deepEqual(Object.keys(bundle).sort(), Object.keys(messages).sort());
      for (const [message, translation] of Object.entries(bundle)) {
        assert.notEqual(translation.trim(), '', message);
        assert.deepEqual([...new Set(placeholders(translation))], [...new Set(placeholders(message))], message);
      }
    });

    it(`${language} has every string of the manifest`, () => {
      const english = readJson<Bundle>('package.nls.json');
      const translated = readJson<Bundle>(`package.nls.${language}.json`);
      assert.deepEqual(Object.keys(translated).sort(), Object.keys(english).sort());
    });
  }

  it('has a sentence for every problem that is raised', () => {
    const raised = filesBelow('src', '.ts').flatMap(file =>
      [...readText(file).matchAll(/(?:Problem\(|problem\(|\bcode: )\s*'([a-z-]+)'/g)].map(match => match[1]!),
    );
    assert.ok(raised.length > 20);
    assert.deepEqual(
      raised.filter(code => !hasSentence(code)),
      [],
    );
  });

  it('has no text in templates or dialogs that is not translated', () => {
    const template = />\s*[A-Za-z][a-z]+ [a-z]+[^<$]*</; // words between tags
    const call = /show(?:Warning|Error|Information)Message\(\s*['"`]/;
    assert.deepEqual(
      filesBelow('webview', '.ts').filter(file => template.test(readText(file))),
      [],
    );
    assert.deepEqual(
      filesBelow('src', '.ts').filter(file => call.test(readText(file))),
      [],
    );
  });
});
