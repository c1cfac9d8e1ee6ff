import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

export interface TestSmtpServer extends AsyncDisposable {
  readonly port: number;
  /** The command lines of the clients, without the messages. */
  readonly commands: readonly string[];
  /** The received messages, complete and unchanged. */
  readonly messages: readonly string[];
  /** Sets the reply to the next command that starts with `verb`. */
  answer(verb: string, reply: string): void;
}

/** A reply for `answer`: the server sends nothing and lets the client wait. */
export const HANGS = '';

const GREETING = '220 test.example ESMTP\r\n';
const REPLIES: Readonly<Record<string, string>> = {
  EHLO: '250-test.example\r\n250 AUTH PLAIN',
  AUTH: '235 welcome',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  RSET: '250 ok',
  QUIT: '221 bye',
};

/** An SMTP server on a free port, without TLS, that accepts all mails by default. */
export async function testSmtpServer(): Promise<TestSmtpServer> {
  const commands: string[] = [];
  const messages: string[] = [];
  const scripted: { verb: string; reply: string }[] = [];
  const sockets = new Set<Socket>();
  const replyTo = (command: string) => {
    const index = scripted.findIndex(({ verb }) => command.startsWith(verb));
    const [planned] = index < 0 ? [] : scripted.splice(index, 1);
    return planned?.reply ?? REPLIES[command.slice(0, 4)] ?? '500 unknown';
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    socket.write(GREETING);
    let buffer = '';
    let inMessage = false;
    socket.on('data', (chunk) => {
      buffer += chunk.toString('latin1');
      for (;;) {
        const end = inMessage ? '\r\n.\r\n' : '\r\n';
        const at = buffer.indexOf(end);
        if (at < 0) return;
        const text = buffer.slice(0, at);
        buffer = buffer.slice(at + end.length);
        if (inMessage) {
          messages.push(text);
          inMessage = false;
          const reply = replyTo('.');
          if (reply !== HANGS) socket.write(`${reply}\r\n`.replace('500 unknown', '250 taken'));
          continue;
        }
        commands.push(text);
        const reply = replyTo(text);
        inMessage = reply.startsWith('354');
        if (reply !== HANGS) socket.write(`${reply}\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    commands,
    messages,
    answer: (verb, reply) => void scripted.push({ verb, reply }),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
