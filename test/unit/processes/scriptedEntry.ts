/** A child process that keeps to no protocol: does what it is sent, with `id` and `send`. */
process.on('message', ({ id, code }: { id: number; code: string }) => {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- that is its job
  new Function('id', 'send', 'require', code)(id, (message: unknown) => process.send!(message), require);
});
process.send!({ kind: 'ready' });
