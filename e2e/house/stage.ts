// A stage for the islands: pages of a test with the product's scripts, styles and policy, and a server that remembers
// what was posted. So the islands are tried without the program, and with every answer that it might give.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const DIST = join(import.meta.dirname, '..', '..', 'web', 'dist');
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export type Post = { path: string; fields: URLSearchParams };
type Answer = { status: number; type?: string; body?: string; location?: string };

export class Stage {
  readonly posts: Post[] = [];
  /** What the next posts are answered; the default is 204. */
  answer: (post: Post) => Answer | Promise<Answer> = () => ({ status: 204 });
  private body = '';
  private islands: string[] = [];
  private language = 'fi';

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Stage> {
    const server = createServer();
    const stage = new Stage(server);
    server.on('request', (request, response) => {
      void stage.serve(request).then(({ status, type, body, location }) => {
        response.writeHead(status, {
          'content-security-policy': POLICY,
          'content-type': type ?? 'text/html; charset=utf-8',
          'cache-control': 'no-store',
          ...(location ? { location } : {}),
        });
        response.end(body);
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return stage;
  }

  /** The page's main part and the islands that it loads. */
  play(body: string, islands: string[] = [], language = 'fi'): string {
    this.body = body;
    this.islands = islands;
    this.language = language;
    return this.address;
  }

  get address(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async serve(request: IncomingMessage): Promise<Answer> {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    if (request.method === 'POST') {
      const post = { path, fields: new URLSearchParams(await text(request)) };
      this.posts.push(post);
      return this.answer(post);
    }
    if (!path.startsWith('/assets/')) return { status: path === '/' || path === '/sent' ? 200 : 404, body: this.page(path) };
    const type = path.endsWith('.css') ? 'text/css' : 'text/javascript';
    return { status: 200, type, body: readFileSync(join(DIST, path.slice('/assets/'.length)), 'utf8') };
  }

  private page(path: string): string {
    const names = JSON.parse(readFileSync(join(DIST, 'manifest.json'), 'utf8')) as Record<string, string>;
    const scripts = ['talkoot.js', ...this.islands].map((n) => `<script type="module" src="/assets/${names[n]}"></script>`);
    const main = path === '/sent' ? '<h1>Kiitos</h1>' : this.body;
    return `<!doctype html><html lang="${this.language}"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="csrf" content="token-1">
      <meta name="person" content="eva"><title>Koe</title><link rel="icon" href="data:,">
      <link rel="stylesheet" href="/assets/${names['talkoot.css']}">${scripts.join('')}</head>
      <body><a class="skip" href="#m">Siirry sisältöön</a><main id="m" tabindex="-1">${main}</main></body></html>`;
  }
}

async function text(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
