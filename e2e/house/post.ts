// A mail server for tests: it takes every letter and keeps it.
import { createServer, type AddressInfo, type Server } from 'node:net';

export class Post {
  readonly letters: string[] = [];

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Post> {
    const server = createServer();
    const post = new Post(server);
    server.on('connection', (line) => {
      let letter: string | undefined;
      let rest = '';
      line.write('220 test\r\n');
      line.on('error', () => {});
      line.on('data', (bytes) => {
        rest += bytes.toString('utf8');
        for (let at = rest.indexOf('\r\n'); at >= 0; at = rest.indexOf('\r\n')) {
          const said = rest.slice(0, at);
          rest = rest.slice(at + 2);
          if (letter !== undefined && said === '.') {
            post.letters.push(letter);
            letter = undefined;
            line.write('250 taken\r\n');
          } else if (letter !== undefined) {
            letter += `${said}\n`;
          } else if (said.toUpperCase() === 'DATA') {
            letter = '';
            line.write('354 go on\r\n');
          } else {
            line.write('250 ok\r\n');
          }
        }
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return post;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    await new Promise((done) => this.server.close(done));
  }
}
