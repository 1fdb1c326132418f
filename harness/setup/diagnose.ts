import { isPassing, NoAnswer } from '../http/answer.ts'
import type { TargetConfig } from '../target/config/config.ts'
import { openBench, type Bench } from './bench.ts'
import { type Diagnosis, ill, orWell } from './diagnosis.ts'
import { diagnoseFlows } from './diagnose-flows.ts'
import { diagnoseRegistration } from './diagnose-registration.ts'
import { diagnoseService } from './diagnose-service.ts'
import { diagnoseServer } from './diagnose-server.ts'
import { examineClient } from './examine-client.ts'
import { remedyFor } from './remedy.ts'

/** What was found out about a target's set-up, told as it is found; `reached` says whether anybody answered. */
export interface Examined {
  readonly reached: boolean
}

/** Looks at the set-up of a target without judging the server: host, metadata, clock, clients, logins, resource. */
export async function diagnose(config: TargetConfig, tell: (found: Diagnosis) => void): Promise<Examined> {
  const bench = await openBench(config)
  if (bench instanceof NoAnswer) {
    tell(unreached(config, bench))
    return { reached: false }
  }
  const fresh = newTo(tell)
  try {
    await examine(bench, fresh).catch((error: unknown) =>
      isPassing(error) ? examine(bench, fresh) : Promise.reject(error),
    )
    return { reached: true }
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    tell(silenceOf(error, bench))
    return { reached: false }
  } finally {
    await bench.close()
  }
}

async function examine(bench: Bench, tell: (found: Diagnosis) => void): Promise<void> {
  for (const found of diagnoseServer(bench.config, bench)) tell(found)
  const doubted = await diagnoseClients(bench, tell)
  for (const found of await diagnoseRegistration(bench)) tell(found)
  await diagnoseFlows(bench, tell, doubted)
}

/** Tells nothing twice, so that what was examined before the server stumbled may be examined again. */
function newTo(tell: (found: Diagnosis) => void): (found: Diagnosis) => void {
  const told = new Set<string>()
  return (found) => {
    if (!told.has(found.text)) tell(found)
    told.add(found.text)
  }
}

function silenceOf({ kind, message, request }: NoAnswer, { target }: Bench): Diagnosis {
  const patience = 'wait that long, or lift the limit of the rate for the test'
  if (kind === 'left-alone') return ill(message, ['limits', 'max_wait_s'], patience)
  const { origin } = new URL(request.url)
  const member = Object.keys(target.metadata).find((name) => isAt(origin, target.metadata[name]))
  if (member === undefined || isAt(origin, target.issuer)) {
    return ill(message, ['issuer'], 'see why the server does not answer this request')
  }
  const because = `${message}, which is where the metadata puts ${member}`
  return ill(because, ['metadata', member], 'correct the address at the server, or override it under metadata')
}

function isAt(origin: string, address: unknown): boolean {
  return typeof address === 'string' && URL.canParse(address) && new URL(address).origin === origin
}

function unreached({ issuer }: TargetConfig, { kind, message }: NoAnswer): Diagnosis {
  const { at, fix } = remedyFor(issuer, kind)
  const because = kind === 'tls' || kind === 'plain' ? message : `${message} (asked for the metadata of ${issuer})`
  return ill(because, at, fix)
}

/** Answers with the names of those that something was said against. */
async function diagnoseClients(
  { target, around }: Pick<Bench, 'target' | 'around'>,
  tell: (found: Diagnosis) => void,
): Promise<ReadonlySet<string>> {
  const doubted = new Set<string>()
  if (target.clients.length === 0) tell(ill('no client is described', ['clients'], 'add a client under clients'))
  for (const client of target.clients) {
    const doubt = await examineClient(around(), client)
    tell(orWell(doubt, `client ${client.name} is taken for who it is (${client.token_endpoint_auth_method})`))
    if (doubt === undefined) for (const found of await diagnoseService({ target, around }, client)) tell(found)
    else doubted.add(client.name)
  }
  if (target.clients.length > 0 && typeof target.metadata['token_endpoint'] !== 'string') {
    tell(ill('no token endpoint is known, so no client could be tried', ['metadata'], 'add metadata.token_endpoint'))
  }
  return doubted
}
