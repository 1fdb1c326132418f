import { resolve } from 'node:path'

import type { Command } from 'commander'

import { NoAnswer } from '../harness/http/answer.ts'
import type { Survey } from '../harness/setup/survey.ts'
import { UsageError } from '../harness/usage-error.ts'
import { printable } from '../reports/printable.ts'
import { commandName } from './command-name.ts'
import { collect, oneOf } from './flags.ts'
import { deleteClients } from './delete-clients.ts'
import { initFiles } from './init-files.ts'
import { gather, secretOf } from './init-known.ts'
import { askForMissing } from './init-questions.ts'
import type { Io } from './io.ts'
import { Output, type Look } from './output.ts'
import type { Setting } from './setting.ts'
import { writeNew } from './write-new.ts'

export interface InitFlags extends Look {
  readonly resource?: string
  readonly register?: boolean
  readonly clientId?: string
  readonly clientSecret?: string
  readonly redirectUri: readonly string[]
  readonly user?: string
  readonly passwordEnv?: string
  readonly ci: string
  readonly out: string
  readonly dryRun?: boolean
  readonly force?: boolean
  readonly yes?: boolean
  readonly delete?: boolean
}

/** Adds `assay init`. */
export function initCommand(assay: Command, { io, exit }: Setting): void {
  assay
    .command('init')
    .description(
      'Write a first target file for a server: reads its metadata, registers test clients where it lets anybody.',
    )
    .argument('[issuer]', 'issuer, or the address of its metadata document; may be left out with --resource')
    .option('--resource <url>', 'a protected resource of the server (RFC 9728)')
    .option('--register', 'register clients at the server; on loopback this is done unless you say otherwise')
    .option('--no-register', 'register nothing')
    .option('--client-id <id>', 'a client that is registered already')
    .option('--client-secret <secret>', 'its secret, else ASSAY_CLIENT_SECRET; kept in .env')
    .option('--redirect-uri <uri>', 'its redirect URI; repeatable', collect)
    .option('--user <name>', 'a test user')
    .option('--password-env <name>', 'variable that holds the password of the user')
    .option('--ci <system>', 'workflow to write: none, github, gitlab', 'none')
    .option('-o, --out <folder>', 'where to write', '.')
    .option('--dry-run', 'print the files and write nothing')
    .option('--force', 'overwrite files')
    .option('-y, --yes', 'you may test this server: writes confirm: true')
    .option('--delete', 'delete the clients that were registered, by .assay-clients.json, and write nothing')
    .addHelpText('after', examples)
    .action(async (issuer: string | undefined, _: unknown, command: Command) => {
      const flags: InitFlags = {
        redirectUri: [],
        ci: 'none',
        out: '.',
        ...command.optsWithGlobals<Partial<InitFlags>>(),
      }
      oneOf('CI system', flags.ci, ['none', 'github', 'gitlab'])
      const output = new Output(io, flags)
      exit(
        await (flags.delete === true
          ? deleteClients(resolve(io.cwd, flags.out), output)
          : write(issuer, flags, io, output)),
      )
    })
}

/** A run reads `tls` of the target file; before there is one, only Node.js can be told. */
const trustFirst =
  'where its certificate is of an authority of your own, name the file of that authority in NODE_EXTRA_CA_CERTS; later in tls.ca of the target file'

async function write(issuer: string | undefined, flags: InitFlags, io: Io, output: Output): Promise<number> {
  const found = await surveyed(issuer, flags)
  if (found instanceof NoAnswer) {
    output.note(`${printable(found.message)}; nothing was written`)
    if (found.kind === 'tls') output.note(trustFirst)
    return 3
  }
  const clientSecret = secretOf(flags, io.env)
  const { known, registered, mock } = await gather(found, { ...flags, ...(clientSecret && { clientSecret }) })
  if (mock) output.note('this is an Assay mock: its users, clients and lifetimes are taken')
  for (const reason of registered.refused) output.note(`not registered: ${printable(reason)}`)
  const logins = found.metadata === undefined || found.metadata['authorization_endpoint'] !== undefined
  const complete = io.person ? await askForMissing(known, { passwordEnv: flags.passwordEnv, logins }, io.person) : known
  const { files, missing } = await initFiles(found, complete, registered, flags)
  if (flags.dryRun) output.result(files.map(({ path, text }) => `# --- ${path}\n${text}`).join('\n'))
  else
    for (const line of await writeNew(resolve(io.cwd, flags.out), files, flags.force === true, ['.env']))
      output.result(`${line}\n`)
  for (const sentence of missing) output.result(`to do: ${sentence}\n`)
  output.result(`next: ${commandName(io.env)} doctor\n`)
  return 0
}

async function surveyed(
  issuer: string | undefined,
  { resource, yes }: Pick<InitFlags, 'resource' | 'yes'>,
): Promise<Survey | NoAnswer> {
  if (issuer === undefined && resource === undefined)
    throw new UsageError('give an issuer, or a resource with --resource')
  for (const url of [issuer, resource]) {
    if (url !== undefined && !/^https?:\/\/[^/]/.test(url)) {
      throw new UsageError(
        `expected an http or https URL, got "${url}"; write it with scheme, such as https://login.example`,
      )
    }
  }
  const { survey } = await import('../harness/setup/survey.ts')
  try {
    return await survey({
      ...(issuer === undefined ? {} : { issuer }),
      ...(resource === undefined ? {} : { resource }),
      agreed: yes === true,
    })
  } catch (error) {
    if (error instanceof NoAnswer) return error
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}; nothing was written`)
  }
}

const examples = `
Examples:
  assay init http://127.0.0.1:4000                    a mock tells its users and clients
  assay init http://127.0.0.1:8080 --user alice --password-env ALICE_PASSWORD
  assay init --delete                                 delete the clients it registered
  assay init https://login.example --register --yes --ci github
  assay init https://login.example --client-id web --client-secret … --redirect-uri https://app.example/callback`
