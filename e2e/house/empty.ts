// A program on an empty folder, as an administrator starts it for the first time.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

export class Empty {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly address: string,
    /** The code as it stands in the log. */
    readonly code: string,
  ) {}

  static async serve(): Promise<Empty> {
    const folder = mkdtempSync(join(tmpdir(), 'talkoot-empty-'));
    const port = await freePort();
    const child = spawn(process.env.TALKOOT_BIN ?? '', ['serve', '--data', folder, '--listen', `127.0.0.1:${port}`], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const code = await new Promise<string>((done, fail) => {
      let log = '';
      child.on('exit', (end) => fail(new Error(`the program ended with ${end}: ${log}`)));
      child.stderr?.on('data', (bytes: Buffer) => {
        log += bytes.toString('utf8');
        const found = /"code":"([0-9A-Z-]{14})"/.exec(log)?.[1];
        if (found) done(found);
      });
    });
    const address = `http://localhost:${port}`;
    for (let tries = 0; tries < 200; tries += 1) {
      const answer = await fetch(`${address}/readyz`).catch(() => undefined);
      if (answer?.ok) break;
      await new Promise((done) => setTimeout(done, 50));
    }
    return new Empty(child, folder, address, code);
  }

  async end(): Promise<void> {
    const ended = new Promise((done) => this.child.on('exit', done));
    this.child.kill('SIGTERM');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
