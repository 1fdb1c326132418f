import type { Command } from 'commander'

import { collect } from './flags.ts'
import type { Environment } from './io.ts'
import { environmentFlags } from './mock-environment.ts'
import { controls, logins, portNumber, type MockFlags } from './mock-options.ts'
import { listDialects } from './list-dialects.ts'
import type { Parts } from './parts.ts'
import { serveMock } from './serve-mock.ts'
import type { Setting } from './setting.ts'

/** Makes a command the one that starts a mock. */
export function mockCommand(command: Command, setting: Pick<Setting, 'io'> & { parts: Pick<Parts, 'mock'> }): void {
  command
    .description(
      'Start a strict provider to work against; it runs until it is interrupted and forgets everything then.',
    )
    .option('-p, --port <number>', 'port to listen at; 0 takes a free one (default: 4000)', (text) => portNumber(text))
    .option('--host <address>', 'address to listen at (default: 127.0.0.1)')
    .option(
      '--issuer <url>',
      'the name clients reach it by, when that is not its address; from-request takes it from each request',
    )
    .option('--backchannel', 'point programs to the host name they ask for the metadata by; the issuer stays')
    .option('--proxy', 'believe what a proxy says of the address in Forwarded and X-Forwarded headers')
    .option('--tls', 'speak TLS, with a published development certificate for localhost and 127.0.0.1')
    .option('--tls-host <name>', 'speak TLS, with a new certificate for this host name too; repeatable', collect)
    .option('--tls-cert <file>', 'speak TLS, with this certificate, PEM')
    .option('--tls-key <file>', 'the private key of the certificate, PEM')
    .option('--tls-out <folder>', 'write there what clients have to trust, as ca.pem')
    .option('--dialect <name>', 'speak as a vendor does: a name of --list-dialects, or a file of your own')
    .option('--list-dialects', 'print the dialects there are, and end')
    .option('--lenient', 'take any client, any secret, any redirect URI and any origin, as other mocks do')
    .option('--config <file>', 'users, clients and all else, YAML or JSON; changes act while it runs')
    .option('--redis <url>', 'keep its state in a Redis, together with other replicas')
    .option('--login <way>', `how people log in: ${logins.join(', ')} (default: picker)`)
    .option('--defect <id>', 'switch a deliberate fault on; repeatable', collect)
    .option('--lifetime <name=seconds>', 'change lifetimes: code=2,access_token=3; repeatable', collect)
    .option('--control <who>', `who may control it at /_assay: ${controls.join(', ')} (default: loopback)`)
    .option('--control-token <token>', 'let whoever has this bearer token control it, from anywhere')
    .option('-q, --quiet', 'do not print why requests were refused')
    .addHelpText('after', examples)
    .action(async (_: unknown, called: Command) => {
      const typed = called.optsWithGlobals<Partial<MockFlags> & { listDialects?: boolean }>()
      if (typed.listDialects === true) await listDialects(setting)
      else await serveMock(flagsOf(typed, setting.io.env), setting)
    })
}

// Variables fill what the command line leaves open; `--control` answers for the token too.
function flagsOf(typed: Partial<MockFlags>, env: Environment): MockFlags {
  const { controlToken, ...told } = environmentFlags(env)
  const token = controlToken === undefined || typed.control !== undefined ? {} : { controlToken }
  return { defect: [], lifetime: [], ...told, ...token, ...typed }
}

const examples = `
Examples:
  assay mock                                    on http://127.0.0.1:4000, users to pick from
  assay mock --port 0 --login automatic         on a free port, nobody needs to log in
  assay mock --tls                              on https://127.0.0.1:4000
  assay mock --tls --tls-host mock --tls-out certs   on https://127.0.0.1:4000 and as https://mock:4000
  assay mock --lenient                          any client id works
  assay mock --lifetime code=2,access_token=5   to see a client cope with expiry
  assay mock --config mock.yaml                 users and clients from a file, followed as it changes
  assay mock --dialect salesos                  as a vendor does it
  assay mock --defect code-reusable             with a deliberate fault

Every option has a variable: ASSAY_MOCK_PORT, ASSAY_MOCK_CONFIG, ASSAY_MOCK_DEFECTS (several, with commas) …
Options count before variables, and both before the file.`
