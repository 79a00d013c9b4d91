import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as v from 'valibot';
import { dataSchema, type DataConfig } from '../../../src/data/config';
import type { Dataset } from '../../../src/data/dataset';
import { openData, type OpenedData } from '../../../src/data/open';
import { readSource, type Source } from '../../../src/data/source';
import { Problem } from '../../../src/numerics/problem';
import { TemporaryFolder } from '../source/temporary';

export type DataOptions = v.InferInput<typeof dataSchema>;

/** A folder of data files for the tests of a suite; gone when they are done. */
export class TemporaryData {
  private readonly files = new TemporaryFolder();
  readonly folder = this.files.path;

  static forSuite(): TemporaryData {
    const data = new TemporaryData();
    after(() => data.files.remove());
    return data;
  }

  write(name: string, content: string | Uint8Array): string {
    fs.writeFileSync(this.files.file(name), content);
    return name;
  }

  /** What a file of this content holds. */
  read(content: string | Uint8Array, options: DataOptions = {}, name = 'data.csv'): Promise<Source> {
    const source = this.write(name, content);
    const config = configOf({ source, ...options });
    return readSource(source, { config, folder: this.folder, watch: undefined }, 0);
  }

  async dataset(content: string, options: DataOptions = {}, name = 'data.csv'): Promise<Dataset> {
    return (await this.read(content, options, name)).dataset;
  }

  open(options: DataOptions, seed = 1): Promise<OpenedData> {
    return openData(configOf(options), this.folder, seed);
  }

  /** What is wrong with a file of this content: code and arguments but for the source. */
  async problem(content: string | Uint8Array, options: DataOptions = {}, name = 'data.csv'): Promise<unknown> {
    const { code, args } = await problemOf(this.read(content, options, name));
    const { source, ...others } = args;
    assert.equal(source, name);
    return { code, ...others };
  }
}

/** @param memory in MB, also less than a configuration can say */
export function configOf({ memory = 1024, ...options }: DataOptions): DataConfig {
  return { ...v.parse(dataSchema, options), memory };
}

export async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof Problem, error instanceof Error ? error.stack : String(error));
    return error;
  }
  return assert.fail('no problem');
}

/** Features row by row. */
export function rowsOf({ features, featureNames }: Dataset): number[][] {
  const width = featureNames.length;
  const rows = Math.round(features.length / width);
  return Array.from({ length: rows }, (_, row) => [...features.subarray(row * width, (row + 1) * width)]);
}

/** The class of each sample, by its name. */
export function classNames({ targets }: Dataset): string[] {
  assert.ok(targets.task === 'classification');
  return Array.from(targets.labels, label => targets.classes[label]!);
}
