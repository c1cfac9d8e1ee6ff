import { describe, expect, it } from 'vitest';
import { BadUsage, parseFlags } from '../../infra/local/flags.ts';

describe('the flags of npm start', () => {
  it('have defaults', () => {
    expect(parseFlags([], {})).toEqual({
      port: 8787,
      mailPort: 8005,
      data: '.canbao',
      fresh: false,
      demo: true,
      print: false,
      verbose: false,
      help: false,
    });
  });

  it('are read from the command line', () => {
    const args = [
      '--port',
      '0',
      '--mail-port=9000',
      '--data',
      '/d',
      '--fresh',
      '--no-demo',
      '--print',
      '--verbose',
      '--help',
    ];
    expect(parseFlags(args, {})).toEqual({
      port: 0,
      mailPort: 9000,
      data: '/d',
      fresh: true,
      demo: false,
      print: true,
      verbose: true,
      help: true,
    });
  });

  it('are read from variables, which the command line overrides', () => {
    const variables = {
      CANBAO_PORT: '1000',
      CANBAO_MAIL_PORT: '2000',
      CANBAO_DATA: '/v',
      CANBAO_FRESH: '1',
      CANBAO_NO_DEMO: 'true',
      CANBAO_PRINT: 'yes',
    };
    expect(parseFlags(['--port', '3000'], variables)).toMatchObject({
      port: 3000,
      mailPort: 2000,
      data: '/v',
      fresh: true,
      demo: false,
      print: true,
    });
    expect(parseFlags([], { CANBAO_FRESH: '0', CANBAO_NO_DEMO: '' })).toMatchObject({
      fresh: false,
      demo: true,
    });
  });

  it.each([
    [['--prot', '1'], {}, '--prot is not a flag; allowed are --port, --mail-port'],
    [['start'], {}, '"start" is not a flag'],
    [['--demo'], {}, '--demo is not a flag'],
    [['--port'], {}, '--port needs a value'],
    [['--data', '--fresh'], {}, '--data'],
    [['--fresh=yes'], {}, '--fresh takes no value'],
    [['--port', 'http'], {}, '--port is "http"; allowed is a port from 0 to 65535'],
    [['--port', '65536'], {}, '--port is "65536"'],
    [['--port', '-1'], {}, '--port'],
    [[], { CANBAO_MAIL_PORT: 'x' }, 'CANBAO_MAIL_PORT is "x"; allowed is a port'],
    [[], { CANBAO_FRESH: 'maybe' }, 'CANBAO_FRESH is "maybe"; allowed are 1, true, yes'],
  ])('reject %j with %j', (args, variables, message) => {
    expect(() => parseFlags(args, variables)).toThrow(BadUsage);
    expect(() => parseFlags(args, variables)).toThrow(message);
  });
});
