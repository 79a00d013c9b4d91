import * as assert from 'node:assert/strict';
import { createEngine } from '../../../src/kernels/createEngine';
import { WebAssemblyKernels } from '../../../src/kernels/webassembly/kernels';
import { KernelMemory } from '../../../src/kernels/webassembly/memory';
import { instantiate, moduleOf } from '../../../src/kernels/webassembly/module';
import { WebAssemblySlopes } from '../../../src/kernels/webassembly/slopes';
import { Team } from '../../../src/kernels/webassembly/team';
import { NumericalGradient } from '../../../src/training/numericalGradient';
import { eventually } from '../processes/children';
import { caseOf } from '../training/plainNetwork';

describe('slopes by several threads', () => {
  const most = 3;

  it('are the same bits as by one, for layers along a line and for those below', async () => {
    const memory = new KernelMemory();
    const module = moduleOf('simd128');
    const team = new Team(instantiate(module, memory.memory), module, memory.memory, most);
    try {
      await eventually(() => team.gather() === most);
      const layers = [{ units: 12, activation: 'tanh' }, { units: 12, activation: 'sigmoid' }] as const; // prettier-ignore
      const { shape, batch, parameters } = caseOf(
        { inputs: 13, layers, loss: 'crossEntropy', outputs: 10 },
        50,
        false,
        2,
      );
      for (let threads = 2; threads <= most; threads++) {
        const executor = {
          execute: (commands: number, count: number) => team.execute(commands, count),
          program: (commands: number, count: number) => ({ run: () => team.share(commands, count, threads) }),
        };
        const shared = new NumericalGradient(shape, batch.samples, {
          double: new WebAssemblyKernels('simd128', memory, Float64Array, executor),
          slopes: pass => new WebAssemblySlopes(pass, memory, executor),
        });
        const alone = new NumericalGradient(shape, batch.samples, createEngine('simd128'));
        const expected = alone.of(parameters, batch);
        for (let again = 0; again < 3; again++) assert.deepEqual(shared.of(parameters, batch), expected);
      }
    } finally {
      team.dispose();
    }
  });
});
