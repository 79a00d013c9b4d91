import * as fs from 'node:fs';
import * as path from 'node:path';
import type { DriverReply, DriverRequest } from './driverExtension';
import { until } from './waiting';

/** Asks the driver extension of a window, by the folder that window was given as NABLA_DRIVER. */
export async function askDriver(folder: string, request: DriverRequest): Promise<string> {
  // Asked again after a while: a host that is going down may have taken the request with it.
  return until(`the driver extension to ${request.kind}`, async () => {
    const file = path.join(folder, `${Date.now()}-${Math.random().toString(36).slice(2)}`);
    fs.writeFileSync(`${file}.draft`, JSON.stringify(request));
    fs.renameSync(`${file}.draft`, `${file}.request`);
    const reply = await until('its reply', () => Promise.resolve(takeReply(`${file}.reply`)), 3_000).finally(() =>
      fs.rmSync(`${file}.request`, { force: true }),
    );
    if (reply.error !== undefined) {
      throw new Error(reply.error);
    }
    return reply.text ?? '';
  });
}

function takeReply(file: string): DriverReply | undefined {
  if (!fs.existsSync(file)) {
    return undefined;
  }
  const reply = JSON.parse(fs.readFileSync(file, 'utf8')) as DriverReply;
  fs.rmSync(file);
  return reply;
}
