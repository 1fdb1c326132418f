import { resolve } from 'node:path'

import type { Command } from 'commander'

import type { Registrations } from '../harness/setup/register-clients.ts'
import type { Survey } from '../harness/setup/survey.ts'
import type { ClientEntry } from '../harness/target/config/config.ts'
import { isLoopback } from '../harness/target/config/loopback.ts'
import { UsageError } from '../harness/usage-error.ts'
import { printable } from '../reports/printable.ts'
import { collect, oneOf } from './flags.ts'
import { initFiles } from './init-files.ts'
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
    .option('--client-secret <secret>', 'its secret; kept in .env')
    .option('--redirect-uri <uri>', 'its redirect URI; repeatable', collect)
    .option('--user <name>', 'a test user')
    .option('--password-env <name>', 'variable that holds the password of the user')
    .option('--ci <system>', 'workflow to write: none, github, gitlab', 'none')
    .option('-o, --out <folder>', 'where to write', '.')
    .option('--dry-run', 'print the files and write nothing')
    .option('--force', 'overwrite files')
    .option('-y, --yes', 'you may test this server: writes confirm: true')
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
      const found = await surveyed(issuer, flags.resource)
      const registered = await registrations(found, flags)
      for (const reason of registered.refused) output.note(`not registered: ${printable(reason)}`)
      const { files, missing } = await initFiles(found, { ...known(flags), ...named(registered) }, registered, flags)
      const folder = resolve(io.cwd, flags.out)
      if (flags.dryRun) output.result(files.map(({ path, text }) => `# --- ${path}\n${text}`).join('\n'))
      else for (const line of await writeNew(folder, files, flags.force === true)) output.result(`${line}\n`)
      for (const sentence of missing) output.result(`to do: ${sentence}\n`)
      output.result('next: assay doctor\n')
      exit(0)
    })
}

async function surveyed(issuer: string | undefined, resource: string | undefined): Promise<Survey> {
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
    })
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}; nothing was written`)
  }
}

async function registrations(
  { issuer, metadata, resource }: Survey,
  { register, clientId }: InitFlags,
): Promise<Registrations> {
  const wanted = register ?? (isLoopback(issuer) && clientId === undefined)
  if (!wanted || typeof metadata?.['registration_endpoint'] !== 'string') return { made: [], refused: [] }
  const [{ registerClients }, { usualScopes }] = await Promise.all([
    import('../harness/setup/register-clients.ts'),
    import('../harness/setup/propose.ts'),
  ])
  const offline = Array.isArray(metadata['scopes_supported']) && metadata['scopes_supported'].includes('offline_access')
  const scopes = [...usualScopes({ metadata, resource }), ...(offline ? ['offline_access'] : [])]
  return registerClients(issuer, metadata, scopes)
}

function named({ made }: Registrations): Record<string, ClientEntry> {
  return Object.fromEntries(made.map(({ name, entry }) => [name, entry]))
}

function known({ clientId, clientSecret, redirectUri }: InitFlags): Record<string, ClientEntry> {
  if (clientId === undefined) return {}
  const secret =
    clientSecret === undefined ? { token_endpoint_auth_method: 'none' as const } : { client_secret: clientSecret }
  return {
    client: { client_id: clientId, ...secret, ...(redirectUri.length === 0 ? {} : { redirect_uris: redirectUri }) },
  }
}

const examples = `
Examples:
  assay init http://127.0.0.1:4000 --user alice --password-env ALICE_PASSWORD
  assay init https://login.example --register --yes --ci github
  assay init https://login.example --client-id web --client-secret … --redirect-uri https://app.example/callback`
