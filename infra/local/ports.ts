import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';

const HOST = '127.0.0.1';

export class PortTaken extends Error {
  override readonly name = 'PortTaken';
}

/**
 * Makes the server listen on 127.0.0.1. Port 0 means any free port.
 * @param flag for the error.
 * @returns the port.
 * @throws PortTaken naming the flag.
 */
export async function listenLocally(server: Server, port: number, flag: string): Promise<number> {
  server.listen(port, HOST);
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' || code === 'EACCES') {
      const why = code === 'EACCES' ? 'cannot be used' : 'is taken';
      throw new PortTaken(`port ${port} ${why} on ${HOST}; choose another with ${flag}`, { cause: error });
    }
    throw error;
  }
  return portOf(server);
}

/** A port that was free just now, for programs that cannot choose one themselves. */
export async function freePort(wanted = 0, flag = '--port'): Promise<number> {
  const server = createServer();
  const port = await listenLocally(server, wanted, flag);
  server.close();
  await once(server, 'close');
  return port;
}

/** Stops the server at once and aborts requests in progress. */
export async function closeServer(server: HttpServer): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
