import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { verify } from '../../host/cache';
import { temporaryFolder } from '../../host/cleanup';

describe('what is downloaded for the tests', () => {
  const folder = temporaryFolder('verify');
  const file = path.join(folder.path, 'package.tgz');

  before(() => fs.writeFileSync(file, 'abc'));
  after(() => folder.remove());

  // SHA-512 of "abc" as in FIPS 180-2, C.1.
  const digest =
    'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f';
  const integrity = `sha512-${Buffer.from(digest, 'hex').toString('base64')}`;

  it('is taken when it has the pinned digest', () => {
    verify(file, { name: 'x', version: '1.0.0', integrity });
  });

  it('is refused in one sentence otherwise', () => {
    assert.throws(
      () => verify(file, { name: 'x', version: '1.0.0', integrity: 'sha512-AAAA' }),
      /^Error: x@1\.0\.0 from the npm registry has digest sha512-.*, expected sha512-AAAA; check the configured registry\.$/,
    );
  });
});
